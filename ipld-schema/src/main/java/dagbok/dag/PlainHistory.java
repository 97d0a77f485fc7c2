package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.Derived.PackedRun;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The set in memory, and the functions by the plain algorithms: offering costs O(|prev|), deriving
 * goes over the whole set.
 */
public final class PlainHistory implements History {
  private final ProfileId profile;
  private final EntrySet set = new EntrySet();
  private final Acceptance acceptance;
  private @Nullable Derived derived;

  /** An empty set. */
  public PlainHistory(ProfileId profile, Verifier verifier) {
    this.profile = profile;
    this.acceptance = new Acceptance(profile, set, verifier);
  }

  @Override
  public ProfileId profile() {
    return profile;
  }

  @Override
  public Offer offer(Encoded<Entry> entry, Optional<byte[]> payload) {
    Member known = set.get(entry.cid());
    Optional<Encoded<Payload>> decoded = payload.flatMap(bytes -> decode(entry.value(), bytes));
    if (known != null) {
      if (known.payload().isEmpty() && decoded.isPresent()) {
        put(new Member(entry, decoded));
      }
      return new Offer.Accepted(entry.cid());
    }
    Offer offer = acceptance.judge(entry, decoded.map(Encoded::value));
    if (offer instanceof Offer.Accepted) {
      put(new Member(entry, decoded));
    }
    return offer;
  }

  private void put(Member member) {
    set.members().put(member.cid(), member);
    derived = null;
  }

  private static Optional<Encoded<Payload>> decode(Entry entry, byte[] bytes) {
    if (!entry.payload().matches(bytes)) {
      return Optional.empty();
    }
    try {
      Block block = new Block(entry.payload(), bytes);
      Encoded<Payload> payload = Encoded.decode(block, Payload::decode);
      boolean wrongKind = payload.value().body().isControl() && !entry.control();
      return wrongKind ? Optional.empty() : Optional.of(payload);
    } catch (SchemaException e) {
      return Optional.empty(); // without the generic form it counts as absent, for ever
    }
  }

  @Override
  public void offerContent(Block content) {
    if (set.contents().putIfAbsent(content.cid(), content) == null) {
      derived = null;
    }
  }

  @Override
  public void erase(Cid entry, Collection<Cid> contents) {
    Member member = set.require(entry);
    if (member.entry().value().control()) {
      throw new IllegalArgumentException("the payload of a control entry is always kept: " + entry);
    }
    put(new Member(member.entry(), Optional.empty()));
    contents.forEach(set.contents()::remove);
  }

  @Override
  public Optional<Member> member(Cid entry) {
    return Optional.ofNullable(set.get(entry));
  }

  @Override
  public Derived derive() {
    if (derived == null) {
      derived = compute();
    }
    return derived;
  }

  private Derived compute() {
    Liveness.Result liveness = Liveness.of(set);
    Set<Cid> kept = inOrder(kept(liveness.live()));
    Set<Cid> live = new LinkedHashSet<>(kept);
    live.retainAll(liveness.live());
    Nodes.Result nodes = Nodes.of(profile, set, live, kept);
    List<PackedRun> packs = Packing.of(set, live, kept);
    Snapshot snapshot = new Snapshot(profile, packs.stream().map(PackedRun::ref).toList());
    return new Derived(
        live,
        kept,
        liveness.devices(),
        nodes.tips(),
        nodes.nodes(),
        nodes.blocks(),
        nodes.head(),
        packs,
        Encoded.of(snapshot));
  }

  /** The live entries and all that is behind them (protocol.md, Functions, 3). */
  private Set<Cid> kept(Set<Cid> live) {
    Set<Cid> kept = new LinkedHashSet<>();
    Deque<Cid> next = new ArrayDeque<>(live);
    while (!next.isEmpty()) {
      Cid cid = next.pop();
      if (kept.add(cid)) {
        next.addAll(EntrySet.behind(set.require(cid)));
      }
    }
    return kept;
  }

  private Set<Cid> inOrder(Set<Cid> entries) {
    List<Member> sorted = new ArrayList<>(entries.size());
    entries.forEach(cid -> sorted.add(set.require(cid)));
    sorted.sort(
        Comparator.<Member>comparingLong(member -> member.entry().value().height())
            .thenComparing(Member::cid));
    Set<Cid> ordered = new LinkedHashSet<>();
    sorted.forEach(member -> ordered.add(member.cid()));
    return ordered;
  }
}
