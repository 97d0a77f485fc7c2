package dagbok.codec;

import com.google.common.base.Utf8;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.cid.Varint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DAG-PB, what UnixFS files and folders are made of, read as the map that its specification gives:
 * {@code Data} (bytes, may be absent) and {@code Links}, each with {@code Hash} (a link), {@code
 * Name} (text) and {@code Tsize} (an integer; both may be absent).
 *
 * <p>Strict as the specification asks: fields in order, none twice, none unknown; and varints are
 * minimal, text is UTF-8. A CIDv0 is read as the CIDv1 that names the same block. There is no
 * encoder: Dagbok makes UnixFS files elsewhere, and nothing else in DAG-PB.
 *
 * <p>Stateless and thread-safe.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-pb/spec/">DAG-PB</a>
 */
public final class DagPb {
  private static final int DATA_TAG = 1 << 3 | 2;
  private static final int LINKS_TAG = 2 << 3 | 2;
  private static final int HASH_TAG = 1 << 3 | 2;
  private static final int NAME_TAG = 2 << 3 | 2;
  private static final int TSIZE_TAG = 3 << 3;

  private final byte[] bytes;
  private int position;
  private int end;

  private DagPb(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /**
   * The node that {@code bytes} are.
   *
   * @throws DecodeException if they are none
   */
  public static Ipld decode(byte[] bytes) throws DecodeException {
    return new DagPb(bytes).node();
  }

  /** Links and data in either order, as both exist, but not links, data, links. */
  private Ipld node() throws DecodeException {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    if (nextIs(DATA_TAG)) {
      fields.put("Data", Ipld.of(bytes()));
    }
    List<Ipld> links = new ArrayList<>();
    while (nextIs(LINKS_TAG)) {
      links.add(link());
    }
    if (!fields.containsKey("Data") && nextIs(DATA_TAG)) {
      fields.put("Data", Ipld.of(bytes()));
    }
    if (position < end) {
      throw bad("field that is unknown, repeated or out of order");
    }
    fields.put("Links", Ipld.list(links));
    return Ipld.map(fields);
  }

  private Ipld link() throws DecodeException {
    int outerEnd = end;
    int length = length();
    end = position + length;
    if (!nextIs(HASH_TAG)) {
      throw bad("link that does not begin with its hash");
    }
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("Hash", hash());
    if (nextIs(NAME_TAG)) {
      fields.put("Name", name());
    }
    if (nextIs(TSIZE_TAG)) {
      fields.put("Tsize", Ipld.of(varint()));
    }
    if (position < end) {
      throw bad("field of a link that is unknown, repeated or out of order");
    }
    end = outerEnd;
    return Ipld.map(fields);
  }

  private Ipld hash() throws DecodeException {
    int at = position;
    byte[] binary = bytes();
    try {
      Cid.Read read = Cid.read(binary, 0);
      if (read.next() == binary.length) {
        return Ipld.link(read.cid());
      }
    } catch (CidFormatException e) {
      throw bad("link to no CID that is taken: " + e.getMessage(), at);
    }
    throw bad("bytes after the CID of a link", at);
  }

  private Ipld name() throws DecodeException {
    int at = position;
    byte[] name = bytes();
    if (!Utf8.isWellFormed(name)) {
      throw bad("name is not UTF-8", at);
    }
    return Ipld.of(new String(name, StandardCharsets.UTF_8));
  }

  /** Whether a field with this tag comes next; if so, its tag is behind us. */
  private boolean nextIs(int tag) {
    boolean found = position < end && bytes[position] == tag;
    position += found ? 1 : 0;
    return found;
  }

  private byte[] bytes() throws DecodeException {
    int length = length();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  private int length() throws DecodeException {
    int at = position;
    long length = varint();
    if (length > end - position) {
      throw bad("length " + length + ", but " + (end - position) + " bytes remain", at);
    }
    return (int) length;
  }

  private long varint() throws DecodeException {
    try {
      Varint.Read read = Varint.read(bytes, position);
      if (read.next() > end) {
        throw bad("number is cut off");
      }
      position = read.next();
      return read.value();
    } catch (CidFormatException e) {
      throw bad(e.getMessage());
    }
  }

  private DecodeException bad(@Nullable String what) {
    return bad(what, position);
  }

  private static DecodeException bad(@Nullable String what, int at) {
    return new DecodeException("DAG-PB, byte " + at + ": " + what);
  }
}
