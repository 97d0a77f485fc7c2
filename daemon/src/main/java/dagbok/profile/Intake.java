package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.dag.Offer;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Offers the items of a batch to a history, ancestors first, and notes what became of each. */
final class Intake {
  private final History history;
  private final Set<Cid> accepted = new LinkedHashSet<>();
  private final List<Offer.Waiting> waiting = new ArrayList<>();
  private final List<Offer.Refused> refused = new ArrayList<>();

  Intake(History history) {
    this.history = history;
  }

  private record Offered(Encoded<Entry> entry, Optional<byte[]> payload) {}

  /**
   * Heights are claims until they are accepted; items that lie about theirs wait or are refused.
   */
  void offer(List<Item> items) {
    List<Offered> decoded = new ArrayList<>(items.size());
    items.forEach(item -> decode(item).ifPresent(decoded::add));
    decoded.sort(
        Comparator.<Offered>comparingLong(offered -> offered.entry().value().height())
            .thenComparing(offered -> offered.entry().cid()));
    decoded.forEach(this::offer);
  }

  private Optional<Offered> decode(Item item) {
    Block block = item.entry();
    Optional<byte[]> payload =
        item instanceof Item.Whole whole ? Optional.of(whole.payload().bytes()) : Optional.empty();
    try {
      return Optional.of(new Offered(Encoded.decode(block, Entry::decode), payload));
    } catch (SchemaException e) {
      refused.add(
          new Offer.Refused(block.cid(), "expected " + e.expected() + ", found " + e.found()));
      return Optional.empty();
    }
  }

  private void offer(Offered offered) {
    Cid cid = offered.entry().cid();
    boolean hadPayload = hasPayload(cid);
    boolean known = history.member(cid).isPresent();
    Offer offer = history.offer(offered.entry(), offered.payload());
    if (offer instanceof Offer.Waiting wait) {
      waiting.add(wait);
    } else if (offer instanceof Offer.Refused refusal) {
      refused.add(refusal);
    } else if (!known || hadPayload != hasPayload(cid)) {
      accepted.add(cid);
    }
  }

  private boolean hasPayload(Cid entry) {
    return history.member(entry).flatMap(Member::payload).isPresent();
  }

  /** Entries that are new, or whose payload is. */
  Set<Cid> accepted() {
    return accepted;
  }

  List<Offer.Waiting> waiting() {
    return waiting;
  }

  List<Offer.Refused> refused() {
    return refused;
  }
}
