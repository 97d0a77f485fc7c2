package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.DeviceProof;
import dagbok.dag.Genesis;
import dagbok.dag.History;
import dagbok.dag.MemoryState;
import dagbok.dag.NextHead;
import dagbok.dag.Offer;
import dagbok.dag.PackCheck;
import dagbok.dag.SnapshotCheck;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The functions, as the vectors reach them: all that depends on how a set is held is here. */
final class Functions {
  /** The most entries of a proof. */
  static final int MAX_PROOF_ITEMS = DeviceProof.MAX_ITEMS;

  private final History history;
  private final Set<Cid> accepted = new TreeSet<>();

  Functions(ProfileId profile) {
    history = new History(profile, new MemoryState(), Verifier.ed25519());
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
      accepted.add(entry.cid());
      return "accepted";
    }
    return offer instanceof Offer.Waiting ? "waiting" : "refused";
  }

  void content(byte[] bytes) {
    history.offerContent(Block.of(Multicodec.RAW, bytes));
  }

  Head head(Cid device, SigningKey key, long seq, long time) {
    settle();
    return NextHead.of(history, device, key, seq, time).value();
  }

  private void settle() {
    do {
      History.Change unused = history.settle();
    } while (!history.hasAllNodes());
  }

  Result result() {
    settle();
    List<Cid> kept = new ArrayList<>(history.newest(Integer.MAX_VALUE));
    Collections.reverse(kept);
    List<Cid> live = kept.stream().filter(history::isLive).toList();
    Map<Cid, String> standings = new TreeMap<>();
    for (Cid entry : accepted) {
      String standing = history.standing(entry).orElseThrow().name();
      standings.put(entry, standing.toLowerCase(Locale.ROOT));
    }
    Map<Cid, Cid> devices = new TreeMap<>();
    history.devices().forEach(device -> devices.put(device, history.last(device).orElseThrow()));
    Map<Cid, Cid> nodes = new LinkedHashMap<>();
    live.forEach(entry -> nodes.put(entry, history.node(entry).orElseThrow()));
    List<Run> packs = new ArrayList<>();
    for (PackRef ref : history.packs()) {
      History.PackedRun run = history.pack(ref.pack()).orElseThrow();
      packs.add(new Run(run.ref(), run.block(), run.entries()));
    }
    return new Result(
        live,
        kept,
        standings,
        devices,
        new TreeSet<>(history.forks()),
        new TreeSet<>(history.tips()),
        nodes,
        history.allNodes(),
        history.head(),
        packs,
        history.room().map(Encoded::block));
  }
}
