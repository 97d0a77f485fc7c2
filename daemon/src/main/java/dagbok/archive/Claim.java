package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.Optional;

/** What somebody says a profile is: a snapshot, signed by a head or not. */
record Claim(ProfileId profile, Cid snapshot, Optional<Encoded<Head>> head) {
  /** The CID of the head, or of the snapshot if there is none. */
  Cid root() {
    return head.map(Encoded::cid).orElse(snapshot);
  }

  /** What a block says, if it is a head or a snapshot. */
  static Optional<Claim> of(Block block) {
    return head(block).or(() -> snapshot(block));
  }

  private static Optional<Claim> head(Block block) {
    try {
      Encoded<Head> head = Encoded.decode(block, Head::decode);
      return Optional.of(
          new Claim(head.value().profile(), head.value().snapshot(), Optional.of(head)));
    } catch (SchemaException e) {
      return Optional.empty(); // something else
    }
  }

  private static Optional<Claim> snapshot(Block block) {
    try {
      Snapshot snapshot = Snapshot.decode(block.bytes());
      return Optional.of(new Claim(snapshot.profile(), block.cid(), Optional.empty()));
    } catch (SchemaException e) {
      return Optional.empty(); // something else
    }
  }
}
