package dagbok.archive;

import dagbok.block.Block;
import dagbok.dag.History.PackedRun;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import java.time.Duration;
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
  static BlockSource made(Replica replica) {
    return cid ->
        replica
            .summary()
            .room()
            .map(Encoded::block)
            .filter(snapshot -> snapshot.cid().equals(cid))
            .or(() -> replica.read(history -> history.pack(cid)).map(PackedRun::block));
  }
}
