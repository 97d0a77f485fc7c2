package dagbok.pair;

/** Why pairing came to an end, or a message to nothing. */
public final class PairingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, in words for people: one sentence each without a full stop, and what to do. */
  public enum Reason {
    /** What was typed is no code. */
    NO_CODE("this is no code", "type it as the other device shows it, such as 42-K7QM-2XRD"),
    /** The other device stands for another code. */
    OTHER_CODE(
        "that device shows another code",
        "see that the code is the one shown now, and that you reach the right device"),
    /** The codes of both sides differ. */
    WRONG_CODE(
        "a wrong code was typed, which ends it, since each can be tried once",
        "dagbok device invite"),
    /** Time is over. */
    EXPIRED("the code has expired", "dagbok device invite"),
    /** Somebody else used it before. */
    USED("the code was used already", "dagbok device invite"),
    /** A message is not what the other side can have sent. */
    GARBLED(
        "what came from the other device was changed on its way, which ends the code",
        "dagbok device invite"),
    /** The other device speaks an older or newer form of this. */
    OTHER_VERSION(
        "the other device pairs in another way than this version of Dagbok",
        "install the same version on both devices"),
    /** A person said no. */
    REFUSED("it was refused or cancelled on one of the devices", "dagbok device invite"),
    /** This machine's person said no. */
    REFUSED_HERE("it was cancelled here", "dagbok device join"),
    /** The inviter's person said no, and the inviter said so under the common key. */
    TURNED_DOWN("the other device refused", "dagbok device invite"),
    /** This machine writes to the profile already. */
    ALREADY("this machine writes to that profile already", "dagbok device list"),
    /** Nothing stands that could be confirmed or cancelled. */
    NOTHING("no other device waits for this", "dagbok device invite"),
    /** The file is not the next one. */
    OUT_OF_TURN(
        "this is not what the other device says next",
        "carry the file to the other device and back"),
    /** The other device is not reached. */
    UNREACHED(
        "no device that invites was reached",
        "see that both are on one network, give its address with --peer, or use --file FILE"),
    /** A key or a grant could not be written here. */
    FAILED("it failed on this machine, whose log says why", "dagbok doctor");

    private final String words;
    private final String hint;

    Reason(String words, String hint) {
      this.words = words;
      this.hint = hint;
    }

    /** What was wrong. */
    public String words() {
      return words;
    }

    /** What to do. */
    public String hint() {
      return hint;
    }
  }

  private final Reason reason;

  /** With the reason. */
  public PairingException(Reason reason) {
    super(reason.words());
    this.reason = reason;
  }

  /** With what caused it. */
  public PairingException(Reason reason, Throwable cause) {
    super(reason.words(), cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
