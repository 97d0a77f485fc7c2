package dagbok.pair;

import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.SealKey;
import dagbok.crypto.Signature;
import dagbok.dag.DeviceProof;
import dagbok.schema.Control;
import dagbok.schema.Item;
import dagbok.schema.ProfileId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages as DAG-CBOR maps: exactly the canonical bytes, exactly the fields of one kind. */
final class Wire {
  /** The most bytes of a message: room for the longest proof. */
  static final int MAX_BYTES = 1 << 20;

  private static final long VERSION = 2;

  /** Files have been of the same form since the first. */
  private static final long OLDEST_FILE_VERSION = 1;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_PARTS = 8;
  private static final int MAX_NAME_BYTES = 256;
  private static final int MAX_ADDRESS_BYTES = 1024;

  private final Map<String, Ipld> fields;

  private Wire(Map<String, Ipld> fields) {
    this.fields = fields;
  }

  static Wire message() {
    Wire wire = new Wire(new HashMap<>());
    return wire.with("v", Ipld.of(VERSION));
  }

  Wire with(String name, Ipld value) {
    fields.put(name, value);
    return this;
  }

  Wire with(String name, byte[] value) {
    return with(name, Ipld.of(value));
  }

  /** The same but for one field. */
  Wire without(String name) {
    Wire wire = new Wire(new HashMap<>(fields));
    wire.fields.remove(name);
    return wire;
  }

  byte[] encode() {
    return DagCbor.encode(Ipld.map(fields));
  }

  /**
   * Reads a message.
   *
   * @throws PairingException if it is none
   */
  static Wire read(byte[] bytes) {
    return read(bytes, VERSION);
  }

  /**
   * Reads what an earlier version may have written to a file.
   *
   * @throws PairingException if it is none of these
   */
  static Wire kept(byte[] bytes) {
    return read(bytes, OLDEST_FILE_VERSION);
  }

  private static Wire read(byte[] bytes, long oldest) {
    try {
      if (bytes.length <= MAX_BYTES
          && DagCbor.decode(bytes, MAX_DEPTH) instanceof Ipld.Struct struct
          && struct.fields().get("v") instanceof Ipld.Int version) {
        if (version.value() < oldest || version.value() > VERSION) {
          throw new PairingException(PairingException.Reason.OTHER_VERSION);
        }
        return new Wire(new HashMap<>(struct.fields()));
      }
    } catch (DecodeException e) {
      throw new PairingException(PairingException.Reason.GARBLED, e);
    }
    throw garbled();
  }

  private static PairingException garbled() {
    return new PairingException(PairingException.Reason.GARBLED);
  }

  /** Whether it has these fields and no others. */
  boolean is(String... names) {
    return fields.size() == names.length + 1 && fields.keySet().containsAll(Set.of(names));
  }

  /** That it has these fields and no others. */
  Wire only(String... names) {
    if (!is(names)) {
      throw garbled();
    }
    return this;
  }

  byte[] bytes(String name) {
    if (fields.get(name) instanceof Ipld.Bytes bytes) {
      return bytes.value();
    }
    throw garbled();
  }

  long integer(String name) {
    if (fields.get(name) instanceof Ipld.Int number) {
      return number.value();
    }
    throw garbled();
  }

  String text(String name) {
    return text(value(name), MAX_NAME_BYTES);
  }

  private String text(Ipld value, int mostBytes) {
    if (value instanceof Ipld.Text text
        && text.value().getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
      return text.value();
    }
    throw garbled();
  }

  private List<Ipld> list(String name, int most) {
    if (fields.get(name) instanceof Ipld.Array array && array.items().size() <= most) {
      return array.items();
    }
    throw garbled();
  }

  List<String> texts(String name, int most) {
    return list(name, most).stream().map(text -> text(text, MAX_ADDRESS_BYTES)).toList();
  }

  private Ipld value(String name) {
    return Optional.ofNullable(fields.get(name)).orElseThrow(Wire::garbled);
  }

  List<byte[]> parts(String name) {
    List<byte[]> parts = new ArrayList<>();
    for (Ipld part : list(name, MAX_PARTS)) {
      if (!(part instanceof Ipld.Bytes bytes)) {
        throw garbled();
      }
      parts.add(bytes.value());
    }
    return parts;
  }

  static byte[] encode(Terms terms) {
    return message()
        .with("profile", Ipld.reference(terms.profile().root()))
        .with("device", Ipld.reference(terms.device()))
        .with("name", Ipld.of(terms.name()))
        .with("addresses", Ipld.list(terms.addresses().stream().map(Ipld::of).toList()))
        .encode();
  }

  static Terms terms(byte[] bytes) {
    Wire wire = read(bytes).only("profile", "device", "name", "addresses");
    return formed(
        () ->
            new Terms(
                new ProfileId(Cid.ofBytes(wire.bytes("profile"))),
                Cid.ofBytes(wire.bytes("device")),
                wire.text(wire.value("name"), MAX_NAME_BYTES),
                wire.texts("addresses", Terms.MAX_ADDRESSES)));
  }

  static byte[] encode(DeviceRequest request) {
    return message()
        .with("key", request.grant().key().toBytes())
        .with("seal", request.grant().seal().toBytes())
        .with("proof", request.grant().proof().toBytes())
        .with("name", Ipld.of(request.name()))
        .encode();
  }

  static DeviceRequest request(byte[] bytes) {
    Wire wire = read(bytes).only("key", "seal", "proof", "name");
    return formed(
        () ->
            new DeviceRequest(
                new Control.Grant(
                    new DeviceKey(wire.bytes("key")),
                    new SealKey(wire.bytes("seal")),
                    new Signature(wire.bytes("proof"))),
                wire.text(wire.value("name"), DeviceRequest.MAX_NAME_BYTES)));
  }

  /** The root entry and the grants down to the new device, whole; none if it was refused. */
  static byte[] encode(List<Item> items) {
    List<Ipld> pairs = new ArrayList<>();
    for (Item item : items) {
      if (!(item instanceof Item.Whole whole)) {
        throw new IllegalArgumentException("a proof is whole");
      }
      pairs.add(
          Ipld.list(List.of(Ipld.of(whole.entry().bytes()), Ipld.of(whole.payload().bytes()))));
    }
    return message().with("items", Ipld.list(pairs)).encode();
  }

  static List<Item> items(Wire message) {
    Wire wire = message.only("items");
    List<Item> items = new ArrayList<>();
    for (Ipld pair : wire.list("items", DeviceProof.MAX_ITEMS)) {
      if (!(pair instanceof Ipld.Array array)
          || array.items().size() != 2
          || !(array.items().get(0) instanceof Ipld.Bytes entry)
          || !(array.items().get(1) instanceof Ipld.Bytes payload)) {
        throw garbled();
      }
      items.add(formed(() -> Item.of(entry.value(), Optional.of(payload.value()))));
    }
    return items;
  }

  private static <T> T formed(java.util.function.Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new PairingException(PairingException.Reason.GARBLED, e);
    }
  }
}
