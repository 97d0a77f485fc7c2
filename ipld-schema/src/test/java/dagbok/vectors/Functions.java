package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Derived;
import dagbok.dag.DeviceProof;
import dagbok.dag.Genesis;
import dagbok.dag.History;
import dagbok.dag.NextHead;
import dagbok.dag.Offer;
import dagbok.dag.PackCheck;
import dagbok.dag.PlainHistory;
import dagbok.dag.SnapshotCheck;
import dagbok.dag.Standing;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions, as the vectors reach them: all that depends on how a set is held is here. */
final class Functions {
  /** The most entries of a proof. */
  static final int MAX_PROOF_ITEMS = DeviceProof.MAX_ITEMS;

  private final History history;

  Functions(ProfileId profile) {
    history = new PlainHistory(profile, Verifier.ed25519());
  }

  /** What one pack is. */
  record Run(PackRef ref, Block block, List<Cid> entries) {}

  /**
   * What follows from the set.
   *
   * @param live in canonical order
   * @param kept in canonical order
   * @param snapshot empty if the profile is full
   */
  record Result(
      List<Cid> live,
      List<Cid> kept,
      Map<Cid, String> standings,
      Map<Cid, Cid> devices,
      Collection<Cid> forks,
      Collection<Cid> tips,
      Map<Cid, Cid> nodes,
      Collection<Block> nodeBlocks,
      Optional<Cid> headNode,
      List<Run> packs,
      Optional<Block> snapshot) {}

  /** The profile of a key that has no {@code next}. */
  static ProfileId profileOf(SigningKey key) {
    return Genesis.of(key).profile();
  }

  static boolean isProof(ProfileId profile, List<Item> proof, Cid device) {
    return Forms.isRight(
        bytes -> DeviceProof.key(profile, proof, device, Verifier.ed25519()), new byte[0]);
  }

  static boolean isPack(PackRef ref, byte[] pack) {
    return Forms.isRight(bytes -> PackCheck.check(ref, new Block(ref.pack(), bytes)), pack);
  }

  static boolean isSnapshot(ProfileId profile, byte[] snapshot) {
    Cid cid = Cid.of(Multicodec.DAG_CBOR, snapshot);
    return Forms.isRight(bytes -> SnapshotCheck.check(cid, bytes, profile), snapshot);
  }

  /** Offers an entry and tells {@code accepted}, {@code waiting} or {@code refused}. */
  String offer(byte[] bytes, Optional<byte[]> payload) {
    Encoded<Entry> entry;
    try {
      entry = Encoded.decode(bytes, Entry::decode);
    } catch (SchemaException e) {
      return "refused";
    }
    Offer offer = history.offer(entry, payload);
    if (offer instanceof Offer.Accepted) {
      return "accepted";
    }
    return offer instanceof Offer.Waiting ? "waiting" : "refused";
  }

  void content(byte[] bytes) {
    history.offerContent(Block.of(Multicodec.RAW, bytes));
  }

  Head head(Cid device, SigningKey key, long seq, long time) {
    return NextHead.of(history, device, key, seq, time).value();
  }

  Result result() {
    Derived derived = history.derive();
    Map<Cid, String> standings = new TreeMap<>();
    for (Map.Entry<Cid, Standing> entry : derived.standings().entrySet()) {
      standings.put(entry.getKey(), entry.getValue().name().toLowerCase(Locale.ROOT));
    }
    List<Run> packs = new ArrayList<>();
    for (Derived.PackedRun run : derived.packs()) {
      packs.add(new Run(run.ref(), run.block(), run.entries()));
    }
    return new Result(
        List.copyOf(derived.live()),
        List.copyOf(derived.kept()),
        standings,
        derived.devices(),
        derived.forks(),
        derived.tips(),
        derived.nodes(),
        derived.nodeBlocks(),
        derived.head(),
        packs,
        derived.isFull() ? Optional.empty() : Optional.of(derived.snapshot().block()));
  }
}
