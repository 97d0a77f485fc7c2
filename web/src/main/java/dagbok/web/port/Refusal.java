package dagbok.web.port;

import dagbok.cid.Cid;
import java.util.Optional;

/**
 * A request that can't be done, in words for the person who asked: what was wrong, and what to do.
 * The hint can be run or followed as it stands.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; decides the HTTP status and the exit code of a command. */
  public enum Reason {
    /** The request itself is wrong: 400, exit 2. */
    BAD_INPUT,
    /** The request is right, but what it brings or names is not what it says: 422, exit 1. */
    BAD_DATA,
    /** What it names is not known here: 404, exit 1. */
    NOT_FOUND,
    /** What it names is not here yet and is being fetched: 404 with Retry-After, exit 1. */
    NOT_YET,
    /** What it brings was kept, but more is needed before anything comes of it: 409, exit 3. */
    INCOMPLETE,
    /** It can't be done in the present state: 409, exit 1. */
    CONFLICT,
    /** Larger than a bound: 413, exit 1. */
    TOO_LARGE,
    /** The disk is full or can't be written: 507, exit 1. */
    NO_SPACE,
    /** It needs an IPFS node and none answers: 503, exit 11. */
    NO_IPFS,
    /** A passphrase is needed: 401, exit 12. */
    PASSPHRASE,
    /** A fault of Dagbok's own: 500, exit 1. */
    INTERNAL
  }

  private final Reason reason;
  private final String hint;
  private final transient Optional<Cid> cid;

  /** With what was wrong and what to do, each one sentence without a full stop. */
  public Refusal(Reason reason, String message, String hint) {
    this(reason, message, hint, Optional.empty(), null);
  }

  /** With the object concerned and the cause too. */
  public Refusal(
      Reason reason,
      String message,
      String hint,
      Optional<Cid> cid,
      @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.hint = hint;
    this.cid = cid;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What was wrong; never null. */
  public String error() {
    return String.valueOf(getMessage());
  }

  /** What to do. */
  public String hint() {
    return hint;
  }

  /** The object concerned, if one is. */
  public Optional<Cid> cid() {
    return cid;
  }
}
