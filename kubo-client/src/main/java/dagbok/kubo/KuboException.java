package dagbok.kubo;

import org.jspecify.annotations.Nullable;

/**
 * Why a call to Kubo gave no answer, and what can be done about it. Messages never hold secrets.
 */
public final class KuboException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, with what to do unless the case gives something better. */
  public enum Reason {
    /** Nobody answers there, or the connection broke. */
    AWAY("Start Kubo with: ipfs daemon"),
    /** Kubo wants a secret, or another one. */
    DENIED(
        "Put the secret that Kubo's API.Authorizations names in a file,"
            + " and set ipfs.kubo.secret-file to it"),
    /** Pubsub is switched off. */
    PUBSUB_OFF("Run: ipfs config --json Pubsub.Enabled true  and restart Kubo"),
    /** Streams between peers ({@code ipfs p2p}) are switched off. */
    P2P_OFF("Run: ipfs config --json Experimental.Libp2pStreamMounting true  and restart Kubo"),
    /** A block, a pin or a setting is not there. */
    NOT_FOUND("Try again when somebody who has it is connected"),
    /** It took longer than the caller wanted to wait. */
    TIMEOUT("Try again, or wait longer"),
    /** Kubo's disk is full. */
    NO_SPACE("Free some space on the disk that holds Kubo's repository"),
    /** The answer is not what this client understands. */
    PROTOCOL("Use Kubo " + KuboVersion.OLDEST + " or newer"),
    /** The caller itself closed the stream or the client, or interrupted the thread. */
    CANCELLED("Nothing to do"),
    /** Kubo refused; the message is its own text. */
    REMOTE("See Kubo's log");

    private final String cure;

    Reason(String cure) {
      this.cure = cure;
    }

    /** What to do, a sentence for people. */
    public String cure() {
      return cure;
    }
  }

  private final Reason reason;

  /** With what happened, a sentence for people that keeps Kubo's own words. */
  public KuboException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What to do, a sentence for people. */
  public String cure() {
    return reason.cure();
  }
}
