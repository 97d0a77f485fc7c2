package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where this daemon has blocks. */
final class Sources {
  private Sources() {}

  /** What waits for the IPFS node, then what the IPFS node has. */
  static BlockSource local(Database database, Blocks blocks) {
    BlockSource outbox = cid -> database.read(tx -> OutboxTable.find(tx, cid));
    return outbox.or(blocks::local);
  }

  /** One block, if there is one. */
  static BlockSource of(Optional<Block> block) {
    return cid -> block.filter(only -> only.cid().equals(cid));
  }

  /** What peers give within {@code timeout}. */
  static BlockSource fetched(Blocks blocks, Duration timeout) {
    return cid -> {
      try {
        return Optional.of(blocks.fetch(cid, timeout));
      } catch (IpfsException e) {
        if (e.reason() == IpfsException.Reason.NOT_FOUND) {
          return Optional.empty();
        }
        throw e;
      }
    };
  }

  /** Snapshot and packs, which a replica can make whenever they are wanted. */
  static BlockSource derived(Derived derived) {
    Map<Cid, Block> made = new HashMap<>();
    derived.room().ifPresent(snapshot -> made.put(snapshot.cid(), snapshot.block()));
    derived.packs().forEach(run -> made.put(run.block().cid(), run.block()));
    return cid -> Optional.ofNullable(made.get(cid));
  }
}
