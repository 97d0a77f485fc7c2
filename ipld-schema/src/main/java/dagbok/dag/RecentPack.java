package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.schema.Encoded;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/** The pack that a head may name as {@code recent}: what it adds to the device's head before it. */
public final class RecentPack {
  /** The most packed bytes that are gathered: what cuts a pack of a snapshot too. */
  private static final long MAX_BYTES = PackCutter.MAX_WEIGHT;

  private RecentPack() {}

  /**
   * The items that are kept and not known, in canonical order, with their contents.
   *
   * @param known whether the head before this one had an entry already
   * @return empty if there are none, or they do not fit one pack
   */
  public static Optional<Encoded<Pack>> of(History history, Predicate<Cid> known) {
    Derived derived = history.derive();
    PackBuilder builder = new PackBuilder(cid -> content(history, cid));
    long bytes = 0;
    for (Cid entry : derived.kept()) {
      if (!known.test(entry)) {
        bytes += add(history, derived, entry, builder);
      }
      if (bytes > MAX_BYTES) {
        return Optional.empty();
      }
    }
    return bytes == 0 ? Optional.empty() : Optional.of(Encoded.of(builder.build()));
  }

  /** Adds an item, and returns what it weighs at most. */
  private static long add(History history, Derived derived, Cid entry, PackBuilder builder) {
    Member member = history.member(entry).orElseThrow();
    boolean live = derived.live().contains(entry);
    if (!live && !member.entry().value().control()) {
      builder.addStub(member.entry());
      return member.entry().bytes().length;
    }
    Encoded<Payload> payload = member.payload().orElseThrow();
    if (live) {
      builder.addLive(member.entry(), payload);
    } else {
      builder.addWhole(member.entry(), payload);
    }
    return member.entry().bytes().length + Packer.weight(payload);
  }

  private static Block content(History history, Cid cid) {
    return history
        .content(cid)
        .orElseThrow(() -> new NoSuchElementException("a live entry lacks its content " + cid));
  }
}
