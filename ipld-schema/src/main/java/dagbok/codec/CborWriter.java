package dagbok.codec;

import dagbok.cid.Cid;
import java.util.Arrays;
import java.util.Map;

/** Canonical DAG-CBOR into a buffer that grows. For one value; not thread-safe. */
final class CborWriter {
  private static final int FIRST_CAPACITY_BYTES = 256;
  private static final int MAX_HEAD_BYTES = 9;

  private byte[] buffer = new byte[FIRST_CAPACITY_BYTES];
  private int size;

  byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Appends {@code value}, which stands within {@code depth} maps and lists. */
  void write(Ipld value, int depth) {
    if (value instanceof Ipld.Int number) {
      integer(number.value());
    } else if (value instanceof Ipld.Bytes bytes) {
      string(Cbor.BYTES, bytes.value());
    } else if (value instanceof Ipld.Text text) {
      string(Cbor.TEXT, Utf8Text.encode(text.value()));
    } else if (value instanceof Ipld.Link link) {
      link(link.cid());
    } else if (value instanceof Ipld.Array array) {
      list(array, inside(depth));
    } else if (value instanceof Ipld.Struct struct) {
      map(struct, inside(depth));
    } else if (value instanceof Ipld.Bool bool) {
      head(Cbor.SIMPLE, bool.value() ? Cbor.TRUE : Cbor.FALSE);
    } else if (value instanceof Ipld.Real real) {
      real(real.value());
    } else {
      head(Cbor.SIMPLE, Cbor.NULL);
    }
  }

  private static int inside(int depth) {
    if (depth == DagCbor.MAX_DEPTH) {
      throw new IllegalArgumentException("nested deeper than " + DagCbor.MAX_DEPTH);
    }
    return depth + 1;
  }

  private void integer(long value) {
    if (value >= 0) {
      head(Cbor.UNSIGNED, value);
    } else {
      head(Cbor.NEGATIVE, ~value);
    }
  }

  private void real(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " has no form in DAG-CBOR");
    }
    reserve(MAX_HEAD_BYTES);
    buffer[size++] = (byte) (Cbor.SIMPLE << 5 | Cbor.EIGHT_BYTES);
    bigEndian(Double.doubleToRawLongBits(value), Long.BYTES);
  }

  private void link(Cid cid) {
    byte[] bytes = cid.toBytes();
    head(Cbor.TAG, Cbor.LINK_TAG);
    head(Cbor.BYTES, bytes.length + 1);
    reserve(bytes.length + 1);
    buffer[size++] = Cbor.LINK_PREFIX;
    append(bytes);
  }

  private void list(Ipld.Array array, int depth) {
    head(Cbor.LIST, array.items().size());
    for (Ipld item : array.items()) {
      write(item, depth);
    }
  }

  private void map(Ipld.Struct struct, int depth) {
    Field[] fields = new Field[struct.fields().size()];
    int count = 0;
    for (Map.Entry<String, Ipld> field : struct.fields().entrySet()) {
      fields[count++] = new Field(Utf8Text.encode(field.getKey()), field.getValue());
    }
    Arrays.sort(fields);
    head(Cbor.MAP, count);
    for (Field field : fields) {
      string(Cbor.TEXT, field.key);
      write(field.value, depth);
    }
  }

  private void string(int major, byte[] bytes) {
    head(major, bytes.length);
    append(bytes);
  }

  private void head(int major, long argument) {
    reserve(MAX_HEAD_BYTES);
    int first = major << 5;
    if (argument < Cbor.ONE_BYTE) {
      buffer[size++] = (byte) (first | (int) argument);
    } else if (argument <= 0xff) {
      buffer[size++] = (byte) (first | Cbor.ONE_BYTE);
      buffer[size++] = (byte) argument;
    } else if (argument <= 0xffff) {
      buffer[size++] = (byte) (first | Cbor.TWO_BYTES);
      bigEndian(argument, Short.BYTES);
    } else if (argument <= 0xffff_ffffL) {
      buffer[size++] = (byte) (first | Cbor.FOUR_BYTES);
      bigEndian(argument, Integer.BYTES);
    } else {
      buffer[size++] = (byte) (first | Cbor.EIGHT_BYTES);
      bigEndian(argument, Long.BYTES);
    }
  }

  private void bigEndian(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void append(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void reserve(int bytes) {
    int needed = Math.addExact(size, bytes);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, needed * 2L));
    }
  }

  /** A field in the order of its key: shorter first, then by bytes. */
  private static final class Field implements Comparable<Field> {
    final byte[] key;
    final Ipld value;

    Field(byte[] key, Ipld value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public int compareTo(Field other) {
      return key.length != other.key.length
          ? Integer.compare(key.length, other.key.length)
          : Arrays.compareUnsigned(key, other.key);
    }
  }
}
