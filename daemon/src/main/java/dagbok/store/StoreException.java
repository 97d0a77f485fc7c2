package dagbok.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database could not do its work; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as a caller can act on it. */
  public enum Reason {
    /** The disk is full. */
    NO_SPACE("make room on the disk of the data folder"),
    /** The file or its folder can't be written. */
    READ_ONLY("see that you may write to the data folder and its disk is mounted for writing"),
    /** The file is no database of Dagbok's, or damaged. */
    UNREADABLE("put the file aside and start again; posts in IPFS can be brought back from there"),
    /** The file is of a newer version. */
    NEWER("run the newer Dagbok that was here before"),
    /** Another process holds it. */
    BUSY("try again; if another program has the database open, close it"),
    /** Anything else. */
    FAILED("try again; if that does not help, report it with the log");

    private final String cure;

    Reason(String cure) {
      this.cure = cure;
    }

    /** What to do, a sentence without a full stop. */
    public String cure() {
      return cure;
    }
  }

  private final Reason reason;

  /** With what was wrong. */
  public StoreException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static StoreException of(SQLException e) {
    return new StoreException(reasonOf(e), "database: " + e.getMessage(), e);
  }

  private static Reason reasonOf(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return Reason.FAILED;
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    return switch (code.code & 0xff) {
      case 13 -> Reason.NO_SPACE;
      case 8, 14 -> Reason.READ_ONLY;
      case 11, 26 -> Reason.UNREADABLE;
      case 5, 6 -> Reason.BUSY;
      case 10 -> code == SQLiteErrorCode.SQLITE_IOERR_WRITE ? Reason.NO_SPACE : Reason.FAILED;
      default -> Reason.FAILED;
    };
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
