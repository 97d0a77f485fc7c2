package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps files that went to the IPFS node before the post that names them is kept there. */
final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

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

  /** Lets go of the files that a post names, which its profile's own pins hold now. */
  void saved(Replica replica, Cid entry) {
    List<Cid> linked =
        replica
            .member(entry)
            .flatMap(Member::payload)
            .map(payload -> payload.value().packing().linked())
            .orElse(List.of());
    release(linked);
  }

  /** Lets go of files; if that fails, they are kept for longer than need be. */
  void release(Collection<Cid> roots) {
    if (roots.isEmpty()) {
      return;
    }
    try {
      Set<Cid> kept = pins.list(PREFIX).keySet();
      roots.stream().filter(kept::contains).forEach(pins::remove);
    } catch (IpfsException e) {
      log.warn("files that went to the IPFS node stay pinned there: {}", e.getMessage());
    }
  }
}
