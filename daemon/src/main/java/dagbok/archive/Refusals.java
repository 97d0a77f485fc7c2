package dagbok.archive;

import dagbok.cid.Cid;
import dagbok.ipfs.IpfsException;
import dagbok.web.port.Refusal;
import dagbok.web.port.Refusal.Reason;
import java.io.IOException;
import java.util.Optional;

/** What is said to the person who asked. */
final class Refusals {
  private Refusals() {}

  static Refusal badFile(String why, String hint) {
    return new Refusal(Reason.BAD_DATA, why, hint);
  }

  static Refusal incomplete(String what) {
    return new Refusal(
        Reason.INCOMPLETE,
        what + "; the blocks of this file are kept",
        "Import the files with the rest, in any order; the last one brings the profile");
  }

  static Refusal missing(Cid cid) {
    return new Refusal(
        Reason.NOT_FOUND,
        "block " + cid + " is not here, and nobody gave it in time",
        "Try again when somebody who has it is online",
        Optional.of(cid),
        null);
  }

  static Refusal tooMany(String what, long bound) {
    return new Refusal(
        Reason.TOO_LARGE,
        "there are over " + bound + " " + what,
        "Export or import in several files");
  }

  static Refusal noSpace(IOException e) {
    return new Refusal(
        Reason.NO_SPACE,
        "the temporary file can't be written: " + e.getMessage(),
        "Make room on the disk and try again",
        Optional.empty(),
        e);
  }

  static Refusal of(IpfsException e) {
    Reason reason =
        switch (e.reason()) {
          case AWAY, DENIED -> Reason.NO_IPFS;
          case NOT_FOUND -> Reason.NOT_FOUND;
          case NO_SPACE -> Reason.NO_SPACE;
          case LIMIT -> Reason.TOO_LARGE;
          case PUBSUB_OFF, FAILED -> Reason.INTERNAL;
        };
    return new Refusal(reason, String.valueOf(e.getMessage()), e.cure(), Optional.empty(), e);
  }
}
