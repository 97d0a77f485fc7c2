package dagbok.doctor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the daemon can do by itself about a finding; each is safe to do, and to do twice. */
public enum Remedy {
  /** Connects with every peer whose address is known, and looks for more. */
  CONNECT_AGAIN("Connect again"),
  /** Switches pubsub on in a Kubo of the daemon's own, which starts again. */
  PUBSUB_ON("Switch pubsub on"),
  /** Removes from a Kubo of the daemon's own what nothing keeps. */
  COLLECT_GARBAGE("Free space in IPFS"),
  /** Takes everybody's rights but the owner's from the key files. */
  CLOSE_KEYS("Close the key files");

  private final String label;

  Remedy(String label) {
    this.label = label;
  }

  /** The words on a button. */
  public String label() {
    return label;
  }

  /** The name in addresses and scripts, such as {@code connect-again}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one with this code. */
  public static Optional<Remedy> of(String code) {
    return Arrays.stream(values()).filter(remedy -> remedy.code().equals(code)).findFirst();
  }
}
