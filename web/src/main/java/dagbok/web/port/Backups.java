package dagbok.web.port;

import dagbok.schema.ProfileId;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Backups of what no copy of the profiles has. */
public interface Backups {
  /** What is shorter is guessed too soon. */
  int MIN_PASSPHRASE_CHARS = 8;

  /**
   * What is wanted.
   *
   * @param cars one's own profiles are in it too
   * @param move the devices go to the machine where it is restored, and write here no more
   */
  record Request(String passphrase, boolean cars, boolean move) {
    /**
     * Checks the passphrase.
     *
     * @throws Refusal if it is too short
     */
    public Request {
      if (passphrase.length() < MIN_PASSPHRASE_CHARS) {
        throw new Refusal(
            Refusal.Reason.BAD_INPUT,
            "the passphrase has fewer than " + MIN_PASSPHRASE_CHARS + " characters",
            "Choose a longer one, best some words that nobody would guess");
      }
    }

    /** Names no passphrase. */
    @Override
    public String toString() {
      return "backup" + (cars ? " with profiles" : "") + (move ? " to move" : "");
    }
  }

  /**
   * What is in one.
   *
   * @param made when, in seconds since 1970, and by which version
   * @param move whether its devices go to the machine where it is restored
   * @param outbox how many blocks were on their way
   * @param cars how many profiles are in it with their posts
   * @param config whether the configuration file is in it
   */
  record Summary(
      long made,
      String version,
      boolean move,
      List<ProfileId> own,
      long followed,
      long keys,
      long phrases,
      long outbox,
      long cars,
      boolean config) {
    /** Copies the list. */
    public Summary {
      own = List.copyOf(own);
    }
  }

  /** Writes a backup; the caller closes {@code out}. */
  void create(Request request, OutputStream out);

  /**
   * Reads all of a file, checks every piece of it, and keeps nothing.
   *
   * @throws Refusal if it is no backup, is damaged, or has another passphrase
   */
  Summary verify(Path file, String passphrase);
}
