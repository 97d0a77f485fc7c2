package dagbok.web.port;

import java.io.OutputStream;

/** Backups of what no copy of the profiles has. */
public interface Backups {
  /**
   * What is wanted.
   *
   * @param cars one's own profiles are in it too
   * @param move the devices go to the machine where it is restored, and write here no more
   */
  record Request(String passphrase, boolean cars, boolean move) {
    /** Names no passphrase. */
    @Override
    public String toString() {
      return "backup" + (cars ? " with profiles" : "") + (move ? " to move" : "");
    }
  }

  /** Writes a backup; the caller closes {@code out}. */
  void create(Request request, OutputStream out);
}
