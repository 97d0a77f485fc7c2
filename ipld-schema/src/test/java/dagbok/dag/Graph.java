package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link PlainHistory} holds: accepted entries wired up, and the bytes that one has. */
final class Graph {
  private final Map<Cid, Vertex> vertices = new HashMap<>();

  /** In the order of acceptance, in which all behind an entry comes before it. */
  private final List<Vertex> order = new ArrayList<>();

  private final List<Device> devices = new ArrayList<>();

  /** By their own CID: two entries may name the same bytes. */
  private final Map<Cid, Encoded<Payload>> payloads = new HashMap<>();

  private final Set<Cid> controlPayloads = new HashSet<>();
  private final Map<Cid, Block> contents = new HashMap<>();

  Map<Cid, Vertex> vertices() {
    return vertices;
  }

  List<Vertex> order() {
    return order;
  }

  /** Granters before those whom they granted. */
  List<Device> devices() {
    return devices;
  }

  void add(Vertex.Checked checked) {
    Vertex vertex = new Vertex(order.size(), checked);
    order.add(vertex);
    vertices.put(vertex.cid(), vertex);
    if (vertex.isControl()) {
      controlPayloads.add(vertex.entry.value().payload());
    }
    if (vertex.founded != null) {
      devices.add(vertex.founded);
    }
    vertex.device.entries.add(vertex);
    if (vertex.revoked != null && vertex.revoked.founded != null) {
      vertex.revoked.founded.revokes.add(vertex);
    }
  }

  /** Whether it was not there before. */
  boolean addPayload(Encoded<Payload> payload) {
    return payloads.putIfAbsent(payload.cid(), payload) == null;
  }

  @Nullable Encoded<Payload> payload(Cid payload) {
    return payloads.get(payload);
  }

  /** The entry's payload, if it is there and has the form that this entry's must have. */
  @Nullable Encoded<Payload> payloadOf(Vertex vertex) {
    Encoded<Payload> payload = payloads.get(vertex.entry.value().payload());
    boolean counts = payload != null && (vertex.isControl() || !payload.value().body().isControl());
    return counts ? payload : null;
  }

  /** Whether it was not there before. */
  boolean addContent(Block content) {
    return contents.putIfAbsent(content.cid(), content) == null;
  }

  @Nullable Block content(Cid content) {
    return contents.get(content);
  }

  /** Whether all packed contents are there, in the length that the payload says. */
  boolean isComplete(Payload payload) {
    for (Content content : payload.packing().packed()) {
      Block block = contents.get(content.link());
      if (block == null || block.bytes().length != content.size()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it may be erased; it is gone then. */
  boolean erasePayload(Vertex vertex) {
    Cid payload = vertex.entry.value().payload();
    if (controlPayloads.contains(payload)) {
      return false;
    }
    payloads.remove(payload);
    return true;
  }

  void eraseContent(Cid content) {
    contents.remove(content);
  }

  /** All payloads that may be erased, and all contents. */
  Set<Cid> erasable() {
    Set<Cid> cids = new HashSet<>(payloads.keySet());
    cids.removeAll(controlPayloads);
    cids.addAll(contents.keySet());
    return cids;
  }
}
