package dagbok.simulation;

import java.util.PriorityQueue;

/** Virtual time, in milliseconds, and what is to happen in it. */
final class Timeline {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long numbers;

  /** What is planned first happens first of what is planned for one time. */
  private record Event(long at, long number, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int order = Long.compare(at, other.at);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  long now() {
    return now;
  }

  /** Plans something; what is planned for the past happens next. */
  void at(long time, Runnable task) {
    events.add(new Event(Math.max(time, now), numbers++, task));
  }

  void after(long millis, Runnable task) {
    at(now + millis, task);
  }

  /** Lets what is next happen; false if nothing is planned. */
  boolean next() {
    Event event = events.poll();
    if (event == null) {
      return false;
    }
    now = event.at;
    event.task.run();
    return true;
  }

  /** How much has happened or is planned. */
  long count() {
    return numbers;
  }
}
