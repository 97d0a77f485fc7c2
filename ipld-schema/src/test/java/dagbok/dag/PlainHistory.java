package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.History.Member;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The set in memory, and the functions by the plain algorithms: offering costs O(|prev|), deriving
 * goes over the whole set once after each change.
 */
final class PlainHistory {
  private final ProfileId profile;
  private final Graph graph = new Graph();
  private final Judge judge;
  private @Nullable Derived derived;

  /** An empty set. */
  PlainHistory(ProfileId profile, Verifier verifier) {
    this.profile = profile;
    this.judge = new Judge(profile, verifier, graph.vertices());
  }

  public ProfileId profile() {
    return profile;
  }

  public Offer offer(Encoded<Entry> entry, Optional<byte[]> payload) {
    try {
      Encoded<Payload> decoded = payloadFor(entry, payload);
      if (graph.vertices().containsKey(entry.cid())) {
        return new Offer.Accepted(entry.cid(), addPayload(decoded));
      }
      return judge(entry, decoded);
    } catch (SchemaException e) {
      String why = "expected " + e.expected() + ", found " + e.found();
      return new Offer.Refused(entry.cid(), why);
    }
  }

  private Offer judge(Encoded<Entry> entry, @Nullable Encoded<Payload> payload)
      throws SchemaException {
    Payload value = payload == null ? null : payload.value();
    Set<Cid> missing = judge.missing(entry.value(), value);
    if (!missing.isEmpty()) {
      return new Offer.Waiting(entry.cid(), missing);
    }
    graph.add(judge.check(entry, value));
    derived = null;
    boolean unused = addPayload(payload);
    return new Offer.Accepted(entry.cid(), /* isNews= */ true);
  }

  private boolean addPayload(@Nullable Encoded<Payload> payload) {
    boolean isNews = payload != null && graph.addPayload(payload);
    if (isNews) {
      derived = null;
    }
    return isNews;
  }

  /** The payload, if these are its bytes or it came before; strict for a control entry. */
  private @Nullable Encoded<Payload> payloadFor(Encoded<Entry> entry, Optional<byte[]> bytes)
      throws SchemaException {
    Cid named = entry.value().payload();
    Encoded<Payload> known = graph.payload(named);
    if (known != null || bytes.isEmpty() || !named.matches(bytes.get())) {
      return known;
    }
    try {
      return Encoded.decode(new Block(named, bytes.get()), Payload::decode);
    } catch (SchemaException e) {
      if (entry.value().control()) {
        throw e;
      }
      return null; // without the generic form it counts as absent, for ever
    }
  }

  public void offerContent(Block content) {
    if (graph.addContent(content)) {
      derived = null;
    }
  }

  public void erase(Cid entry, Collection<Cid> contents) {
    Vertex vertex = graph.vertices().get(entry);
    if (vertex == null || !graph.erasePayload(vertex)) {
      throw new IllegalArgumentException("no entry whose payload may be erased: " + entry);
    }
    contents.forEach(graph::eraseContent);
    derived = null;
  }

  public Optional<Member> member(Cid entry) {
    return Optional.ofNullable(graph.vertices().get(entry))
        .map(vertex -> new Member(vertex.entry, Optional.ofNullable(graph.payloadOf(vertex))));
  }

  public Optional<Block> content(Cid content) {
    return Optional.ofNullable(graph.content(content));
  }

  public Derived derive() {
    Derived result = derived;
    if (result == null) {
      result = Derived.of(profile, graph);
      derived = result;
    }
    return result;
  }
}
