package dagbok.cli;

import java.util.Optional;

/**
 * A command could not do what it was asked, in words for the person who asked: printed as {@code
 * error: …} and {@code hint: …}, or as one JSON object.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String hint;
  private final transient Optional<String> cid;

  /** With what was wrong and what to do, each one sentence without a full stop. */
  public Failure(ExitCode code, String error, String hint) {
    this(code, error, hint, Optional.empty());
  }

  /** With the object concerned too. */
  public Failure(ExitCode code, String error, String hint, Optional<String> cid) {
    super(error);
    this.code = code;
    this.hint = hint;
    this.cid = cid;
  }

  /** How the command ends. */
  public ExitCode code() {
    return code;
  }

  /** What was wrong; never null. */
  public String error() {
    return String.valueOf(getMessage());
  }

  /** What to do. */
  public String hint() {
    return hint;
  }

  /** The CID of the object concerned, if one is. */
  public Optional<String> cid() {
    return cid;
  }
}
