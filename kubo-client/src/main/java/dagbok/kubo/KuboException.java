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
    AWAY("ipfs daemon"),
    /** Kubo wants a secret, or another one. */
    DENIED(
        "put the secret that Kubo's API.Authorizations names in a file,"
            + " and set ipfs.kubo.secret-file to it"),
    /** Pubsub is switched off. */
    PUBSUB_OFF("run 'ipfs config --json Pubsub.Enabled true', then start Kubo again"),
    /** Streams between peers ({@code ipfs p2p}) are switched off. */
    P2P_OFF(
        "run 'ipfs config --json Experimental.Libp2pStreamMounting true', then start Kubo again"),
    /** A block, a pin or a setting is not there. */
    NOT_FOUND("try again when somebody who has it is connected"),
    /** It took longer than the caller wanted to wait. */
    TIMEOUT("try again, or wait longer"),
    /** Kubo's disk is full. */
    NO_SPACE("free some space on the disk that holds Kubo's repository"),
    /** The answer is not what this client understands. */
    PROTOCOL("use Kubo " + KuboVersion.OLDEST + " or newer"),
    /** The caller itself closed the stream or the client, or interrupted the thread. */
    CANCELLED("nothing is to be done"),
    /** Kubo refused; the message is its own text. */
    REMOTE("see Kubo's log");

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
