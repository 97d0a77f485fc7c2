package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The list of a profile's packs: who pins this one CID keeps the whole profile.
 *
 * @param packs in canonical order, each once
 */
public record Snapshot(ProfileId profile, List<PackRef> packs) implements DagObject {
  /** The most packs; a profile that would need more is full. */
  public static final int MAX_PACKS = 16_384;

  /** The most bytes of a snapshot: 2 MiB, which its packs do not reach. */
  public static final int MAX_BYTES = Block.MAX_BYTES;

  /** Checks the number of packs, and that none is there twice. */
  public Snapshot {
    packs = List.copyOf(packs);
    Form.count("snapshot.packs", packs.size(), MAX_PACKS);
    Set<Cid> seen = new HashSet<>();
    for (PackRef ref : packs) {
      Form.that(seen.add(ref.pack()), "snapshot.packs each once", ref.pack() + " twice");
    }
  }

  /**
   * The snapshot that {@code bytes} are.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  public static Snapshot decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, Snapshot::read);
  }

  private static Snapshot read(Ipld value) {
    Fields fields = Fields.of(value, "snapshot");
    fields.version();
    ProfileId profile = fields.profile("profile");
    List<PackRef> packs = new ArrayList<>();
    for (Ipld ref : fields.list("packs", MAX_PACKS)) {
      packs.add(PackRef.read(ref));
    }
    fields.end();
    return new Snapshot(profile, packs);
  }

  @Override
  public byte[] encode() {
    Ipld.Struct fields =
        Strict.Out.versioned()
            .reference("profile", profile)
            .put("packs", Ipld.list(packs.stream().map(PackRef::toIpld).toList()))
            .build();
    return Strict.encode(fields, MAX_BYTES);
  }
}
