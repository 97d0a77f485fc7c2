package dagbok.ipfs.unixfs;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.cid.Varint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the blocks of a file: raw leaves of equal length, and a balanced tree above them. Holds one
 * unfinished node a level in memory. For one file; not thread-safe.
 */
public final class UnixFsWriter {
  /** The length of a chunk in the {@code unixfs-v1-2025} profile. */
  public static final int CHUNK_BYTES = 1_048_576;

  /** The most links of a node in the {@code unixfs-v1-2025} profile. */
  public static final int MAX_LINKS = 1024;

  private static final int LINKS_TAG = 2 << 3 | 2;
  private static final int DATA_TAG = 1 << 3 | 2;
  private static final int HASH_TAG = 1 << 3 | 2;
  private static final int NAME_TAG = 2 << 3 | 2;
  private static final int TSIZE_TAG = 3 << 3;

  private final int chunkBytes;
  private final int maxLinks;
  private final Consumer<Block> sink;
  private final List<List<Part>> levels = new ArrayList<>();

  /** A part of the file: how many bytes of it are below, and of blocks. */
  private record Part(Cid cid, long fileBytes, long dagBytes) {}

  UnixFsWriter(int chunkBytes, int maxLinks, Consumer<Block> sink) {
    this.chunkBytes = chunkBytes;
    this.maxLinks = maxLinks;
    this.sink = sink;
  }

  /**
   * Reads a file to its end, hands its blocks to {@code sink}, children first, and gives the root.
   * A file of one chunk is that chunk.
   */
  public static Cid write(InputStream file, Consumer<Block> sink) throws IOException {
    return new UnixFsWriter(CHUNK_BYTES, MAX_LINKS, sink).write(file);
  }

  Cid write(InputStream file) throws IOException {
    byte[] chunk = file.readNBytes(chunkBytes);
    do {
      Block leaf = Block.of(Multicodec.RAW, chunk);
      sink.accept(leaf);
      add(0, new Part(leaf.cid(), chunk.length, chunk.length));
      chunk = file.readNBytes(chunkBytes);
    } while (chunk.length > 0);
    return root();
  }

  private void add(int level, Part part) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<Part> parts = levels.get(level);
    if (parts.size() == maxLinks) {
      add(level + 1, node(parts));
      parts.clear();
    }
    parts.add(part);
  }

  /** Closes all levels, the lowest first, up to the one that has a single part. */
  private Cid root() {
    for (int level = 0; ; level++) {
      List<Part> parts = levels.get(level);
      boolean highest = level == levels.size() - 1;
      if (highest && parts.size() == 1) {
        return parts.get(0).cid();
      }
      add(level + 1, node(parts));
    }
  }

  private Part node(List<Part> parts) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    long fileBytes = 0;
    long dagBytes = 0;
    for (Part part : parts) {
      field(node, LINKS_TAG, link(part));
      fileBytes += part.fileBytes();
      dagBytes += part.dagBytes();
    }
    field(node, DATA_TAG, UnixFsData.ofFile(fileBytes, lengths(parts)));
    Block block = Block.of(Multicodec.DAG_PB, node.toByteArray());
    sink.accept(block);
    return new Part(block.cid(), fileBytes, dagBytes + block.bytes().length);
  }

  private static List<Long> lengths(List<Part> parts) {
    return parts.stream().map(Part::fileBytes).toList();
  }

  private static byte[] link(Part part) {
    ByteArrayOutputStream link = new ByteArrayOutputStream();
    field(link, HASH_TAG, part.cid().toBytes());
    field(link, NAME_TAG, new byte[0]);
    Varint.write(link, TSIZE_TAG);
    Varint.write(link, part.dagBytes());
    return link.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int tag, byte[] value) {
    Varint.write(out, tag);
    Varint.write(out, value.length);
    out.writeBytes(value);
  }
}
