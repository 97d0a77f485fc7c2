package dagbok.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dagbok.cid.Cid;
import java.util.List;
import java.util.Map;

/**
 * A value of the IPLD data model. Immutable; {@link Bytes} shares its array, which callers must not
 * change.
 *
 * @see <a href="https://ipld.io/docs/data-model/">IPLD data model</a>
 */
public sealed interface Ipld {
  /** The one null. */
  record Null() implements Ipld {}

  /** A truth value. */
  record Bool(boolean value) implements Ipld {}

  /** An integer of 64 bits, signed. */
  record Int(long value) implements Ipld {}

  /** A finite number of 64 bits. The protocol has none; foreign objects may. */
  record Real(double value) implements Ipld {}

  /** Text. */
  record Text(String value) implements Ipld {}

  /** A byte string. */
  @SuppressWarnings("ArrayRecordComponent") // equality is defined below
  record Bytes(byte[] value) implements Ipld {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes bytes && java.util.Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(value);
    }
  }

  /** A list. */
  record Array(List<Ipld> items) implements Ipld {
    /** Copies the list. */
    public Array {
      items = ImmutableList.copyOf(items);
    }
  }

  /** A map with text keys, iterated in the order given; encoders sort. */
  record Struct(Map<String, Ipld> fields) implements Ipld {
    /** Copies the map, keeping its order. */
    public Struct {
      fields = ImmutableMap.copyOf(fields);
    }
  }

  /** A link to another block. */
  record Link(Cid cid) implements Ipld {}

  /** {@link Null}. */
  Ipld NULL = new Null();

  /** A {@link Bool}. */
  static Ipld of(boolean value) {
    return new Bool(value);
  }

  /** An {@link Int}. */
  static Ipld of(long value) {
    return new Int(value);
  }

  /** A {@link Text}. */
  static Ipld of(String value) {
    return new Text(value);
  }

  /** A {@link Bytes}; the array is shared, not copied. */
  static Ipld of(byte[] value) {
    return new Bytes(value);
  }

  /** A {@link Link}. */
  static Ipld link(Cid cid) {
    return new Link(cid);
  }

  /** A reference: the binary CID as {@link Bytes}, which names without including. */
  static Ipld reference(Cid cid) {
    return new Bytes(cid.toBytes());
  }

  /** An {@link Array}. */
  static Ipld list(List<? extends Ipld> items) {
    return new Array(ImmutableList.copyOf(items));
  }

  /** A {@link Struct}. */
  static Ipld map(Map<String, ? extends Ipld> fields) {
    return new Struct(ImmutableMap.copyOf(fields));
  }
}
