package dagbok.web.live;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.LiveStream;
import dagbok.web.port.Events;
import dagbok.web.port.Refusal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The stream of events, for pages and programs. Thread-safe; closing it ends no stream. */
public final class LiveEvents implements AutoCloseable {
  /** The most streams that are open at a time. */
  public static final int MAX_STREAMS = 64;

  private static final int RUN_BYTES = 4;
  private static final Optional<Long> BEFORE_ALL = Optional.of(0L);

  private final Events events;
  private final String run;
  private final AtomicLong latest = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private final Events.Subscription watch;

  /** Starts to watch what the newest event is. */
  public LiveEvents(Events events, SecureRandom random) {
    this.events = events;
    byte[] bytes = new byte[RUN_BYTES];
    random.nextBytes(bytes);
    this.run = HexFormat.of().formatHex(bytes);
    this.watch = events.subscribe(0, event -> latest.accumulateAndGet(event.id(), Math::max));
  }

  /**
   * Where a page begins to listen: what it shows includes all events up to this one, if it asks
   * before it reads.
   */
  public String mark() {
    return run + "-" + latest.get();
  }

  /** Opens a stream, after the event that {@code Last-Event-ID} or {@code ?last=} names. */
  public Answer answer(Call call) {
    if (open.get() >= MAX_STREAMS) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "too many pages listen at once", "close some of them");
    }
    Optional<String> last = call.header("Last-Event-ID").or(() -> call.query("last"));
    return new Answer.Live(
        200,
        Map.of("Content-Type", "text/event-stream; charset=utf-8"),
        stream -> start(stream, last));
  }

  private AutoCloseable start(LiveStream stream, Optional<String> last) {
    stream.send("retry: 2000\n\n");
    Optional<Long> after = last.flatMap(this::numberOf);
    boolean unknown = last.isPresent() && after.isEmpty();
    boolean missed = unknown || (after.equals(BEFORE_ALL) && anyYet());
    if (missed) {
      stream.send(EventText.MISSED);
    }
    Relay relay = new Relay(stream, after.orElse(0L));
    Events.Subscription subscription = events.subscribe(after.orElse(0L), relay::accept);
    open.incrementAndGet();
    return () -> {
      open.decrementAndGet();
      subscription.close();
    };
  }

  /** A page that was shown before the first event can't ask for what came after it. */
  private boolean anyYet() {
    return latest.get() > 0;
  }

  private Optional<Long> numberOf(String id) {
    if (!id.startsWith(run + "-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(id.substring(run.length() + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    watch.close();
  }

  /** Passes events on; the first one shows whether any were forgotten. */
  private final class Relay {
    private final LiveStream stream;
    private long expected;

    private Relay(LiveStream stream, long after) {
      this.stream = stream;
      this.expected = after == 0 ? 0 : after + 1;
    }

    private void accept(Events.Event event) {
      if (expected != 0 && event.id() > expected) {
        stream.send(EventText.MISSED);
      }
      expected = 0;
      stream.send(EventText.of(run, event));
    }
  }
}
