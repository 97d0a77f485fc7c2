package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.store.Database;
import dagbok.store.PostTable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps files that went to the IPFS node before the post that names them is kept there. */
final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  /** How their pins are called. */
  static final String PREFIX = Pins.PREFIX + "upload/";

  private static final Duration PIN_TIMEOUT = Duration.ofMinutes(2);

  private final Pins pins;

  /** Those that came since the start; the post that names one may not be written yet. */
  private final Set<Cid> begun = ConcurrentHashMap.newKeySet();

  Uploads(Pins pins) {
    this.pins = pins;
  }

  void keep(Cid root) {
    begun.add(root);
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
    begun.removeAll(roots);
    try {
      Set<Cid> kept = pins.list(PREFIX).keySet();
      roots.stream().filter(kept::contains).forEach(pins::remove);
    } catch (IpfsException e) {
      log.warn("files that went to the IPFS node stay pinned there: {}", e.getMessage());
    }
  }

  /**
   * Lets go of files that an earlier run of the daemon left, but for those of posts that wait to be
   * kept.
   *
   * @throws IpfsException if the IPFS node is away
   */
  void sweep(Database database) {
    Set<Cid> left = new HashSet<>(pins.list(PREFIX).keySet());
    left.removeIf(begun::contains);
    left.removeIf(root -> database.read(tx -> PostTable.isUnsaved(tx, root)));
    left.forEach(pins::remove);
  }
}
