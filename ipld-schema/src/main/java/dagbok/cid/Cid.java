package dagbok.cid;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A content identifier: CIDv1 with a sha2-256 multihash, 36 or 37 bytes in binary form.
 *
 * <p>Text is read in any base that {@link Multibase} knows and written in base32. CIDv0 ({@code
 * Qm…}) is read as the CIDv1 that names the same block. Ordered by binary form, bytes unsigned.
 * Immutable.
 *
 * @see <a href="https://github.com/multiformats/cid">CID</a>
 */
public final class Cid implements Comparable<Cid> {
  /** The most characters that are looked at in a text. */
  public static final int MAX_TEXT_CHARS = 128;

  /** The length of every CID that the protocol itself uses, in bytes. */
  public static final int BYTES = 36;

  private static final int SHA2_256 = 0x12;
  private static final int VERSION_0_BYTES = 2 + Sha256.BYTES;

  /** A CID that was read and the position of the first byte after it. */
  public record Read(Cid cid, int next) {}

  private final byte[] bytes;
  private final Multicodec codec;

  private Cid(byte[] bytes, Multicodec codec) {
    this.bytes = bytes;
    this.codec = codec;
  }

  /** The CID of {@code data} under {@code codec}. */
  public static Cid of(Multicodec codec, byte[] data) {
    return ofDigest(codec, Sha256.of(data));
  }

  /**
   * The CID with this sha2-256 digest.
   *
   * @throws IllegalArgumentException if the digest has not 32 bytes
   */
  public static Cid ofDigest(Multicodec codec, byte[] digest) {
    if (digest.length != Sha256.BYTES) {
      throw new IllegalArgumentException("a sha2-256 digest has 32 bytes, not " + digest.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES + 1);
    Varint.write(out, 1);
    Varint.write(out, codec.code());
    Varint.write(out, SHA2_256);
    Varint.write(out, Sha256.BYTES);
    out.writeBytes(digest);
    return new Cid(out.toByteArray(), codec);
  }

  /**
   * The CID with this binary form.
   *
   * @throws CidFormatException if it is none, or one of a version, codec or hash that Dagbok does
   *     not take
   */
  public static Cid ofBytes(byte[] bytes) {
    return parse(bytes.clone());
  }

  /**
   * The CID that {@code text} names: CIDv1 in any known base, CIDv0, or either behind {@code
   * ipfs://}, {@code /ipfs/} or {@code dagbok:} (a path or query after it is not taken).
   *
   * @throws CidFormatException if it names none
   */
  public static Cid parse(String text) {
    String bare = withoutScheme(text.strip());
    if (bare.length() > MAX_TEXT_CHARS) {
      throw new CidFormatException("longer than " + MAX_TEXT_CHARS + " characters");
    }
    if (bare.length() == 46 && bare.startsWith("Qm")) {
      return ofVersion0(Multibase.decode("z" + bare));
    }
    return parse(Multibase.decode(bare));
  }

  private static String withoutScheme(String text) {
    for (String scheme : new String[] {"ipfs://", "/ipfs/", "dagbok:"}) {
      if (text.toLowerCase(Locale.ROOT).startsWith(scheme)) {
        return text.substring(scheme.length());
      }
    }
    return text;
  }

  private static Cid ofVersion0(byte[] multihash) {
    if (multihash.length != VERSION_0_BYTES || !isVersion0(multihash, 0)) {
      throw new CidFormatException("not a sha2-256 CIDv0");
    }
    return ofDigest(Multicodec.DAG_PB, Arrays.copyOfRange(multihash, 2, VERSION_0_BYTES));
  }

  private static boolean isVersion0(byte[] bytes, int offset) {
    return bytes.length - offset >= VERSION_0_BYTES
        && bytes[offset] == SHA2_256
        && bytes[offset + 1] == Sha256.BYTES;
  }

  private static Cid parse(byte[] bytes) {
    int end = end(bytes, 0);
    if (end != bytes.length) {
      throw new CidFormatException(bytes.length - end + " bytes after the digest");
    }
    return new Cid(bytes, Multicodec.of(Varint.read(bytes, 1).value()));
  }

  /**
   * Reads the binary CID that begins at {@code offset} and has other bytes behind it, as in CAR
   * files. A CIDv0 is read as the CIDv1 that names the same block.
   *
   * @throws CidFormatException if there is none, or one of a version, codec or hash that Dagbok
   *     does not take
   */
  public static Read read(byte[] bytes, int offset) {
    if (isVersion0(bytes, offset)) {
      int next = offset + VERSION_0_BYTES;
      return new Read(ofVersion0(Arrays.copyOfRange(bytes, offset, next)), next);
    }
    int next = end(bytes, offset);
    return new Read(parse(Arrays.copyOfRange(bytes, offset, next)), next);
  }

  /** The position after the CIDv1 that begins at {@code offset}. */
  private static int end(byte[] bytes, int offset) {
    Varint.Read version = Varint.read(bytes, offset);
    if (version.value() != 1) {
      throw new CidFormatException("CID version " + version.value() + ", expected 1");
    }
    Varint.Read codec = Varint.read(bytes, version.next());
    Varint.Read hash = Varint.read(bytes, codec.next());
    if (hash.value() != SHA2_256) {
      throw new CidFormatException(
          "hash function 0x" + Long.toHexString(hash.value()) + ", expected sha2-256");
    }
    Varint.Read length = Varint.read(bytes, hash.next());
    if (length.value() != Sha256.BYTES) {
      throw new CidFormatException("digest of " + length.value() + " bytes, expected 32");
    }
    int left = bytes.length - length.next();
    if (left < Sha256.BYTES) {
      throw new CidFormatException("digest has " + left + " bytes, expected 32");
    }
    return length.next() + Sha256.BYTES;
  }

  /** What the bytes behind this CID are. */
  public Multicodec codec() {
    return codec;
  }

  /** The same multihash under another codec. */
  public Cid withCodec(Multicodec other) {
    return ofDigest(other, digest());
  }

  /** The sha2-256 digest, 32 bytes, a copy. */
  public byte[] digest() {
    return Arrays.copyOfRange(bytes, bytes.length - Sha256.BYTES, bytes.length);
  }

  /** The binary form, a copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Whether {@code data} hashes to this CID. */
  public boolean matches(byte[] data) {
    byte[] digest = Sha256.of(data);
    return Arrays.equals(digest, 0, Sha256.BYTES, bytes, bytes.length - Sha256.BYTES, bytes.length);
  }

  /** The text in {@code base}, with its prefix. */
  public String toString(Multibase base) {
    return base.encode(bytes);
  }

  /** The text in base32: {@code b…}. */
  @Override
  public String toString() {
    return toString(Multibase.BASE32);
  }

  @Override
  public int compareTo(Cid other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES);
  }
}
