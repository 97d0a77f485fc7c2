package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The way in and out that all objects share: size, canonical form, then the object's own rules. */
final class Strict {
  private Strict() {}

  /** The object that {@code bytes} are, or a refusal that carries their CID. */
  static <T> T decode(byte[] bytes, int maxBytes, Function<Ipld, T> read) throws SchemaException {
    return decode(bytes, maxBytes, DagCbor.MAX_DEPTH, read);
  }

  static <T> T decode(byte[] bytes, int maxBytes, int maxDepth, Function<Ipld, T> read)
      throws SchemaException {
    try {
      Form.bytes("an object", bytes.length, maxBytes);
      return read.apply(DagCbor.decode(bytes, maxDepth));
    } catch (DecodeException e) {
      throw new SchemaException(cid(bytes), "canonical DAG-CBOR", String.valueOf(e.getMessage()));
    } catch (Misfit e) {
      throw new SchemaException(cid(bytes), e.expected(), e.found());
    }
  }

  private static Cid cid(byte[] bytes) {
    return Cid.of(Multicodec.DAG_CBOR, bytes);
  }

  /** The canonical bytes of {@code value}, which may be at most so many. */
  static byte[] encode(Ipld value, int maxBytes) {
    byte[] bytes = DagCbor.encode(value);
    Form.bytes("an object", bytes.length, maxBytes);
    return bytes;
  }

  /** A map under construction. */
  static final class Out {
    private final Map<String, Ipld> fields = new LinkedHashMap<>();

    /** With the version. */
    static Out versioned() {
      return new Out().put("v", Limits.VERSION);
    }

    Out put(String name, Ipld value) {
      fields.put(name, value);
      return this;
    }

    Out put(String name, long value) {
      return put(name, Ipld.of(value));
    }

    Out put(String name, boolean value) {
      return put(name, Ipld.of(value));
    }

    Out put(String name, String value) {
      return put(name, Ipld.of(value));
    }

    Out put(String name, byte[] value) {
      return put(name, Ipld.of(value));
    }

    Out put(String name, OptionalLong value) {
      return value.isPresent() ? put(name, value.getAsLong()) : this;
    }

    Out text(String name, Optional<String> value) {
      return value.isPresent() ? put(name, value.get()) : this;
    }

    Out reference(String name, Cid cid) {
      return put(name, Ipld.reference(cid));
    }

    Out reference(String name, Optional<Cid> cid) {
      return cid.isPresent() ? reference(name, cid.get()) : this;
    }

    Out reference(String name, ProfileId profile) {
      return reference(name, profile.root());
    }

    Out link(String name, Cid cid) {
      return put(name, Ipld.link(cid));
    }

    Out link(String name, Optional<Cid> cid) {
      return cid.isPresent() ? link(name, cid.get()) : this;
    }

    Out references(String name, List<Cid> cids) {
      return put(name, Ipld.list(cids.stream().map(Ipld::reference).toList()));
    }

    Out links(String name, List<Cid> cids) {
      return put(name, Ipld.list(cids.stream().map(Ipld::link).toList()));
    }

    Out all(Map<String, Ipld> more) {
      fields.putAll(more);
      return this;
    }

    Ipld.Struct build() {
      return new Ipld.Struct(fields);
    }
  }
}
