package dagbok.ipfs;

import dagbok.cid.Cid;
import java.time.Duration;
import java.util.Map;

/**
 * What the IPFS node keeps from garbage collection: recursive pins with names. Dagbok's names begin
 * with {@link #PREFIX}; no other pin is ever changed or shown.
 */
public interface Pins {
  /** How the names of all of Dagbok's pins begin. */
  String PREFIX = "dagbok/";

  /**
   * Pins {@code root} and all it links to, fetching what is missing; pinning again renames, and is
   * quick if there is nothing to do.
   *
   * @throws IpfsException with {@code NOT_FOUND} if something was not to be had in time
   */
  void add(Cid root, String name, Duration timeout);

  /**
   * Pins {@code to} and unpins {@code from}, walking only what differs, if {@code from} is pinned;
   * quickest if the name stays. If it fails, {@code from} stays pinned.
   *
   * @throws IpfsException with {@code NOT_FOUND} if something was not to be had in time
   */
  void update(Cid from, Cid to, String name, Duration timeout);

  /** Unpins; nothing happens if it is not pinned. */
  void remove(Cid root);

  /** The pins whose names begin with {@code prefix}: root to name. */
  Map<Cid, String> list(String prefix);
}
