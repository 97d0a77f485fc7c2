package dagbok.backup;

import java.util.Arrays;
import java.util.Optional;

/** What a part of a backup holds. The numbers keep their meaning. */
enum PartKind {
  /** When and by which version it was made, and whether its devices move. Comes first. */
  ABOUT(1),
  /** The configuration file. */
  CONFIG(2),
  /** A device's key; its name is the device. */
  KEY(3),
  /** A recovery phrase; its name is the profile. */
  PHRASE(4),
  /** What the database says of a profile that the profile itself does not; its name is the root. */
  PROFILE(5),
  /** Blocks that the IPFS node has not confirmed, as a CAR; its name is the profile. */
  OUTBOX(6),
  /** A profile as a CAR; its name is the profile. */
  CAR(7);

  /** Stands where another part would begin. */
  static final int END = 0;

  private final int number;

  PartKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Optional<PartKind> of(int number) {
    return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
  }
}
