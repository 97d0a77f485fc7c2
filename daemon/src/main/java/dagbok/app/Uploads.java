package dagbok.app;

import dagbok.cid.Cid;
import dagbok.ipfs.Pins;
import java.time.Duration;

/** Keeps files that went to the IPFS node before the post that names them exists. */
final class Uploads {
  /** How their pins are called. */
  static final String PREFIX = Pins.PREFIX + "upload/";

  private static final Duration PIN_TIMEOUT = Duration.ofMinutes(2);

  private final Pins pins;

  Uploads(Pins pins) {
    this.pins = pins;
  }

  void keep(Cid root) {
    pins.add(root, PREFIX + root, PIN_TIMEOUT);
  }

  /** Lets go of all of them, once what names them is kept. */
  void release() {
    pins.list(PREFIX).keySet().forEach(pins::remove);
  }
}
