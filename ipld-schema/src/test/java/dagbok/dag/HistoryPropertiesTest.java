package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.TestProfile.Made;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import dagbok.schema.Salt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What holds of any profile, tried on random ones. A failure tells its seed. */
class HistoryPropertiesTest {
  private static final int SEEDS = 300;

  /** Made once for all properties, since signing is what takes time. */
  private static final Map<Integer, RandomProfile> MADE = new ConcurrentHashMap<>();

  private interface Property {
    void check(TestProfile profile, RandomProfile made, Random random) throws Exception;
  }

  private static void forAll(Property property) {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        RandomProfile made = MADE.computeIfAbsent(seed, RandomProfile::new);
        property.check(made.p, made, new Random(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void everythingHappensOftenEnough() {
    Map<Standing, Integer> standings = new EnumMap<>(Standing.class);
    int[] many = new int[4];
    forAll(
        (p, made, random) -> {
          Derived derived = p.history().derive();
          derived.standings().values().forEach(s -> standings.merge(s, 1, Integer::sum));
          many[0] += derived.packs().size() > 2 ? 1 : 0;
          many[1] += derived.nodeBlocks().size() > derived.live().size() ? 1 : 0;
          many[2] += derived.forks().isEmpty() ? 0 : 1;
          many[3] += derived.kept().size() < derived.standings().size() ? 1 : 0;
        });
    assertThat(standings.keySet()).containsExactly(Standing.values());
    assertThat(standings.values()).allMatch(count -> count > SEEDS);
    assertThat(Arrays.stream(many).boxed().toList())
        .as("packs, merge nodes, forks, forgotten")
        .allMatch(n -> n > SEEDS / 4);
  }

  @Test
  void liveKeptAndTipsAreThoseOfTheDefinition() {
    forAll(
        (p, made, random) -> {
          CheckedHistory history = p.emptyHistory();
          for (Made entry : p.all()) {
            boolean whole = entry.isControl() || random.nextInt(10) > 0;
            byte[] payload = entry.payload().bytes();
            history.offer(entry.entry(), whole ? Optional.of(payload) : Optional.empty());
            entry.contents().stream()
                .filter(content -> random.nextInt(10) > 0)
                .forEach(history::offerContent);
          }
          Derived derived = history.derive();
          Oracle oracle = new Oracle(p, history);
          Set<Cid> live = oracle.live();
          assertThat(derived.live()).as("live").isEqualTo(live);
          assertThat(derived.kept()).as("kept").isEqualTo(oracle.kept(live));
          assertThat(derived.tips()).as("tips").isEqualTo(oracle.tips(live));
          assertThat(derived.nodes().keySet()).as("nodes").isEqualTo(live);
        });
  }

  @Test
  void anyOrderOfArrivalGivesTheSameBytes() {
    forAll(
        (p, made, random) -> {
          CheckedHistory history = p.emptyHistory();
          Deque<Made> waiting = new ArrayDeque<>(shuffled(p.all(), random));
          List<Made> late = new ArrayList<>();
          for (int left = waiting.size(); !waiting.isEmpty(); left--) {
            assertThat(left).as("entries that never stop waiting").isGreaterThan(-5000);
            offerOnce(history, waiting, late, random);
          }
          for (Made entry : shuffled(late, random)) {
            TestProfile.offerAll(history, List.of(entry));
          }
          assertSame(history.derive(), p.history().derive());
          history.checkPacks();
        });
  }

  /** Offers one, now and then as a stub, or without its contents; to wait again if it has to. */
  private static void offerOnce(
      CheckedHistory history, Deque<Made> waiting, List<Made> late, Random random) {
    Made entry = waiting.remove();
    boolean whole = random.nextInt(4) > 0;
    byte[] payload = entry.payload().bytes();
    Offer offer = history.offer(entry.entry(), whole ? Optional.of(payload) : Optional.empty());
    if (random.nextInt(4) > 0) {
      entry.contents().forEach(history::offerContent);
    }
    if (offer instanceof Offer.Waiting) {
      waiting.add(entry);
    } else {
      assertThat(offer).isEqualTo(new Offer.Accepted(entry.cid(), true));
      late.add(entry);
    }
    if (random.nextInt(10) == 0) {
      assertThat(history.derive().live()).isNotNull();
      history.reopen();
    }
  }

  @Test
  void packsAloneGiveTheSnapshotBack() {
    forAll(
        (p, made, random) -> {
          Derived derived = p.history().derive();
          Map<Cid, byte[]> blocks = new HashMap<>();
          blocks.put(derived.snapshot().cid(), derived.snapshot().bytes());
          derived.packs().forEach(run -> blocks.put(run.ref().pack(), run.block().bytes()));
          Verification verification =
              Verification.of(
                  derived.snapshot().cid(),
                  cid -> Optional.ofNullable(blocks.get(cid)),
                  p.verifier());
          assertThat(verification.firstFaults()).isEmpty();
          assertThat(verification.snapshot()).contains(derived.snapshot().cid());
          assertThat(verification.node()).isEqualTo(derived.head());
          assertThat(verification.nodes()).isEqualTo(derived.nodeBlocks().size());
        });
  }

  @Test
  void packsHoldWhatTheySay() {
    forAll(
        (p, made, random) -> {
          Derived derived = p.history().derive();
          List<Cid> entries = new ArrayList<>();
          for (PackedRun run : derived.packs()) {
            Pack pack = PackCheck.check(run.ref(), run.block());
            pack.items().forEach(item -> entries.add(item.entry().cid()));
            assertThat(run.entries()).hasSize(pack.items().size());
            pack.items().forEach(item -> assertItem(item, p, derived));
          }
          assertThat(entries).isEqualTo(List.copyOf(derived.kept()));
        });
  }

  private static void assertItem(Item item, TestProfile p, Derived derived) {
    Cid entry = item.entry().cid();
    boolean whole = derived.live().contains(entry) || p.get(entry).isControl();
    assertThat(item instanceof Item.Whole).isEqualTo(whole);
  }

  @Test
  void garbageChangesNothing() {
    forAll(
        (p, made, random) -> {
          CheckedHistory history = p.history();
          Derived before = history.derive();
          for (Made garbage : made.garbage()) {
            Offer offer = history.offer(garbage.entry(), Optional.of(garbage.payload().bytes()));
            assertThat(offer).isInstanceOf(Offer.Refused.class);
          }
          history.offerContent(Block.of(Multicodec.RAW, new byte[] {9, 9}));
          assertSame(history.derive(), before);
        });
  }

  @Test
  void erasingIsAsIfItHadNeverComeAndGivingBackAsIfNothingWas() {
    forAll(
        (p, made, random) -> {
          CheckedHistory history = p.history();
          CheckedHistory never = p.emptyHistory();
          Set<Cid> erased = new HashSet<>();
          List<Made> posts = p.all().stream().filter(entry -> !entry.isControl()).toList();
          for (Made post : posts) {
            if (random.nextInt(3) == 0) {
              List<Cid> contents = post.contents().stream().map(Block::cid).toList();
              history.erase(post.cid(), contents);
              erased.add(post.payload().cid());
              erased.addAll(contents);
            }
          }
          for (Made entry : p.all()) {
            boolean there = !erased.contains(entry.payload().cid());
            byte[] payload = entry.payload().bytes();
            never.offer(entry.entry(), there ? Optional.of(payload) : Optional.empty());
            entry.contents().stream()
                .filter(content -> !erased.contains(content.cid()))
                .forEach(never::offerContent);
          }
          assertSame(history.derive(), never.derive());
          TestProfile.offerAll(history, shuffled(p.all(), random));
          assertSame(history.derive(), p.history().derive());
        });
  }

  @Test
  void erasingWhatMayBeErasedChangesNothing() {
    forAll(
        (p, made, random) -> {
          CheckedHistory history = p.history();
          Derived before = history.derive();
          for (Made entry : p.all()) {
            if (before.erasable().contains(entry.payload().cid())) {
              history.erase(entry.cid(), before.erasable());
            }
          }
          assertSame(history.derive(), before);
          for (Cid gone : before.erasable()) {
            assertThat(history.content(gone)).isEmpty();
          }
        });
  }

  @Test
  void followerComputesADeletionAsTheAuthorDid() {
    forAll(
        (p, made, random) -> {
          CheckedHistory author = p.history();
          CheckedHistory follower = p.emptyHistory();
          TestProfile.offerAll(follower, p.all());
          Derived before = author.derive();
          List<Cid> devices = before.devices().keySet().stream().sorted().toList();
          Cid device = devices.get(random.nextInt(devices.size()));
          List<Cid> targets = shuffled(List.copyOf(before.live()), random);
          List<Cid> named = targets.stream().limit(3).sorted().toList();
          Encoded<Payload> payload =
              Encoded.of(new Control.Delete(named).toPayload(new Salt(new byte[16]), 5));
          Encoded<Entry> delete = NextEntry.of(author.real(), device, p.keyOf(device), payload);
          for (CheckedHistory history : List.of(author, follower)) {
            assertThat(history.offer(delete, Optional.of(payload.bytes())))
                .isEqualTo(new Offer.Accepted(delete.cid(), true));
          }
          assertThat(author.derive().live()).contains(delete.cid());
          named.stream()
              .filter(entry -> !p.get(entry).isControl())
              .forEach(entry -> assertThat(author.derive().live()).doesNotContain(entry));
          assertSame(follower.derive(), author.derive());
        });
  }

  @Test
  void unionOfTwoHalvesIsTheWholeWhicheverIsMergedIntoWhich() {
    forAll(
        (p, made, random) -> {
          List<Made> all = p.all();
          int cut = random.nextInt(all.size());
          CheckedHistory early = p.emptyHistory();
          TestProfile.offerAll(early, all.subList(0, cut));
          assertThat(early.derive()).isNotNull();
          TestProfile.offerAll(early, all);
          assertSame(early.derive(), p.history().derive());
        });
  }

  private static void assertSame(Derived actual, Derived expected) {
    assertThat(actual.snapshot().cid()).as("snapshot").isEqualTo(expected.snapshot().cid());
    assertThat(actual.head()).as("head").isEqualTo(expected.head());
    assertThat(actual.nodes()).as("nodes").isEqualTo(expected.nodes());
    assertThat(actual.packs()).as("packs").isEqualTo(expected.packs());
    assertThat(new HashSet<>(actual.nodeBlocks()))
        .as("blocks")
        .isEqualTo(new HashSet<>(expected.nodeBlocks()));
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
