package dagbok.peer;

import dagbok.codec.DecodeException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links to peers that we go to, one each, made again when they break: at once, then ever more
 * seldom, then no longer. Thread-safe.
 */
final class Dialer implements AutoCloseable {
  /** The most peers that we go to at once. */
  static final int MAX_LINKS = 64;

  private static final Logger log = LoggerFactory.getLogger(Dialer.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_ATTEMPTS = 12;
  private static final int MAX_OURSELVES = 64;

  /** The most peers at once that were found and not given, so that those given have room. */
  private static final int MAX_FOUND = MAX_LINKS / 2;

  private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(10);

  private final Neighbourhood neighbourhood;
  private final PeerClient client;
  private final ScheduledExecutorService executor;
  private final SecureRandom random;
  private final Map<PeerAddress, Optional<Link>> links = new ConcurrentHashMap<>();
  private final Set<PeerAddress> ourselves = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** {@code executor} has a thread for each link; it belongs to the caller. */
  Dialer(
      Neighbourhood neighbourhood,
      PeerClient client,
      ScheduledExecutorService executor,
      SecureRandom random) {
    this.random = random;
    this.neighbourhood = neighbourhood;
    this.client = client;
    this.executor = executor;
  }

  /**
   * Links with the peer at an address; nothing happens if we are linked with it, or are it.
   *
   * @throws IOException if nobody answers there, or somebody else than was said
   */
  void dial(PeerAddress address) throws IOException {
    PeerAddress place = address.withoutId();
    if (ourselves.contains(place) || isLinked(address)) {
      return;
    }
    if (links.size() >= MAX_LINKS || links.putIfAbsent(place, Optional.empty()) != null) {
      throw new IOException(
          links.size() >= MAX_LINKS
              ? "there are links to " + MAX_LINKS + " peers"
              : "it is being linked with");
    }
    try {
      open(place, address.id());
    } catch (IOException | RuntimeException e) {
      links.remove(place);
      throw e;
    }
  }

  /** The same for an address that a stranger told. */
  void dialFound(PeerAddress address) throws IOException {
    if (links.size() >= MAX_FOUND) {
      throw new IOException("there are links to " + MAX_FOUND + " peers");
    }
    dial(address);
  }

  private boolean isLinked(PeerAddress address) {
    PeerAddress place = address.withoutId();
    boolean there = links.getOrDefault(place, Optional.empty()).isPresent();
    return there
        || neighbourhood.all().stream()
            .anyMatch(neighbour -> address.id().filter(neighbour.id()::equals).isPresent());
  }

  private void open(PeerAddress place, Optional<PeerId> expected) throws IOException {
    PeerClient.Stream stream = client.open(place, Messages.newName(random));
    FrameReader reader = new FrameReader(stream.frames());
    try {
      Frame.Hello hello = inTime(stream, reader);
      if (hello.id().equals(neighbourhood.self())) {
        if (ourselves.size() < MAX_OURSELVES) {
          ourselves.add(place);
        }
        throw new IOException("it is this daemon itself");
      }
      if (!neighbourhood.isRight(hello, stream.challenge())) {
        throw new IOException("it is not who it says");
      }
      if (expected.isPresent() && !expected.get().equals(hello.id())) {
        throw new IOException("somebody else answers: " + hello.id());
      }
      Linked linked = new Linked(place, hello.id());
      PostLink link = new PostLink(client, place, stream, linked::ended);
      linked.link = link;
      links.put(place, Optional.of(link));
      link.send(neighbourhood.hello(link));
      neighbourhood.greeted(link, hello, Optional.of(place.with(hello.id())));
      executor.execute(() -> linked.read(reader));
    } catch (IOException | RuntimeException e) {
      stream.frames().close();
      throw e;
    }
  }

  /** However slowly it comes: a silence ends by itself, drops do not. */
  private Frame.Hello inTime(PeerClient.Stream stream, FrameReader reader) throws IOException {
    Future<?> late =
        executor.schedule(
            () -> {
              stream.frames().close();
              return stream;
            },
            HELLO_TIMEOUT.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return firstHello(reader);
    } finally {
      late.cancel(false);
    }
  }

  private static Frame.Hello firstHello(FrameReader reader) throws IOException {
    try {
      for (int beats = 0; beats < 3; beats++) {
        Optional<Frame> frame = reader.next();
        if (frame.isPresent() && frame.get() instanceof Frame.Hello hello) {
          return hello;
        }
      }
      throw new IOException("it does not say who it is");
    } catch (DecodeException e) {
      throw new IOException("it does not speak Dagbok's peer protocol: " + e.getMessage(), e);
    }
  }

  /** A link that stands. */
  private final class Linked {
    private final PeerAddress place;
    private final PeerId id;
    private volatile Link link = NONE;

    Linked(PeerAddress place, PeerId id) {
      this.place = place;
      this.id = id;
    }

    void read(FrameReader reader) {
      try {
        while (!closed) {
          reader.next().ifPresentOrElse(this::take, () -> neighbourhood.beaten(link));
        }
      } catch (IOException | DecodeException e) {
        link.cut(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        log.error("the link to {} fails", place, e);
        link.cut("it failed");
      }
    }

    private void take(Frame frame) {
      if (frame instanceof Frame.Spoken spoken) {
        neighbourhood.heard(link, spoken);
      } else if (frame instanceof Frame.Hello hello && hello.id().equals(id)) {
        neighbourhood.greeted(link, hello, Optional.of(place.with(id)));
      }
    }

    void ended() {
      neighbourhood.left(link);
      links.remove(place);
      again(place.with(id), FIRST_PAUSE, 1);
    }
  }

  private static final Link NONE =
      new Link() {
        @Override
        public String theirChallenge() {
          return "";
        }

        @Override
        public String ourChallenge() {
          return "";
        }

        @Override
        public void send(byte[] frame) {}

        @Override
        public void cut(String why) {}

        @Override
        public boolean isEnded() {
          return false;
        }
      };

  private void again(PeerAddress address, Duration pause, int attempt) {
    if (closed || attempt > MAX_ATTEMPTS) {
      return;
    }
    Runnable next =
        () -> {
          try {
            dial(address);
          } catch (IOException e) {
            log.debug("{} is not reached again: {}", address, e.getMessage());
            again(address, pause.multipliedBy(2), attempt + 1);
          }
        };
    try {
      var unused = executor.schedule(next, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{} is left alone, since the daemon stops", address);
    }
  }

  @Override
  public void close() {
    closed = true;
    links.values().forEach(link -> link.ifPresent(standing -> standing.cut("this daemon stops")));
  }
}
