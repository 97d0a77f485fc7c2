package dagbok.block;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CARv1 file block by block, and checks each against its CID. A CIDv0 in it is read as the
 * CIDv1 that names the same block.
 *
 * <p>It reads single bytes and never more than it needs, so the stream should be buffered; the
 * stream stays the caller's to close. How many blocks there are is not bounded here. After an
 * exception there is nothing more to be read. Not thread-safe.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>
 */
public final class CarReader {
  /** The most bytes of a header; it holds the roots. */
  public static final int MAX_HEADER_BYTES = 64 * 1024;

  /** The most bytes of a section: a CID and its block. */
  public static final int MAX_SECTION_BYTES = Block.MAX_BYTES + 128;

  private static final int MAX_LENGTH_BYTES = 4;
  private static final int END = -1;
  private static final Ipld VERSION_1 = Ipld.of(1);

  private final InputStream in;
  private final List<Cid> roots;
  private long position;

  /**
   * Reads the header.
   *
   * @throws DecodeException if it is none of a CARv1
   */
  public CarReader(InputStream in) throws IOException, DecodeException {
    this.in = in;
    Optional<byte[]> header = section(MAX_HEADER_BYTES, "header");
    if (header.isEmpty()) {
      throw bad("empty file", 0);
    }
    this.roots = roots(header.get());
  }

  /** The CIDs in the header, in its order; there may be none. */
  public List<Cid> roots() {
    return roots;
  }

  /**
   * The next block, or nothing at the end of the file.
   *
   * @throws DecodeException if the file is cut off or malformed here, or the block does not hash to
   *     its CID; the message says at which byte, and names the CID
   */
  public Optional<Block> next() throws IOException, DecodeException {
    long start = position;
    Optional<byte[]> section = section(MAX_SECTION_BYTES, "section");
    return section.isPresent() ? Optional.of(block(section.get(), start)) : Optional.empty();
  }

  private static Block block(byte[] section, long start) throws DecodeException {
    Cid.Read read;
    try {
      read = Cid.read(section, 0);
    } catch (CidFormatException e) {
      throw bad("section with no CID that is taken: " + e.getMessage(), start);
    }
    byte[] bytes = Arrays.copyOfRange(section, read.next(), section.length);
    if (bytes.length > Block.MAX_BYTES) {
      throw bad("block " + read.cid() + " has over " + Block.MAX_BYTES + " bytes", start);
    }
    try {
      return Block.checked(read.cid(), bytes);
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage(), start);
    }
  }

  private static List<Cid> roots(byte[] header) throws DecodeException {
    if (!(DagCbor.decode(header) instanceof Ipld.Struct struct)) {
      throw bad("header is no map", 0);
    }
    Ipld version = struct.fields().get("version");
    if (!VERSION_1.equals(version)) {
      throw bad("header has version " + version + ", expected 1", 0);
    }
    if (!struct.fields().keySet().equals(Set.of("roots", "version"))
        || !(struct.fields().get("roots") instanceof Ipld.Array array)) {
      throw bad("header is not a version and a list of roots", 0);
    }
    List<Cid> roots = new ArrayList<>();
    for (Ipld root : array.items()) {
      if (!(root instanceof Ipld.Link link)) {
        throw bad("root that is no link", 0);
      }
      roots.add(link.cid());
    }
    return List.copyOf(roots);
  }

  /** The bytes behind the length that comes next, or nothing at the end of the file. */
  private Optional<byte[]> section(int maxBytes, String what) throws IOException, DecodeException {
    long start = position;
    int length = length();
    if (length == END) {
      return Optional.empty();
    }
    if (length == 0 || length > maxBytes) {
      throw bad(what + " of " + length + " bytes, allowed are 1 to " + maxBytes, start);
    }
    byte[] section = in.readNBytes(length);
    position += section.length;
    if (section.length < length) {
      throw bad(
          "file is cut off, " + (length - section.length) + " bytes of a " + what + " are missing",
          position);
    }
    return Optional.of(section);
  }

  /** The length that comes next, a varint; {@link #END} at the end of the file. */
  private int length() throws IOException, DecodeException {
    long start = position;
    int value = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      int b = in.read();
      if (b < 0 && i == 0) {
        return END;
      }
      if (b < 0) {
        throw bad("file is cut off within a length", position);
      }
      position++;
      value |= (b & 0x7f) << (7 * i);
      if (b < 0x80) {
        if (b == 0 && i > 0) {
          throw bad("length is not minimal", start);
        }
        return value;
      }
    }
    throw bad("length of over " + MAX_LENGTH_BYTES + " bytes", start);
  }

  private static DecodeException bad(@Nullable String what, long at) {
    return new DecodeException("CAR, byte " + at + ": " + what);
  }
}
