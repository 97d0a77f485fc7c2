package dagbok.peer;

import com.google.common.primitives.Bytes;
import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.ipfs.PubSub;
import dagbok.schema.ProfileId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Frames as DAG-CBOR: exactly the canonical bytes, exactly these fields. */
final class FrameForm {
  private static final int VERSION = 1;
  private static final int MAX_DEPTH = 8;
  private static final long MAX_INTEGER = (1L << 53) - 1;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> HELLO = Set.of("v", "id", "port", "topics", "people", "sig");
  private static final Set<String> SPOKEN = Set.of("v", "from", "number", "topic", "data", "sig");

  private FrameForm() {}

  static byte[] encode(Frame frame) {
    if (frame instanceof Frame.Hello hello) {
      Map<String, Ipld> fields = fields(hello.id(), hello.port(), hello.topics(), hello.people());
      fields.put("sig", Ipld.of(hello.signature().toBytes()));
      return DagCbor.encode(Ipld.map(fields));
    }
    Frame.Spoken spoken = (Frame.Spoken) frame;
    Map<String, Ipld> fields =
        fields(spoken.from(), spoken.number(), spoken.topic(), spoken.data());
    fields.put("sig", Ipld.of(spoken.signature().toBytes()));
    return DagCbor.encode(Ipld.map(fields));
  }

  private static Map<String, Ipld> fields(
      PeerId id, int port, List<String> topics, List<Frame.Person> people) {
    List<Ipld> pairs =
        people.stream()
            .map(p -> Ipld.list(List.of(Ipld.reference(p.profile().root()), Ipld.of(p.name()))))
            .toList();
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(VERSION));
    fields.put("id", Ipld.of(id.key().toBytes()));
    fields.put("port", Ipld.of(port));
    fields.put("topics", Ipld.list(topics.stream().map(Ipld::of).toList()));
    fields.put("people", Ipld.list(pairs));
    return fields;
  }

  /** The domain, and the canonical bytes without {@code sig}. */
  static byte[] unsigned(
      byte[] domain, PeerId id, int port, List<String> topics, List<Frame.Person> people) {
    return Bytes.concat(domain, DagCbor.encode(Ipld.map(fields(id, port, topics, people))));
  }

  private static Map<String, Ipld> fields(PeerId from, long number, String topic, byte[] data) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(VERSION));
    fields.put("from", Ipld.of(from.key().toBytes()));
    fields.put("number", Ipld.of(number));
    fields.put("topic", Ipld.of(topic));
    fields.put("data", Ipld.of(data));
    return fields;
  }

  /** The domain, and the canonical bytes without {@code sig}. */
  static byte[] unsigned(byte[] domain, PeerId from, long number, String topic, byte[] data) {
    return Bytes.concat(domain, DagCbor.encode(Ipld.map(fields(from, number, topic, data))));
  }

  static Frame decode(byte[] bytes) throws DecodeException {
    if (bytes.length > Frame.MAX_BYTES) {
      throw new DecodeException("a frame of " + bytes.length + " bytes");
    }
    if (!(DagCbor.decode(bytes, MAX_DEPTH) instanceof Ipld.Struct struct)) {
      throw new DecodeException("a frame is a map");
    }
    Map<String, Ipld> fields = struct.fields();
    try {
      if (integer(fields, "v", MAX_INTEGER) != VERSION) {
        throw new IllegalArgumentException("another version");
      }
      if (fields.keySet().equals(HELLO)) {
        return hello(fields);
      }
      if (fields.keySet().equals(SPOKEN)) {
        return spoken(fields);
      }
      throw new IllegalArgumentException("fields " + fields.keySet());
    } catch (IllegalArgumentException e) {
      throw new DecodeException("no frame: " + e.getMessage());
    }
  }

  private static Frame hello(Map<String, Ipld> fields) {
    return new Frame.Hello(
        id(fields, "id"),
        (int) integer(fields, "port", MAX_PORT),
        list(
            fields,
            "topics",
            Frame.Hello.MAX_TOPICS,
            topic -> text(topic, "topic", Frame.MAX_TOPIC_BYTES)),
        list(fields, "people", Frame.Hello.MAX_PEOPLE, FrameForm::person),
        new Signature(bytes(fields, "sig", Signature.BYTES)));
  }

  private static Frame.Person person(Ipld value) {
    if (!(value instanceof Ipld.Array pair)
        || pair.items().size() != 2
        || !(pair.items().get(0) instanceof Ipld.Bytes root)) {
      throw new IllegalArgumentException("a person is a profile and a name");
    }
    return new Frame.Person(
        new ProfileId(Cid.ofBytes(root.value())),
        text(pair.items().get(1), "name", Frame.Person.MAX_NAME_BYTES));
  }

  private static Frame spoken(Map<String, Ipld> fields) {
    return new Frame.Spoken(
        id(fields, "from"),
        integer(fields, "number", MAX_INTEGER),
        text(value(fields, "topic"), "topic", Frame.MAX_TOPIC_BYTES),
        bytes(fields, "data", PubSub.MAX_MESSAGE_BYTES),
        new Signature(bytes(fields, "sig", Signature.BYTES)));
  }

  private static PeerId id(Map<String, Ipld> fields, String name) {
    return new PeerId(new DeviceKey(bytes(fields, name, DeviceKey.BYTES)));
  }

  private static Ipld value(Map<String, Ipld> fields, String name) {
    Ipld value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static long integer(Map<String, Ipld> fields, String name, long most) {
    if (value(fields, name) instanceof Ipld.Int number
        && number.value() >= 0
        && number.value() <= most) {
      return number.value();
    }
    throw new IllegalArgumentException(name + " is no integer up to " + most);
  }

  private static byte[] bytes(Map<String, Ipld> fields, String name, int most) {
    if (value(fields, name) instanceof Ipld.Bytes bytes && bytes.value().length <= most) {
      return bytes.value();
    }
    throw new IllegalArgumentException(name + " is not up to " + most + " bytes");
  }

  private static String text(Ipld value, String name, int mostBytes) {
    if (value instanceof Ipld.Text text
        && text.value().getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
      return text.value();
    }
    throw new IllegalArgumentException(name + " is no text of up to " + mostBytes + " bytes");
  }

  private static <T> List<T> list(
      Map<String, Ipld> fields, String name, int most, Function<Ipld, T> item) {
    if (value(fields, name) instanceof Ipld.Array array && array.items().size() <= most) {
      return array.items().stream().map(item).collect(Collectors.toUnmodifiableList());
    }
    throw new IllegalArgumentException(name + " is no list of up to " + most);
  }
}
