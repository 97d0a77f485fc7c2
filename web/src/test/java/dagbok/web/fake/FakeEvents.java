package dagbok.web.fake;

import dagbok.web.port.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Remembers every event unless told to forget. */
public final class FakeEvents implements Events {
  private final List<Event> past = new ArrayList<>();
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private long next = 1;

  @Override
  public synchronized Subscription subscribe(long lastId, Consumer<Event> listener) {
    if (lastId > 0) {
      past.stream().filter(event -> event.id() > lastId).forEach(listener);
    }
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Something happened. */
  public synchronized void happen(LongFunction<Event> made) {
    Event event = made.apply(next);
    next++;
    past.add(event);
    listeners.forEach(listener -> listener.accept(event));
  }

  /** Forgets the past. */
  public synchronized void forget() {
    past.clear();
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }
}
