package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.History.Member;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code packs} (protocol.md, Functions, 5). */
final class Packing {
  /** What a content that does not travel in the pack weighs. */
  static final long LINK_WEIGHT_BYTES = 40;

  /** No pack weighs more. */
  static final long MAX_PACK_WEIGHT_BYTES = 1_000_000;

  private static final List<Pass> PASSES =
      List.of(new Pass(512_000, 256_000), new Pass(48_000, 24_000), new Pass(6_000, 3_000));

  /** One pass: how heavy pieces are on average, and at least. */
  private record Pass(long targetBytes, long minimumBytes) {}

  /** An item, what it weighs, and its place on the dial that decides on cuts. */
  private record Weighed(Member member, boolean whole, long weight, long dial) {}

  private final EntrySet set;
  private final Set<Cid> live;

  private Packing(EntrySet set, Set<Cid> live) {
    this.set = set;
    this.live = live;
  }

  /** The packs of {@code kept}, which is in canonical order. */
  static List<PackedRun> of(EntrySet set, Set<Cid> live, Collection<Cid> kept) {
    Packing packing = new Packing(set, live);
    List<Weighed> rest = new ArrayList<>();
    kept.forEach(cid -> rest.add(packing.weigh(set.require(cid))));
    List<PackedRun> packs = new ArrayList<>();
    List<Weighed> left = rest;
    for (Pass pass : PASSES) {
      left = packing.cut(left, pass, packs);
    }
    if (!left.isEmpty()) {
      packs.add(packing.pack(left));
    }
    return packs;
  }

  private Weighed weigh(Member member) {
    boolean whole = member.entry().value().control() || live.contains(member.cid());
    long weight = member.entry().bytes().length;
    if (whole) {
      Encoded<Payload> payload = member.payload().orElseThrow();
      Payload.Packing packing = payload.value().packing();
      weight += payload.bytes().length;
      weight += packing.packed().stream().mapToLong(Content::size).sum();
      weight += LINK_WEIGHT_BYTES * packing.linked().size();
    }
    return new Weighed(member, whole, weight, dial(member.cid()));
  }

  /** The last 48 bits of a CID, big-endian. */
  static long dial(Cid cid) {
    byte[] digest = cid.digest();
    long dial = 0;
    for (int i = digest.length - 6; i < digest.length; i++) {
      dial = dial << 8 | (digest[i] & 0xff);
    }
    return dial;
  }

  /** Adds the packs that one pass cuts off, and gives what follows the last cut. */
  private List<Weighed> cut(List<Weighed> items, Pass pass, List<PackedRun> packs) {
    int start = 0;
    long piece = 0;
    for (int i = 0; i < items.size(); i++) {
      Weighed item = items.get(i);
      if (piece + item.weight() > MAX_PACK_WEIGHT_BYTES) {
        packs.add(pack(items.subList(start, i)));
        start = i;
        piece = 0;
      }
      piece += item.weight();
      if (piece >= pass.minimumBytes() && isCut(item, pass.targetBytes())) {
        packs.add(pack(items.subList(start, i + 1)));
        start = i + 1;
        piece = 0;
      }
    }
    return items.subList(start, items.size());
  }

  /** Whether dial · target < weight · 2⁴⁸, in 128 bits. */
  private static boolean isCut(Weighed item, long target) {
    long leftHigh = Math.multiplyHigh(item.dial(), target);
    long leftLow = item.dial() * target;
    long rightHigh = item.weight() >>> 16;
    long rightLow = item.weight() << 48;
    return leftHigh < rightHigh
        || (leftHigh == rightHigh && Long.compareUnsigned(leftLow, rightLow) < 0);
  }

  private PackedRun pack(List<Weighed> run) {
    List<Item> items = new ArrayList<>(run.size());
    SortedMap<Cid, Block> contents = new TreeMap<>();
    SortedSet<Cid> links = new TreeSet<>();
    LongSummaryStatistics times = new LongSummaryStatistics();
    for (Weighed weighed : run) {
      Member member = weighed.member();
      items.add(
          weighed.whole()
              ? Item.whole(member.entry(), member.payload().orElseThrow())
              : Item.stub(member.entry()));
      if (live.contains(member.cid())) {
        Payload payload = member.payload().orElseThrow().value();
        payload.packing().packed().forEach(c -> contents.put(c.link(), content(c.link())));
        links.addAll(payload.packing().linked());
        times.accept(payload.time());
      }
    }
    Pack pack = new Pack(items, List.copyOf(contents.values()), List.copyOf(links));
    Block block = Encoded.of(pack).block();
    boolean anyLive = times.getCount() > 0;
    PackRef ref =
        new PackRef(
            block.cid(),
            items.size(),
            block.bytes().length,
            height(run.get(0)),
            height(run.get(run.size() - 1)),
            anyLive ? times.getMin() : 0,
            anyLive ? times.getMax() : 0);
    return new PackedRun(ref, block, run.stream().map(w -> w.member().cid()).toList());
  }

  private static long height(Weighed weighed) {
    return weighed.member().entry().value().height();
  }

  private Block content(Cid cid) {
    Block block = set.contents().get(cid);
    if (block == null) {
      throw new IllegalStateException("a live entry lacks its content " + cid);
    }
    return block;
  }
}
