package dagbok.ipfs.unixfs;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagPb;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * The bytes of a file, or of a raw block, read block by block as they are wanted; blocks before the
 * offset are not read. Not thread-safe.
 */
public final class UnixFsReader extends InputStream {
  /** The most levels of a tree; three are enough for a petabyte. */
  static final int MAX_DEPTH = 16;

  private static final byte[] NOTHING = {};

  /** The length of the root, which nobody told; longer than any part. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Function<Cid, Block> source;
  private final Deque<Place> rest = new ArrayDeque<>();
  private long skip;
  private long left;
  private byte[] current = NOTHING;
  private int position;

  /** A part of the file that is still to be read, and how long it claims to be. */
  private record Place(Cid cid, long length, int depth) {}

  /**
   * The file behind {@code root} from {@code offset} on, at most {@code length} bytes of it.
   *
   * @param source gives blocks, checked; what it throws comes through
   */
  public UnixFsReader(Cid root, long offset, long length, Function<Cid, Block> source) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset " + offset + ", length " + length);
    }
    this.source = source;
    this.skip = offset;
    this.left = length;
    rest.push(new Place(root, UNKNOWN, 1));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == current.length) {
      if (left == 0 || rest.isEmpty()) {
        return -1;
      }
      enter(rest.pop());
    }
    int count = (int) Math.min(left, Math.min(length, current.length - position));
    if (count == 0) {
      return -1;
    }
    System.arraycopy(current, position, bytes, offset, count);
    position += count;
    left -= count;
    return count;
  }

  private void enter(Place place) throws IOException {
    if (place.length() <= skip) {
      skip -= place.length();
      return;
    }
    Block block = source.apply(place.cid());
    if (block.cid().codec() == Multicodec.RAW) {
      checkLength(place, block.bytes().length);
      take(block.bytes());
      return;
    }
    if (block.cid().codec() != Multicodec.DAG_PB || place.depth() > MAX_DEPTH) {
      throw new IOException(place.cid() + " is no part of a file");
    }
    try {
      open(DagPb.decode(block.bytes()), place);
    } catch (DecodeException | IllegalArgumentException | ArithmeticException e) {
      throw new IOException(place.cid() + " is no part of a file: " + e.getMessage(), e);
    }
  }

  private void open(Ipld node, Place place) throws IOException {
    if (!(node instanceof Ipld.Struct struct)
        || !(struct.fields().get("Data") instanceof Ipld.Bytes data)
        || !(struct.fields().get("Links") instanceof Ipld.Array links)) {
      throw new IllegalArgumentException("it has no data");
    }
    UnixFsData file = UnixFsData.parse(data.value());
    List<Ipld> children = links.items();
    if (children.size() != file.children().size()) {
      throw new IllegalArgumentException("it has not one length for each link");
    }
    checkLength(place, file.length());
    for (int i = children.size() - 1; i >= 0; i--) {
      rest.push(new Place(target(children.get(i)), file.children().get(i), place.depth() + 1));
    }
    take(file.own());
  }

  /** So that no tree, however it is woven, can keep a reader busy without giving bytes. */
  private static void checkLength(Place place, long length) throws IOException {
    if (place.length() != UNKNOWN && place.length() != length) {
      throw new IOException(
          place.cid() + " has " + length + " bytes, not " + place.length() + " as its parent says");
    }
  }

  private static Cid target(Ipld link) {
    if (link instanceof Ipld.Struct fields
        && fields.fields().get("Hash") instanceof Ipld.Link target) {
      return target.cid();
    }
    throw new IllegalArgumentException("a link has no hash");
  }

  private void take(byte[] bytes) {
    int skipped = (int) Math.min(skip, bytes.length);
    current = skipped == 0 ? bytes : Arrays.copyOfRange(bytes, skipped, bytes.length);
    skip -= skipped;
    position = 0;
  }
}
