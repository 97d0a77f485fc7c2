package dagbok.backup;

import java.io.IOException;

/** A file that can't be read as a backup. */
public final class BackupException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** It is no backup at all. */
    NO_BACKUP,
    /** A newer Dagbok made it. */
    NEWER,
    /** The passphrase is another one. */
    WRONG_PASSPHRASE,
    /** It was changed, or is cut off. */
    DAMAGED
  }

  private final Reason reason;

  BackupException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static BackupException damaged(String what) {
    return new BackupException(Reason.DAMAGED, "the backup is damaged: " + what);
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }

  /** What to do. */
  public String hint() {
    return switch (reason) {
      case NO_BACKUP -> "give a file that 'dagbok backup create' made";
      case NEWER -> "upgrade Dagbok on this machine, and try again";
      case WRONG_PASSPHRASE -> "try again with the passphrase that the backup was made with";
      case DAMAGED -> "use another copy of the backup";
    };
  }
}
