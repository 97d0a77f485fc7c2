package dagbok.dag;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.Story.Told;
import dagbok.fuzz.Bytes;
import dagbok.fuzz.Check;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** {@code accept} and all that follows from it, over whole profiles. */
class HistoryFuzzTest {
  /** A history that the fuzzer tells: the order in which it arrives changes nothing. */
  @FuzzTest
  void story(byte[] data) throws SchemaException {
    Story story = new Story(data);
    Random random = new Random(Arrays.hashCode(data));
    CheckedHistory inOrder = Sets.empty(story.profile, Signing.verifier());
    Map<Cid, String> judged = offerAll(inOrder, story.told, random, false);
    CheckedHistory shuffled = Sets.empty(story.profile, Signing.verifier());
    List<Told> order = new ArrayList<>(story.told);
    Collections.shuffle(order, random);
    Check.same(offerAll(shuffled, order, random, true), judged, "who was accepted");
    Derived derived = inOrder.derive();
    checkSame(shuffled.derive(), derived);
    checkShape(derived);
    checkPacks(story, derived);
    checkErasing(story, inOrder, derived);
  }

  /** Offers until nothing more is accepted; what is late comes then. */
  private static Map<Cid, String> offerAll(
      CheckedHistory history, List<Told> told, Random random, boolean deriveBetween) {
    Map<Cid, String> judged = new TreeMap<>();
    for (boolean late : new boolean[] {false, true}) {
      Deque<Told> waiting = new ArrayDeque<>(told);
      int refusedInARow = 0;
      while (!waiting.isEmpty() && refusedInARow <= waiting.size()) {
        Told next = waiting.remove();
        boolean there = next.whole() && (late || !next.late());
        Offer offer =
            history.offer(next.entry(), there ? Optional.of(next.payload()) : Optional.empty());
        if (there) {
          next.contents().forEach(history::offerContent);
        }
        judged.put(next.cid(), word(offer));
        if (offer instanceof Offer.Waiting missing) {
          Check.that(!missing.missing().isEmpty(), "waits for nothing");
          waiting.add(next);
          refusedInARow++;
        } else {
          refusedInARow = 0;
        }
        if (deriveBetween && random.nextInt(16) == 0) {
          checkShape(history.derive());
        }
      }
    }
    return judged;
  }

  private static String word(Offer offer) {
    return offer.getClass().getSimpleName();
  }

  private static void checkSame(Derived actual, Derived expected) {
    Check.same(actual.live(), expected.live(), "live");
    Check.same(actual.kept(), expected.kept(), "kept");
    Check.same(actual.standings(), expected.standings(), "standings");
    Check.same(actual.devices(), expected.devices(), "devices");
    Check.same(actual.forks(), expected.forks(), "forks");
    Check.same(actual.tips(), expected.tips(), "tips");
    Check.same(actual.erasable(), expected.erasable(), "erasable");
    Check.same(actual.nodes(), expected.nodes(), "nodes");
    Check.same(
        new HashSet<>(actual.nodeBlocks()), new HashSet<>(expected.nodeBlocks()), "node blocks");
    Check.same(actual.head(), expected.head(), "head");
    Check.same(actual.packs(), expected.packs(), "packs");
    Check.same(actual.snapshot().cid(), expected.snapshot().cid(), "snapshot");
  }

  private static void checkShape(Derived derived) {
    Check.that(derived.kept().containsAll(derived.live()), "live, but not kept");
    Check.that(derived.live().containsAll(derived.tips()), "a tip that is not live");
    Check.that(derived.standings().keySet().containsAll(derived.kept()), "kept, not accepted");
    Check.same(derived.nodes().keySet(), derived.live(), "those with nodes");
    Check.same(derived.head().isPresent(), !derived.live().isEmpty(), "a head");
  }

  /** The packs alone give all of it back. */
  private static void checkPacks(Story story, Derived derived) throws SchemaException {
    Map<Cid, byte[]> blocks = blocks(derived);
    List<Cid> entries = new ArrayList<>();
    for (PackedRun run : derived.packs()) {
      for (Item item : PackCheck.check(run.ref(), run.block()).items()) {
        entries.add(item.entry().cid());
      }
    }
    Check.same(entries, List.copyOf(derived.kept()), "entries of the packs");
    if (derived.live().isEmpty()) {
      return;
    }
    Snapshot snapshot = Snapshot.decode(derived.snapshot().bytes());
    Check.same(snapshot.profile(), story.profile, "profile");
    Verification verification = Sets.verify(derived.snapshot().cid(), blocks, Signing.verifier());
    Check.that(verification.isRight(), "not right: " + verification.firstFaults());
    Check.same(verification.live(), (long) derived.live().size(), "live, from the packs");
    Check.same(
        verification.snapshot(), Optional.of(derived.snapshot().cid()), "snapshot, from the packs");
    Check.same(verification.node(), derived.head(), "head, from the packs");
  }

  private static Map<Cid, byte[]> blocks(Derived derived) {
    Map<Cid, byte[]> blocks = new HashMap<>();
    blocks.put(derived.snapshot().cid(), derived.snapshot().bytes());
    derived.packs().forEach(run -> blocks.put(run.ref().pack(), run.block().bytes()));
    return blocks;
  }

  /** Erasing what may be erased changes nothing. */
  private static void checkErasing(Story story, CheckedHistory history, Derived before) {
    for (Told told : story.told) {
      boolean member = history.member(told.cid()).isPresent();
      if (member && before.erasable().contains(told.entry().value().payload())) {
        history.erase(told.cid(), before.erasable());
      }
    }
    Derived after = history.derive();
    Check.same(after.live(), before.live(), "live after erasing");
    Check.same(after.snapshot().cid(), before.snapshot().cid(), "snapshot after erasing");
    for (Cid gone : before.erasable()) {
      Check.that(history.content(gone).isEmpty() || after.erasable().contains(gone), "not erased");
    }
  }

  private static final Story HONEST = honest();
  private static final CheckedHistory HONEST_SET = honestSet();

  private static Story honest() {
    byte[] data = new byte[40 * 8];
    for (int i = 0; i < 40; i++) {
      int[] kinds = {0, 4, 1, 0, 10, 2, 17, 8, 3, 5};
      data[i * 8] = (byte) kinds[i % kinds.length];
      data[i * 8 + 1] = (byte) (i / 3);
      data[i * 8 + 4] = (byte) (i * 5);
      data[i * 8 + 5] = (byte) (0x40 + i);
      data[i * 8 + 6] = (byte) (i * 3);
      data[i * 8 + 7] = (byte) i;
    }
    return new Story(data);
  }

  private static CheckedHistory honestSet() {
    CheckedHistory history = Sets.empty(HONEST.profile, Signing.verifier());
    offerAll(history, HONEST.told, new Random(0), false);
    return history;
  }

  /** A profile's blocks with some bytes changed and all hashes above made right again. */
  @FuzzTest
  void snapshot(byte[] data) throws SchemaException {
    Derived derived = HONEST_SET.derive();
    Bytes bytes = new Bytes(data);
    Map<Cid, byte[]> blocks = new HashMap<>();
    List<PackRef> refs = new ArrayList<>();
    for (PackedRun run : derived.packs()) {
      int dice = bytes.next(8);
      byte[] pack = dice < 4 ? run.block().bytes() : changed(run.block().bytes(), bytes);
      PackRef ref = ref(run.ref(), pack, dice == 7 ? bytes.next(4) : 0);
      if (bytes.next(16) != 15) {
        refs.add(ref);
      }
      if (bytes.next(16) != 15) {
        blocks.put(ref.pack(), pack);
      }
    }
    Collections.rotate(refs, bytes.next(8) == 7 ? 1 : 0);
    Encoded<Snapshot> snapshot;
    try {
      snapshot = Encoded.of(new Snapshot(HONEST.profile, refs));
    } catch (IllegalArgumentException e) {
      return; // two packs became one
    }
    blocks.put(snapshot.cid(), snapshot.bytes());
    Cid root = bytes.next(2) == 0 ? snapshot.cid() : head(snapshot.cid(), bytes, blocks);
    Verification verification = Sets.verify(root, blocks, Signing.verifier());
    if (verification.isRight()) {
      Check.same(verification.snapshot(), Optional.of(snapshot.cid()), "snapshot");
    }
    Check.that(verification.live() <= verification.entries(), "more live than accepted");
  }

  private static PackRef ref(PackRef was, byte[] pack, int off) {
    Cid cid = Block.of(dagbok.cid.Multicodec.DAG_CBOR, pack).cid();
    int length = Math.min(pack.length, Pack.MAX_BYTES);
    return new PackRef(
        cid,
        was.items() + (off == 1 ? 1 : 0),
        length,
        was.lowHeight(),
        was.highHeight() + (off == 2 ? 1 : 0),
        was.since(),
        was.until() + (off == 3 ? 1 : 0));
  }

  private static byte[] changed(byte[] pack, Bytes bytes) {
    byte[] changed = pack.clone();
    for (int i = bytes.next(4); i >= 0; i--) {
      int at = ((bytes.next() << 8 | bytes.next()) * 31 + bytes.next()) % changed.length;
      changed[at] = (byte) bytes.next();
    }
    int cut = bytes.next() == 0xff ? bytes.next() : 0;
    return Arrays.copyOf(changed, Math.max(0, changed.length - cut));
  }

  private static Cid head(Cid snapshot, Bytes bytes, Map<Cid, byte[]> blocks) {
    int choice = bytes.next(4);
    SigningKey key = Signing.key(choice == 0 ? 2 : 1);
    Head head =
        new Head(
            HONEST.profile,
            snapshot,
            choice == 1 ? snapshot : HONEST.root,
            bytes.next(),
            bytes.next(),
            Entry.UNSIGNED,
            choice == 2 ? Optional.of(snapshot) : Optional.empty(),
            choice == 3 ? Optional.of(snapshot) : Optional.empty());
    Encoded<Head> signed = Encoded.of(head.signedBy(key));
    blocks.put(signed.cid(), signed.bytes());
    return signed.cid();
  }

  /** Bytes that say they are an entry and a payload, offered to a profile as they are. */
  @FuzzTest
  void offer(byte[] data) {
    Bytes bytes = new Bytes(data);
    List<Told> told = HONEST.told;
    Told base = told.get(bytes.next(told.size()));
    byte[] entry = bytes.next(2) == 0 ? changed(base.entry().bytes(), bytes) : base.entry().bytes();
    byte[] payload =
        bytes.next(2) == 0 ? changed(base.payload(), bytes) : bytes.take(Payload.MAX_BYTES);
    Set<Cid> before = HONEST_SET.derive().standings().keySet();
    try {
      Offer offer = HONEST_SET.offer(Encoded.decode(entry, Entry::decode), Optional.of(payload));
      Check.that(
          !(offer instanceof Offer.Accepted accepted) || before.contains(accepted.entry()),
          "an entry that nobody signed");
    } catch (SchemaException e) {
      // no entry
    }
    proof(told, bytes);
  }

  /** Any entries as a proof of a device. */
  private static void proof(List<Told> told, Bytes bytes) {
    List<Item> items = new ArrayList<>();
    int count = bytes.next(6);
    for (int i = 0; i < count; i++) {
      Told next = told.get(bytes.next(told.size()));
      Block payload = Block.of(dagbok.cid.Multicodec.DAG_CBOR, next.payload());
      items.add(
          bytes.next(8) == 7
              ? Item.stub(next.entry())
              : new Item.Whole(next.entry().block(), payload));
    }
    Cid device = told.get(bytes.next(told.size())).cid();
    try {
      DeviceProof.key(HONEST.profile, items, device, Signing.verifier());
      Check.same(items.get(items.size() - 1).entry().cid(), device, "the device proven");
    } catch (SchemaException e) {
      // no proof
    }
  }
}
