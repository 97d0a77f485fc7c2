package dagbok.pair;

import dagbok.schema.Item;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

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
    /** Does it once, on a thread that may have other work, too; never before this returns. */
    void run(Runnable work, Duration pause);
  }

  private static final class Standing {
    private final Inviter inviter;
    private final Instant expires;
    private final boolean byFile;
    private final List<String> addresses;
    private Optional<AutoCloseable> way;
    private Instant closes;

    Standing(Inviter inviter, Instant expires, boolean byFile, Opened opened) {
      this.inviter = inviter;
      this.expires = expires;
      this.byFile = byFile;
      this.addresses = opened.addresses();
      this.way = Optional.of(opened.way());
      this.closes = expires;
    }

    /** The way, to be closed by whoever takes it, and not under the lock: that takes time. */
    Optional<AutoCloseable> left() {
      Optional<AutoCloseable> left = way;
      way = Optional.empty();
      return left;
    }
  }

  private static void close(AutoCloseable way) {
    try {
      way.close();
    } catch (Exception e) {
      throw new IllegalStateException("the way to an invitation did not close", e);
    }
  }

  /**
   * An invitation as it stands.
   *
   * @param code to be shown to whoever invites, and nobody else
   * @param addresses where the other device can come to
   * @param words to compare; empty before stage {@code ASKED}
   * @param asking how the other device calls itself
   * @param carried what is carried to it next, if files are and it is its turn
   */
  public record View(
      String code,
      Terms terms,
      List<String> addresses,
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
    Opened open();
  }

  /** A way that is open, with the addresses that it is reached by. */
  public record Opened(List<String> addresses, AutoCloseable way) {
    /** No way at all. */
    public static final Opened NONE = new Opened(List.of(), () -> {});

    /** Copies the list. */
    public Opened {
      addresses = List.copyOf(addresses);
    }
  }

  /** Invites; an invitation that stood before ends, and its way is closed before another opens. */
  public View invite(Terms terms, boolean byFile, Way way) {
    close();
    Inviter inviter = new Inviter(PairingCode.random(random), terms, random);
    Opened opened = byFile ? Opened.NONE : way.open();
    Instant expires = clock.instant().plus(byFile ? TIME_BY_FILE : TIME);
    Standing fresh = new Standing(inviter, expires, byFile, opened);
    View view = view(fresh);
    replace(fresh).ifPresent(Invitations::close);
    closeAfter(Duration.between(clock.instant(), expires));
    return view;
  }

  /** Gives the way of one that began to stand since. */
  private synchronized Optional<AutoCloseable> replace(Standing fresh) {
    Optional<AutoCloseable> left = end();
    standing = Optional.of(fresh);
    return left;
  }

  private synchronized Optional<AutoCloseable> end() {
    standing.ifPresent(old -> old.inviter.end(PairingException.Reason.REFUSED));
    Optional<AutoCloseable> left = standing.flatMap(Standing::left);
    standing = Optional.empty();
    return left;
  }

  private void closeAfter(Duration pause) {
    later.run(this::tidy, pause.plus(MARGIN));
  }

  /** Closes the way of an invitation whose time is over, or which has ended. */
  private void tidy() {
    due().ifPresent(Invitations::close);
  }

  private synchronized Optional<AutoCloseable> due() {
    standing
        .filter(this::isOver)
        .ifPresent(old -> old.inviter.end(PairingException.Reason.EXPIRED));
    return standing.filter(now -> !clock.instant().isBefore(now.closes)).flatMap(Standing::left);
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
  public Optional<View> current() {
    tidy();
    return shown();
  }

  private synchronized Optional<View> shown() {
    return standing.map(Invitations::view);
  }

  private static View view(Standing now) {
    Inviter inviter = now.inviter;
    return new View(
        inviter.code().shown(),
        inviter.terms(),
        now.addresses,
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
   * What a joiner's message is answered with; one of another version is told so. The way is not
   * closed by this, even if the time is over: the message came by it.
   *
   * @throws PairingException if there is no invitation, or it is no message
   */
  public synchronized byte[] take(byte[] message) {
    try {
      return take(message, false);
    } catch (PairingException e) {
      if (e.reason() == PairingException.Reason.OTHER_VERSION) {
        return Joiner.stop(e.reason());
      }
      throw e;
    }
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
   * @param writer writes what is asked for as invited to, and gives its proof; if it fails, nothing
   *     was written
   */
  public View confirm(BiFunction<Terms, DeviceRequest, List<Item>> writer) {
    tidy();
    return granted(writer);
  }

  private synchronized View granted(BiFunction<Terms, DeviceRequest, List<Item>> writer) {
    Standing now =
        standing.orElseThrow(() -> new PairingException(PairingException.Reason.NOTHING));
    Inviter inviter = now.inviter;
    DeviceRequest request =
        inviter
            .request()
            .filter(asked -> inviter.stage() == Stage.ASKED)
            .orElseThrow(() -> new PairingException(notNow(inviter)));
    byte[] unused = inviter.grant(writer.apply(inviter.terms(), request));
    return view(now);
  }

  private static PairingException.Reason notNow(Inviter inviter) {
    return inviter.why().orElse(PairingException.Reason.NOTHING);
  }

  /** Ends what stands. */
  @Override
  public void close() {
    end().ifPresent(Invitations::close);
  }

  /**
   * The person says no. The way is closed at once if nobody came by it, else when the joiner has
   * had time to hear of it. Does nothing if a grant was written.
   */
  public Optional<View> cancel() {
    refuse();
    return current();
  }

  private synchronized void refuse() {
    standing
        .filter(now -> now.inviter.stage() != Stage.DONE)
        .ifPresent(
            now -> {
              now.inviter.end(PairingException.Reason.REFUSED);
              hurry(now);
            });
  }
}
