package dagbok.ipfs;

import org.jspecify.annotations.Nullable;

/** What went wrong with the IPFS node, why, and what its person can do about it. */
public final class IpfsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, for callers that act on it. */
  public enum Reason {
    /** The IPFS node does not answer: try again when it is back. */
    AWAY,
    /** The IPFS node answers, but refuses us: a secret is missing or wrong. */
    DENIED,
    /** Pubsub is switched off there. */
    PUBSUB_OFF,
    /** Nobody gave the block in time. */
    NOT_FOUND,
    /** Its disk is full. */
    NO_SPACE,
    /** A bound of size or time was exceeded. */
    LIMIT,
    /** Anything else that the IPFS node said. */
    FAILED
  }

  private final Reason reason;
  private final String cure;

  /** With what happened and what to do, each a sentence for people. */
  public IpfsException(Reason reason, String message, String cure, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.cure = cure;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What to do. */
  public String cure() {
    return cure;
  }
}
