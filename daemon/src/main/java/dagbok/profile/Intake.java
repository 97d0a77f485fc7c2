package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Arrival;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.dag.Offer;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers a batch to a history, ancestors first, and notes what became of each item. */
public final class Intake {
  private static final Comparator<Arrival> ANCESTORS_FIRST =
      Comparator.<Arrival>comparingLong(arrival -> arrival.entry().value().height())
          .thenComparing(arrival -> arrival.entry().cid());

  private final History history;
  private final Map<Cid, Block> contents = new HashMap<>();
  private final List<Offer.Waiting> waiting = new ArrayList<>();
  private final List<Offer.Refused> refused = new ArrayList<>();
  private int news;

  /** Into this history. */
  public Intake(History history) {
    this.history = history;
  }

  /**
   * Heights are claims until they are accepted; items that lie about theirs wait or are refused. Of
   * the contents those are taken that an item of the batch, once accepted, names in their length.
   */
  public void offer(Batch batch) {
    batch.contents().forEach(block -> contents.put(block.cid(), block));
    refused.addAll(batch.refused());
    history.expect(batch.arrivals());
    batch.arrivals().stream().sorted(ANCESTORS_FIRST).forEach(this::offer);
  }

  private void offer(Arrival arrival) {
    Offer offer = history.offer(arrival);
    if (offer instanceof Offer.Waiting wait) {
      waiting.add(wait);
    } else if (offer instanceof Offer.Refused refusal) {
      refused.add(refusal);
    } else if (offer instanceof Offer.Accepted accepted) {
      news += accepted.isNews() ? 1 : 0;
      offerContents(arrival);
    }
  }

  private void offerContents(Arrival arrival) {
    if (contents.isEmpty()) {
      return;
    }
    Optional<Encoded<Payload>> payload =
        arrival.payload().or(() -> history.member(arrival.entry().cid()).flatMap(Member::payload));
    List<Content> packed =
        payload
            .map(Encoded::value)
            .filter(value -> !value.body().isControl())
            .map(value -> value.packing().packed())
            .orElse(List.of());
    for (Content content : packed) {
      Block block = contents.get(content.link());
      if (block != null && block.bytes().length == content.size()) {
        history.offerContent(block);
      }
    }
  }

  /** What came of it, settling included. */
  public Replica.Taken taken(History.Change change) {
    return new Replica.Taken(news, waiting, refused, change.appeared());
  }
}
