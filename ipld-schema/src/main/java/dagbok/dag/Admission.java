package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes in what is offered and takes out what is erased; what follows from it, settling finds. */
final class Admission {
  private final Rows rows;
  private final State state;
  private final Contents contents;
  private final Touched touched;
  private final Acceptance acceptance;
  private final Standings standings;
  private long bytes;

  Admission(
      Rows rows,
      State state,
      Contents contents,
      Touched touched,
      Acceptance acceptance,
      Standings standings) {
    this.rows = rows;
    this.state = state;
    this.contents = contents;
    this.touched = touched;
    this.acceptance = acceptance;
    this.standings = standings;
  }

  /** By how many bytes the set grew since this was asked last. */
  long takeGrowth() {
    long growth = bytes;
    bytes = 0;
    return growth;
  }

  /** Says what will be offered. */
  void expect(Collection<Arrival> arrivals) {
    List<Cid> entries = new ArrayList<>(arrivals.size());
    List<Cid> payloads = new ArrayList<>(arrivals.size());
    List<Cid> named = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      entries.add(arrival.entry().cid());
      payloads.add(arrival.entry().value().payload());
      arrival
          .payload()
          .ifPresent(
              payload -> payload.value().contents().forEach(content -> named.add(content.link())));
    }
    state.expect(entries, payloads, named);
  }

  Offer offer(Arrival arrival) {
    Cid cid = arrival.entry().cid();
    try {
      EntryRow row = rows.find(cid);
      if (row == null) {
        return judge(arrival);
      }
      boolean isNews = arrival.payload().isPresent() && row.bytes == EntryRow.Bytes.ABSENT;
      if (isNews) {
        addPayload(row.facts().payload(), arrival.payload().get());
      }
      return new Offer.Accepted(cid, isNews);
    } catch (SchemaException e) {
      return Offer.refused(cid, e);
    }
  }

  private Offer judge(Arrival arrival) throws SchemaException {
    Encoded<Entry> entry = arrival.entry();
    Optional<EntryRow> other = rows.firstByPayload(entry.value().payload());
    Optional<Encoded<Payload>> payload = arrival.payload().or(() -> other.flatMap(rows::payload));
    Payload value = payload.map(Encoded::value).orElse(null);
    Set<Cid> missing = acceptance.missing(entry.value(), value);
    if (!missing.isEmpty()) {
      return new Offer.Waiting(entry.cid(), missing);
    }
    Acceptance.Accepted accepted = acceptance.check(arrival, value);
    EntryRow row = accepted.row();
    addToChain(row);
    rows.add(row, entry);
    touched.add(row);
    bytes += entry.bytes().length;
    accepted
        .founded()
        .ifPresent(key -> rows.put(DeviceRow.of(row.id(), key, row.facts().device(), true)));
    if (other.filter(before -> before.bytes == EntryRow.Bytes.ABSENT).isPresent()) {
      payload.ifPresent(found -> addPayload(entry.value().payload(), found));
    } else {
      payload.ifPresent(found -> givePayload(row, found));
    }
    return new Offer.Accepted(entry.cid(), /* isNews= */ true);
  }

  /** Notes forks, and which entry of its device is the last. */
  private void addToChain(EntryRow row) {
    EntryRow.Facts facts = row.facts();
    if (facts.own() == EntryRow.NONE) {
      return;
    }
    DeviceRow device = rows.device(facts.device());
    EntryRow last = rows.get(device.last());
    boolean isFirst = device.last() == device.id();
    boolean forks =
        facts.own() != device.last()
            && (!device.forked() || rows.hasNext(facts.device(), facts.own()));
    if (forks) {
      EntryRow own = rows.get(facts.own());
      touched.add(own);
      own.forked = true;
      device = device.withFork();
    }
    boolean longer = isFirst || facts.seq() > last.facts().seq();
    boolean asLong = !isFirst && facts.seq() == last.facts().seq();
    if (longer || (asLong && row.cid().compareTo(last.cid()) > 0)) {
      device = device.withLast(row.id());
    }
    rows.put(device);
  }

  /** Gives a payload that was missing to all that name it. */
  private void addPayload(Cid cid, Encoded<Payload> payload) {
    rows.byPayload(cid).forEach(id -> givePayload(rows.get(id), payload));
  }

  private void givePayload(EntryRow row, Encoded<Payload> payload) {
    boolean isControl = payload.value().body().isControl();
    touched.add(row);
    rows.setPayload(row, payload);
    row.bytes = row.isControl() || !isControl ? EntryRow.Bytes.HERE : EntryRow.Bytes.UNFIT;
    row.weight = Packs.weight(row.facts().length(), payload);
    if (row.bytes == EntryRow.Bytes.HERE && !row.isControl()) {
      row.edits = Display.Edit.entryOf(payload.value().body()).orElse(null);
    }
    bytes += payload.bytes().length;
  }

  void offerContent(Block content) {
    if (contents.length(content.cid()) >= 0) {
      return;
    }
    contents.put(content);
    bytes += content.bytes().length;
    touchNeeding(content.cid());
  }

  private void touchNeeding(Cid content) {
    state.needing(content, Integer.MAX_VALUE).forEach(id -> touched.add(rows.get(id)));
  }

  void erase(Cid entry, Collection<Cid> erased) {
    EntryRow found = rows.find(entry);
    if (found == null || isNamedByControl(found.facts().payload())) {
      throw new IllegalArgumentException("no entry whose payload may be erased: " + entry);
    }
    for (Long id : rows.byPayload(found.facts().payload())) {
      erasePayload(rows.get(id));
    }
    for (Cid content : erased) {
      long length = contents.length(content);
      if (length >= 0) {
        touchNeeding(content);
        contents.remove(content);
        bytes -= length;
      }
    }
  }

  private boolean isNamedByControl(Cid payload) {
    return rows.byPayload(payload).stream().anyMatch(id -> rows.get(id).isControl());
  }

  private void erasePayload(EntryRow row) {
    Optional<Encoded<Payload>> payload = rows.payload(row);
    if (payload.isEmpty()) {
      return;
    }
    touched.add(row);
    if (touched.neededContents(row)) {
      standings.contents(row).forEach(content -> state.unneed(content, row.id()));
      touched.forgetNeeds(row);
    }
    rows.removePayload(row);
    row.bytes = EntryRow.Bytes.ABSENT;
    row.edits = null;
    bytes -= payload.get().bytes().length;
  }
}
