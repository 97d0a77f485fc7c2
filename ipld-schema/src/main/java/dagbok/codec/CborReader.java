package dagbok.codec;

import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strict DAG-CBOR out of an array, in one pass. Recurses at most as deep as {@code maxDepth}. For
 * one value; not thread-safe.
 */
final class CborReader {
  /** What a list may claim to hold before it shows its items. */
  private static final int MAX_TRUSTED_ITEMS = 16;

  private static final Ipld TRUE = new Ipld.Bool(true);
  private static final Ipld FALSE = new Ipld.Bool(false);
  private static final Ipld NO_ITEMS = new Ipld.Array(ImmutableList.of());
  private static final Ipld NO_FIELDS = new Ipld.Struct(ImmutableMap.of());

  private final byte[] bytes;
  private final int maxDepth;
  private int position;

  /** Where the head read last begins, its major type and its low five bits. */
  private int start;

  private int major;
  private int info;

  CborReader(byte[] bytes, int maxDepth) {
    this.bytes = bytes;
    this.maxDepth = maxDepth;
  }

  void expectEnd() throws DecodeException {
    if (position != bytes.length) {
      throw bad(bytes.length - position + " bytes after the value", position);
    }
  }

  /** The next value, which stands within {@code depth} maps and lists. */
  Ipld read(int depth) throws DecodeException {
    first();
    return switch (major) {
      case Cbor.UNSIGNED -> Ipld.of(integer());
      case Cbor.NEGATIVE -> Ipld.of(~integer());
      case Cbor.BYTES -> Ipld.of(byteString());
      case Cbor.TEXT -> Ipld.of(text());
      case Cbor.LIST -> list(inside(depth));
      case Cbor.MAP -> map(inside(depth));
      case Cbor.TAG -> link();
      default -> simple();
    };
  }

  private int inside(int depth) throws DecodeException {
    if (depth == maxDepth) {
      throw bad("nested deeper than " + maxDepth, start);
    }
    return depth + 1;
  }

  private Ipld list(int depth) throws DecodeException {
    int count = length(1, "list");
    if (count == 0) {
      return NO_ITEMS;
    }
    ImmutableList.Builder<Ipld> items =
        ImmutableList.builderWithExpectedSize(Math.min(count, MAX_TRUSTED_ITEMS));
    for (int i = 0; i < count; i++) {
      items.add(read(depth));
    }
    return new Ipld.Array(items.build());
  }

  private Ipld map(int depth) throws DecodeException {
    int count = length(2, "map");
    if (count == 0) {
      return NO_FIELDS;
    }
    ImmutableMap.Builder<String, Ipld> fields = ImmutableMap.builder();
    int before = 0;
    int beforeEnd = 0;
    for (int i = 0; i < count; i++) {
      first();
      if (major != Cbor.TEXT) {
        throw bad("map key is no text", start);
      }
      int keyStart = start;
      String key = text();
      int keyEnd = position;
      expectOrder(before, beforeEnd, keyStart, keyEnd);
      before = keyStart;
      beforeEnd = keyEnd;
      fields.put(key, read(depth));
    }
    return new Ipld.Struct(fields.build());
  }

  /**
   * That a map key comes after the one before it. Heads are minimal and begin with the length, so
   * the order of keys, shorter first, is that of their encoded bytes.
   */
  private void expectOrder(int before, int beforeEnd, int key, int keyEnd) throws DecodeException {
    int order = Arrays.compareUnsigned(bytes, before, beforeEnd, bytes, key, keyEnd);
    if (order == 0) {
      throw bad("duplicate map key", key);
    }
    if (order > 0) {
      throw bad("map key out of order", key);
    }
  }

  private Ipld link() throws DecodeException {
    int at = start;
    long tag = argument();
    if (tag != Cbor.LINK_TAG) {
      throw bad("tag " + Long.toUnsignedString(tag) + ", only 42 is known", at);
    }
    first();
    if (major != Cbor.BYTES) {
      throw bad("link is no byte string", at);
    }
    byte[] content = byteString();
    if (content.length == 0 || content[0] != Cbor.LINK_PREFIX) {
      throw bad("link does not begin with a zero byte", at);
    }
    try {
      return Ipld.link(Cid.ofBytes(Arrays.copyOfRange(content, 1, content.length)));
    } catch (CidFormatException e) {
      throw bad("link to no CID that is taken: " + e.getMessage(), at);
    }
  }

  private Ipld simple() throws DecodeException {
    return switch (info) {
      case Cbor.FALSE -> FALSE;
      case Cbor.TRUE -> TRUE;
      case Cbor.NULL -> Ipld.NULL;
      case Cbor.UNDEFINED -> throw bad("undefined", start);
      case Cbor.TWO_BYTES -> throw bad("float of 16 bits, only 64 are taken", start);
      case Cbor.FOUR_BYTES -> throw bad("float of 32 bits, only 64 are taken", start);
      case Cbor.EIGHT_BYTES -> real();
      case Cbor.INDEFINITE -> throw bad("break with nothing to end", start);
      default -> throw bad("unknown simple value", start);
    };
  }

  private Ipld real() throws DecodeException {
    double value = Double.longBitsToDouble(bigEndian(Long.BYTES));
    if (!Double.isFinite(value)) {
      throw bad("float is " + value, start);
    }
    return new Ipld.Real(value);
  }

  private long integer() throws DecodeException {
    long value = argument();
    if (value < 0) {
      throw bad("integer over 64 bits signed", start);
    }
    return value;
  }

  private String text() throws DecodeException {
    int at = start;
    int length = length(1, "text");
    if (!Utf8.isWellFormed(bytes, position, length)) {
      throw bad("text is not UTF-8", at);
    }
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  private byte[] byteString() throws DecodeException {
    int length = length(1, "byte string");
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** A number of items, each of which takes at least {@code bytesEach} of the bytes that remain. */
  private int length(int bytesEach, String what) throws DecodeException {
    long length = argument();
    int remaining = bytes.length - position;
    if (length < 0 || length > remaining / bytesEach) {
      String claimed = Long.toUnsignedString(length);
      throw bad(what + " of length " + claimed + ", but " + remaining + " bytes remain", start);
    }
    return (int) length;
  }

  private void first() throws DecodeException {
    start = position;
    int b = (int) bigEndian(1);
    major = b >>> 5;
    info = b & 0x1f;
  }

  /** The number in the head whose first byte was just read; unsigned, so negative if ≥ 2⁶³. */
  private long argument() throws DecodeException {
    if (info < Cbor.ONE_BYTE) {
      return info;
    }
    if (info == Cbor.INDEFINITE) {
      throw bad("indefinite length", start);
    }
    if (info > Cbor.EIGHT_BYTES) {
      throw bad("reserved additional information " + info, start);
    }
    int size = 1 << (info - Cbor.ONE_BYTE);
    long value = bigEndian(size);
    boolean fitsLess = size == 1 ? value < Cbor.ONE_BYTE : value >>> (4 * size) == 0;
    if (fitsLess) {
      throw bad("number is not as short as can be", start);
    }
    return value;
  }

  private long bigEndian(int size) throws DecodeException {
    if (bytes.length - position < size) {
      throw bad("cut off", bytes.length);
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[position++] & 0xff);
    }
    return value;
  }

  private static DecodeException bad(String what, int at) {
    return new DecodeException("DAG-CBOR, byte " + at + ": " + what);
  }
}
