package dagbok.simulation;

import dagbok.schema.Message;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Carries messages between nodes, as far as it does. What is published goes to each who listens by
 * itself, so that what one hears another may miss.
 */
final class Network {
  /** The shortest time that a message takes. */
  private static final long LEAST_MILLIS = 20;

  /** What a request for a block, and an answer without one, weigh. */
  private static final int REQUEST_BYTES = 64;

  /** One in so many peers is in the smaller part of a network that is parted. */
  private static final int PART = 3;

  private final Timeline timeline;
  private final Faults faults;
  private final SplittableRandom random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Listeners> topics = new HashMap<>();
  private final IdentityHashMap<byte[], Object> decoded = new IdentityHashMap<>();
  private final Traffic traffic = new Traffic();

  Network(Timeline timeline, Faults faults, SplittableRandom random) {
    this.timeline = timeline;
    this.faults = faults;
    this.random = random;
  }

  /** Who listens to a topic. */
  private static final class Listeners {
    private int[] nodes = new int[8];
    private int size;

    void add(int node) {
      if (size == nodes.length) {
        nodes = Arrays.copyOf(nodes, size * 2);
      }
      nodes[size++] = node;
    }

    void remove(int node) {
      for (int i = 0; i < size; i++) {
        if (nodes[i] == node) {
          nodes[i] = nodes[--size];
          return;
        }
      }
    }
  }

  /** Adds a node, and gives its number. */
  int add(Node node) {
    nodes.add(node);
    traffic.add();
    return nodes.size() - 1;
  }

  Node node(int number) {
    return nodes.get(number);
  }

  Traffic traffic() {
    return traffic;
  }

  void listen(int node, String topic) {
    topics.computeIfAbsent(topic, t -> new Listeners()).add(node);
  }

  void leave(int node, String topic) {
    topics.getOrDefault(topic, new Listeners()).remove(node);
  }

  /** Tells all who listen, but for oneself. */
  void publish(int from, String topic, byte[] data) {
    traffic.published(from, data);
    Listeners listeners = topics.get(topic);
    if (listeners != null) {
      Broadcast broadcast = new Broadcast(from, topic, data, listeners);
      if (broadcast.hasNext()) {
        timeline.at(broadcast.nextAt(), broadcast);
      }
    }
  }

  /** The message that these bytes are; read once for all who hear it. */
  Message decode(byte[] data) throws SchemaException {
    Object known = decoded.get(data);
    if (known == null) {
      known = read(data);
      decoded.put(data, known);
    }
    if (known instanceof SchemaException e) {
      throw e;
    }
    return (Message) known;
  }

  private static Object read(byte[] data) {
    try {
      return Message.decode(data);
    } catch (SchemaException e) {
      return e;
    }
  }

  private long delay() {
    return LEAST_MILLIS + random.nextLong(faults.jitterMillis() + 1);
  }

  private boolean carries(int from, int to) {
    return !isParted(from, to) && (faults.loss() == 0 || random.nextDouble() >= faults.loss());
  }

  private boolean isParted(int from, int to) {
    long now = timeline.now();
    boolean isNow = now >= Plan.START_MILLIS && now < Plan.BUSY_MILLIS;
    return faults.parted() && isNow && (from % PART == 0) != (to % PART == 0);
  }

  /** One message on its way to many; happens once for each moment at which it reaches somebody. */
  private final class Broadcast implements Runnable {
    private static final int NODE_BITS = 24;

    private final String topic;
    private final String from;
    private final byte[] data;
    private long[] arrivals;
    private int next;

    Broadcast(int from, String topic, byte[] data, Listeners listeners) {
      this.topic = topic;
      this.from = node(from).name();
      this.data = data;
      this.arrivals = new long[listeners.size];
      int count = 0;
      for (int i = 0; i < listeners.size; i++) {
        int to = listeners.nodes[i];
        if (to != from && carries(from, to)) {
          count = add(count, to);
          if (faults.duplicates() > 0 && random.nextDouble() < faults.duplicates()) {
            count = add(count, to);
          }
        }
      }
      arrivals = Arrays.copyOf(arrivals, count);
      Arrays.sort(arrivals);
    }

    private int add(int count, int to) {
      if (count == arrivals.length) {
        arrivals = Arrays.copyOf(arrivals, count + count / 2 + 1);
      }
      arrivals[count] = (timeline.now() + delay()) << NODE_BITS | to;
      return count + 1;
    }

    boolean hasNext() {
      return next < arrivals.length;
    }

    long nextAt() {
      return arrivals[next] >> NODE_BITS;
    }

    @Override
    public void run() {
      while (hasNext() && nextAt() <= timeline.now()) {
        int to = (int) (arrivals[next++] & ((1 << NODE_BITS) - 1));
        if (node(to).isOnline()) {
          traffic.heard(to, data);
          node(to).receive(topic, from, data);
        }
      }
      if (hasNext()) {
        timeline.at(nextAt(), this);
      } else {
        decoded.remove(data);
      }
    }
  }

  /** Asks one node for a block; {@code answered} hears nothing if anything is lost on the way. */
  void ask(int from, int to, Want want, Consumer<Answer> answered) {
    traffic.sent(from, REQUEST_BYTES);
    if (carries(from, to)) {
      timeline.after(delay(), () -> answer(from, to, want, answered));
    }
  }

  private void answer(int from, int to, Want want, Consumer<Answer> answered) {
    if (!node(to).isOnline()) {
      return;
    }
    traffic.got(to, REQUEST_BYTES);
    Answer answer = node(to).give(want);
    if (answer instanceof Answer.Silence) {
      return;
    }
    int bytes = answer instanceof Answer.Bytes some ? some.bytes().length : REQUEST_BYTES;
    traffic.sent(to, bytes);
    if (carries(to, from)) {
      timeline.after(
          delay(),
          () -> {
            if (node(from).isOnline()) {
              traffic.got(from, bytes);
              answered.accept(answer);
            }
          });
    }
  }
}
