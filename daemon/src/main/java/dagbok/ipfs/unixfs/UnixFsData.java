package dagbok.ipfs.unixfs;

import dagbok.cid.CidFormatException;
import dagbok.cid.Varint;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What UnixFS puts into the data of a node: bytes of its own, and the lengths of its children.
 *
 * @param own bytes of the file that stand before those of the children
 * @param children the length of the file's part behind each link
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record UnixFsData(byte[] own, List<Long> children) {
  private static final int RAW = 0;
  private static final int FILE = 2;
  private static final int TYPE_TAG = 1 << 3;
  private static final int DATA_TAG = 2 << 3 | 2;
  private static final int SIZE_TAG = 3 << 3;
  private static final int CHILD_TAG = 4 << 3;

  static byte[] ofFile(long fileBytes, List<Long> children) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varint.write(out, TYPE_TAG);
    Varint.write(out, FILE);
    Varint.write(out, SIZE_TAG);
    Varint.write(out, fileBytes);
    for (long child : children) {
      Varint.write(out, CHILD_TAG);
      Varint.write(out, child);
    }
    return out.toByteArray();
  }

  /**
   * Reads the data of a node.
   *
   * @throws IllegalArgumentException if it is none of a file
   */
  static UnixFsData parse(byte[] bytes) {
    byte[] own = new byte[0];
    List<Long> children = new ArrayList<>();
    int position = 0;
    while (position < bytes.length) {
      Varint.Read tag = Varint.read(bytes, position);
      Varint.Read value = Varint.read(bytes, tag.next());
      position = value.next();
      switch ((int) Math.min(tag.value(), Integer.MAX_VALUE)) {
        case TYPE_TAG -> checkType(value.value());
        case DATA_TAG -> {
          own = slice(bytes, position, value.value());
          position += own.length;
        }
        case CHILD_TAG -> children.add(value.value());
        case SIZE_TAG -> {} // the children tell it too
        default -> throw new IllegalArgumentException("UnixFS field " + (tag.value() >>> 3));
      }
    }
    return new UnixFsData(own, children);
  }

  /** The length of the file's part in this node and all below it. */
  long length() {
    long sum = own.length;
    for (long child : children) {
      sum = Math.addExact(sum, child);
    }
    return sum;
  }

  private static void checkType(long type) {
    if (type != FILE && type != RAW) {
      throw new IllegalArgumentException("UnixFS type " + type + ", expected a file");
    }
  }

  private static byte[] slice(byte[] bytes, int from, long length) {
    if (length > bytes.length - from) {
      throw new CidFormatException("UnixFS data of " + length + " bytes, there are fewer");
    }
    return Arrays.copyOfRange(bytes, from, from + (int) length);
  }
}
