package dagbok.pair;

import dagbok.schema.Item;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one invitation that stands at a time, and for how long. Its way is closed as soon as nobody
 * can have use for it. Thread-safe.
 */
public final class Invitations implements AutoCloseable {
  /** How long a code can be used. */
  public static final Duration TIME = Duration.ofMinutes(10);

  /** The same where a file is carried to and fro. */
  public static final Duration TIME_BY_FILE = Duration.ofHours(1);

  /** How long a joiner that came can hear what became of it; it asks every second. */
  static final Duration LAST_WORD = Duration.ofSeconds(3);

  /** So much later than its time a way is closed: the clock has passed it then. */
  private static final Duration MARGIN = Duration.ofMillis(100);

  private final Clock clock;
  private final SecureRandom random;
  private final Later later;
  private Optional<Standing> standing = Optional.empty();

  /** With what tells the time, makes codes, and closes ways in time. */
  public Invitations(Clock clock, SecureRandom random, Later later) {
    this.clock = clock;
    this.random = random;
    this.later = later;
  }

  /** Does something after a while. */
  public interface Later {
    /** Does it once, on a thread of its own. */
    void run(Runnable work, Duration pause);
  }

  private static final class Standing {
    private final Inviter inviter;
    private final Instant expires;
    private final boolean byFile;
    private final AutoCloseable way;
    private Instant closes;
    private boolean closed;

    Standing(Inviter inviter, Instant expires, boolean byFile, AutoCloseable way) {
      this.inviter = inviter;
      this.expires = expires;
      this.byFile = byFile;
      this.way = way;
      this.closes = expires;
    }

    void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        way.close();
      } catch (Exception e) {
        throw new IllegalStateException("the way to an invitation did not close", e);
      }
    }
  }

  /**
   * An invitation as it stands.
   *
   * @param code to be shown to whoever invites, and nobody else
   * @param words to compare; empty before stage {@code ASKED}
   * @param asking how the other device calls itself
   * @param carried what is carried to it next, if files are and it is its turn
   */
  public record View(
      String code,
      Terms terms,
      Instant expires,
      boolean byFile,
      Stage stage,
      List<String> words,
      Optional<String> asking,
      Optional<Carried> carried,
      Optional<PairingException.Reason> why) {
    /** Does not show the code. */
    @Override
    public String toString() {
      return "invitation to " + terms.profile() + ", " + stage;
    }
  }

  /** Opens the way on which joiners come. */
  public interface Way {
    /** Closed when the invitation is over. */
    AutoCloseable open();
  }

  /** Invites; an invitation that stood before ends. */
  public synchronized View invite(Terms terms, boolean byFile, Way way) {
    standing.ifPresent(old -> end(old, PairingException.Reason.REFUSED));
    standing = Optional.empty();
    Inviter inviter = new Inviter(PairingCode.random(random), terms, random);
    Instant expires = clock.instant().plus(byFile ? TIME_BY_FILE : TIME);
    Standing fresh = new Standing(inviter, expires, byFile, byFile ? () -> {} : way.open());
    standing = Optional.of(fresh);
    closeAfter(Duration.between(clock.instant(), expires));
    return view(fresh);
  }

  private static void end(Standing old, PairingException.Reason reason) {
    old.inviter.end(reason);
    old.close();
  }

  private void closeAfter(Duration pause) {
    later.run(this::tidy, pause.plus(MARGIN));
  }

  /** Closes the way of an invitation whose time is over, or which has ended. */
  private synchronized void tidy() {
    standing.ifPresent(
        now -> {
          if (isOver(now)) {
            now.inviter.end(PairingException.Reason.EXPIRED);
          }
          if (!clock.instant().isBefore(now.closes)) {
            now.close();
          }
        });
  }

  private boolean isOver(Standing now) {
    return !clock.instant().isBefore(now.expires);
  }

  /** Sees to it that the way of one that is over is closed: at once if nobody came by it. */
  private void hurry(Standing now) {
    if (now.closes.isBefore(now.expires)) {
      return;
    }
    Duration pause = now.inviter.hasMet() ? LAST_WORD : Duration.ZERO;
    Instant soon = clock.instant().plus(pause);
    if (soon.isBefore(now.expires)) {
      now.closes = soon;
      closeAfter(pause);
    }
  }

  /** The newest invitation, whatever became of it. */
  public synchronized Optional<View> current() {
    tidy();
    return standing.map(Invitations::view);
  }

  private static View view(Standing now) {
    Inviter inviter = now.inviter;
    return new View(
        inviter.code().shown(),
        inviter.terms(),
        now.expires,
        now.byFile,
        inviter.stage(),
        inviter.words(),
        inviter.request().map(DeviceRequest::name),
        now.byFile ? inviter.carried() : Optional.empty(),
        inviter.why());
  }

  /** Each invitation is for one way. */
  private Standing found(boolean byFile) {
    return standing
        .filter(now -> now.byFile == byFile)
        .orElseThrow(() -> new PairingException(PairingException.Reason.NOTHING));
  }

  /**
   * What a joiner's message is answered with. The way is not closed by this, even if the time is
   * over: the message came by it.
   *
   * @throws PairingException if there is no invitation, or it is no message
   */
  public synchronized byte[] take(byte[] message) {
    return take(message, false);
  }

  private byte[] take(byte[] message, boolean byFile) {
    standing
        .filter(this::isOver)
        .ifPresent(old -> old.inviter.end(PairingException.Reason.EXPIRED));
    Standing now = found(byFile);
    byte[] answer = now.inviter.take(message);
    if (now.inviter.stage() == Stage.ENDED || Wire.read(answer).is("verdict")) {
      hurry(now);
    }
    return answer;
  }

  /**
   * Takes a message that was carried here in a file.
   *
   * @throws PairingException with {@code OUT_OF_TURN} if it is not the one that is awaited, which
   *     changes nothing
   */
  public synchronized View carried(byte[] message) {
    byte[] answer = take(message, true);
    Standing now = found(true);
    if (now.inviter.stage() != Stage.ENDED && Wire.read(answer).is("stop")) {
      throw new PairingException(PairingException.Reason.OUT_OF_TURN);
    }
    return view(now);
  }

  /**
   * The person says that the words are the same: writes the grant.
   *
   * @param writer writes it and gives its proof; if it fails, nothing was written
   */
  public synchronized View confirm(Function<DeviceRequest, List<Item>> writer) {
    tidy();
    Standing now =
        standing.orElseThrow(() -> new PairingException(PairingException.Reason.NOTHING));
    Inviter inviter = now.inviter;
    DeviceRequest request =
        inviter
            .request()
            .filter(asked -> inviter.stage() == Stage.ASKED)
            .orElseThrow(() -> new PairingException(notNow(inviter)));
    byte[] unused = inviter.grant(writer.apply(request));
    return view(now);
  }

  private static PairingException.Reason notNow(Inviter inviter) {
    return inviter.why().orElse(PairingException.Reason.NOTHING);
  }

  /** Ends what stands. */
  @Override
  public synchronized void close() {
    standing.ifPresent(old -> end(old, PairingException.Reason.REFUSED));
  }

  /**
   * The person says no. The way is closed at once if nobody came by it, else when the joiner has
   * had time to hear of it. Does nothing if a grant was written.
   */
  public synchronized Optional<View> cancel() {
    standing
        .filter(now -> now.inviter.stage() != Stage.DONE)
        .ifPresent(
            now -> {
              now.inviter.end(PairingException.Reason.REFUSED);
              hurry(now);
            });
    return current();
  }
}
