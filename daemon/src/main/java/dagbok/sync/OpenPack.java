package dagbok.sync;

import dagbok.block.Block;
import dagbok.dag.Arrival;
import dagbok.dag.PackCheck;
import dagbok.profile.Signers;
import dagbok.schema.PackRef;
import java.util.List;

/**
 * A pack that came, looked through apart from the set.
 *
 * @param ref what its snapshot says of it
 * @param length of its block
 * @param arrivals its items, signatures checked as far as their devices are known
 */
record OpenPack(PackRef ref, int length, List<Arrival> arrivals, PackCheck.Opened found) {
  /** Whether it is what its snapshot says, as far as it shows by itself. */
  boolean isRight() {
    return found.faults().isEmpty() && length == ref.bytes();
  }

  static OpenPack of(PackRef ref, Block block, Signers signers) {
    PackCheck.Opened found = PackCheck.open(ref, block.bytes());
    return new OpenPack(ref, block.bytes().length, signers.check(found.arrivals()), found);
  }
}
