package dagbok.pair;

import dagbok.schema.Item;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The one invitation that stands at a time, and for how long. Thread-safe. */
public final class Invitations implements AutoCloseable {
  /** How long a code can be used. */
  public static final Duration TIME = Duration.ofMinutes(10);

  /** The same where a file is carried to and fro. */
  public static final Duration TIME_BY_FILE = Duration.ofHours(1);

  private final Clock clock;
  private final SecureRandom random;
  private Optional<Standing> standing = Optional.empty();

  /** With what tells the time and makes codes. */
  public Invitations(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  private record Standing(Inviter inviter, Instant expires, boolean byFile, AutoCloseable way) {}

  /**
   * An invitation as it stands.
   *
   * @param code to be shown to whoever invites, and nobody else
   * @param words to compare; empty before stage {@code ASKED}
   * @param asking how the other device calls itself
   */
  public record View(
      String code,
      Terms terms,
      Instant expires,
      boolean byFile,
      Stage stage,
      List<String> words,
      Optional<String> asking,
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
    return view(fresh);
  }

  private static void end(Standing old, PairingException.Reason reason) {
    old.inviter().end(reason);
    try {
      old.way().close();
    } catch (Exception e) {
      throw new IllegalStateException("the way to an invitation did not close", e);
    }
  }

  /** Closes the way of an invitation whose time is over. */
  public synchronized void tidy() {
    standing.filter(this::isOver).ifPresent(old -> end(old, PairingException.Reason.EXPIRED));
  }

  private boolean isOver(Standing now) {
    return !clock.instant().isBefore(now.expires());
  }

  /** The newest invitation, whatever became of it. */
  public synchronized Optional<View> current() {
    tidy();
    return standing.map(Invitations::view);
  }

  private static View view(Standing now) {
    Inviter inviter = now.inviter();
    return new View(
        inviter.code().shown(),
        inviter.terms(),
        now.expires(),
        now.byFile(),
        inviter.stage(),
        inviter.words(),
        inviter.request().map(DeviceRequest::name),
        inviter.why());
  }

  /** What is carried to the other device first. */
  public synchronized byte[] opening() {
    return found().inviter().opening();
  }

  private Standing found() {
    return standing.orElseThrow(() -> new PairingException(PairingException.Reason.NOTHING));
  }

  /**
   * What a joiner's message is answered with. The way stays open, even if the time is over: the
   * message came by it.
   *
   * @param byFile whether it was carried here; each invitation is for one way
   * @throws PairingException if there is no invitation, or it is no message
   */
  public synchronized byte[] take(byte[] message, boolean byFile) {
    standing
        .filter(this::isOver)
        .ifPresent(old -> old.inviter().end(PairingException.Reason.EXPIRED));
    Standing now = found();
    if (now.byFile() != byFile) {
      throw new PairingException(PairingException.Reason.NOTHING);
    }
    return now.inviter().take(message);
  }

  /**
   * The person says that the words are the same: writes the grant.
   *
   * @param writer writes it and gives its proof; if it fails, nothing was written
   * @return what is carried to the other device
   */
  public synchronized byte[] confirm(Function<DeviceRequest, List<Item>> writer) {
    tidy();
    Inviter inviter = found().inviter();
    DeviceRequest request =
        inviter
            .request()
            .filter(asked -> inviter.stage() == Stage.ASKED)
            .orElseThrow(() -> new PairingException(notNow(inviter)));
    return inviter.grant(writer.apply(request));
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
   * The person says no. The way stays open for as long as it would have, so that the joiner hears
   * of it. Does nothing if a grant was written.
   */
  public synchronized Optional<View> cancel() {
    standing
        .filter(now -> now.inviter().stage() != Stage.DONE)
        .ifPresent(now -> now.inviter().end(PairingException.Reason.REFUSED));
    return current();
  }
}
