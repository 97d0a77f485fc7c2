package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.History.Member;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link History} beside the plain algorithms, which are given the same: whatever the one gives
 * is held against what the others give.
 */
final class CheckedHistory {
  private final PlainHistory plain;
  private final State state;
  private final Verifier verifier;
  private History real;

  CheckedHistory(ProfileId profile, Verifier verifier) {
    this(profile, verifier, new MemoryState());
  }

  CheckedHistory(ProfileId profile, Verifier verifier, State state) {
    this.plain = new PlainHistory(profile, verifier);
    this.verifier = verifier;
    this.state = state;
    this.real = new History(profile, state, verifier);
  }

  /** The one under test, settled. */
  History real() {
    real.settle();
    return real;
  }

  /** Goes on with another History on the same state, as after a restart. */
  void reopen() {
    real.settle();
    real = new History(plain.profile(), state, verifier);
  }

  /** Says what will be offered. */
  void expect(Collection<Arrival> arrivals) {
    real.expect(arrivals);
  }

  Offer offer(Encoded<Entry> entry, Optional<byte[]> payload) {
    Offer expected = plain.offer(entry, payload);
    Offer offer = real.offer(entry, payload);
    assertThat(offer).as("offer").isEqualTo(expected);
    return offer;
  }

  void offerContent(Block content) {
    plain.offerContent(content);
    real.offerContent(content);
  }

  void erase(Cid entry, Collection<Cid> contents) {
    plain.erase(entry, contents);
    real.erase(entry, contents);
  }

  Optional<Member> member(Cid entry) {
    Optional<Member> member = plain.member(entry);
    assertThat(real.member(entry)).as("member").isEqualTo(member);
    return member;
  }

  Optional<Block> content(Cid content) {
    return plain.content(content);
  }

  /** What follows from the set, the same by both. */
  Derived derive() {
    Derived derived = plain.derive();
    real.settle();
    while (!real.hasAllNodes()) {
      real.settle();
    }
    Map<Cid, Standing> standings = new LinkedHashMap<>();
    Set<Cid> live = new LinkedHashSet<>();
    Set<Cid> kept = new LinkedHashSet<>();
    Map<Cid, Cid> nodes = new LinkedHashMap<>();
    Set<Block> blocks = new LinkedHashSet<>(real.headNodes());
    for (Cid entry : derived.standings().keySet()) {
      Standing standing = real.standing(entry).orElseThrow();
      standings.put(entry, standing);
      if (standing == Standing.LIVE) {
        live.add(entry);
        nodes.put(entry, real.node(entry).orElseThrow());
      }
      if (real.isKept(entry)) {
        kept.add(entry);
        blocks.addAll(real.nodeBlocks(entry));
      }
    }
    Map<Cid, Cid> devices = new LinkedHashMap<>();
    real.devices().forEach(device -> devices.put(device, real.last(device).orElseThrow()));
    assertThat(standings).as("standings").isEqualTo(derived.standings());
    assertThat(live).as("live").isEqualTo(derived.live());
    assertThat(kept).as("kept").isEqualTo(derived.kept());
    assertThat(devices).as("devices").isEqualTo(derived.devices());
    assertThat(new HashSet<>(real.forks())).as("forks").isEqualTo(derived.forks());
    assertThat(new HashSet<>(real.tips())).as("tips").isEqualTo(derived.tips());
    assertThat(nodes).as("nodes").isEqualTo(derived.nodes());
    assertThat(blocks).as("blocks").isEqualTo(new HashSet<>(derived.nodeBlocks()));
    assertThat(real.head()).as("head").isEqualTo(derived.head());
    assertThat(real.packs())
        .as("packs")
        .isEqualTo(derived.packs().stream().map(Derived.PackedRun::ref).toList());
    assertThat(real.room()).as("snapshot").isEqualTo(derived.room());
    assertThat(real.counts())
        .as("counts")
        .matches(
            counts ->
                counts.entries() == standings.size()
                    && counts.live() == live.size()
                    && counts.kept() == kept.size());
    checkErasable(derived);
    return derived;
  }

  /** What nothing ever named is erasable by the plain algorithm alone. */
  private void checkErasable(Derived derived) {
    Set<Cid> erasable = new HashSet<>();
    derived.standings().keySet().forEach(entry -> erasable.addAll(real.erasable(entry)));
    assertThat(derived.erasable()).as("erasable").containsAll(erasable);
    for (Cid entry : derived.standings().keySet()) {
      plain
          .member(entry)
          .flatMap(Member::payload)
          .filter(payload -> derived.erasable().contains(payload.cid()))
          .ifPresent(payload -> assertThat(erasable).as("erasable").contains(payload.cid()));
    }
  }

  /** The packs themselves, made again, are what their lines say. */
  void checkPacks() {
    Derived derived = plain.derive();
    for (Derived.PackedRun run : derived.packs()) {
      PackRef ref = run.ref();
      History.PackedRun made = real.pack(ref.pack()).orElseThrow();
      assertThat(made.ref()).isEqualTo(ref);
      assertThat(made.block()).isEqualTo(run.block());
      assertThat(made.entries()).isEqualTo(run.entries());
    }
  }
}
