package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.List;

/**
 * What a snapshot shows by itself: check 6 of docs/protocol.md, "Order of checks". That its packs
 * are unique and not too many is a matter of its form.
 */
public final class SnapshotCheck {
  private SnapshotCheck() {}

  /**
   * The snapshot of {@code profile} that {@code bytes} are.
   *
   * @throws SchemaException if they do not hash to {@code cid}, have not the form of one, are of
   *     another profile, or name packs out of order
   */
  public static Snapshot check(Cid cid, byte[] bytes, ProfileId profile) throws SchemaException {
    require(cid.matches(bytes), cid, "bytes that hash to this", "others");
    Snapshot snapshot = Snapshot.decode(bytes);
    require(
        snapshot.profile().equals(profile),
        cid,
        "a snapshot of " + profile,
        snapshot.profile().toString());
    List<PackRef> packs = snapshot.packs();
    require(
        !packs.isEmpty() && packs.get(0).lowHeight() == 0, cid, "packs from height 0", "others");
    for (int i = 1; i < packs.size(); i++) {
      boolean rises = packs.get(i - 1).highHeight() <= packs.get(i).lowHeight();
      require(rises, cid, "packs by height", packs.get(i).pack() + " below the one before it");
    }
    return snapshot;
  }

  private static void require(boolean holds, Cid cid, String expected, String found)
      throws SchemaException {
    if (!holds) {
      throw new SchemaException(cid, expected, found);
    }
  }
}
