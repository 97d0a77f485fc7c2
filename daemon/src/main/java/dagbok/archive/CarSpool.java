package dagbok.archive;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The blocks of a CAR by CID, each once, in a temporary file that is gone when this is closed; only
 * their places are in memory. Not thread-safe.
 */
final class CarSpool implements BlockSource, AutoCloseable {
  /** The most blocks of a file; their places take some 300 MB. */
  static final int MAX_BLOCKS = 1 << 21;

  /** The room that is left to others on the disk: 128 MiB. */
  static final long MIN_FREE_BYTES = 128L << 20;

  private static final long FREE_CHECKED_EVERY_BYTES = 16L << 20;

  private final FileChannel file;
  private final List<Cid> roots;
  private final Map<Cid, Place> places = new LinkedHashMap<>();
  private Optional<String> damage = Optional.empty();
  private long length;
  private long checkedAt = -FREE_CHECKED_EVERY_BYTES;

  private record Place(long offset, int length) {}

  private CarSpool(FileChannel file, List<Cid> roots) {
    this.file = file;
    this.roots = roots;
  }

  /**
   * Reads a CAR up to its end, or to where it is damaged.
   *
   * @param folder of the temporary file; made if it is not there
   * @throws dagbok.web.port.Refusal if its header is none, or there is no room
   */
  static CarSpool read(Path folder, InputStream car) {
    CarReader reader = open(car);
    CarSpool spool = new CarSpool(temporary(folder), reader.roots());
    try {
      spool.fill(reader, folder);
      return spool;
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private static CarReader open(InputStream car) {
    try {
      return new CarReader(new BufferedInputStream(car));
    } catch (DecodeException e) {
      throw Refusals.badFile("this is no CAR file: " + e.getMessage(), "Give a CARv1 file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel temporary(Path folder) {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          Files.createTempFile(folder, "car-", ".spool"),
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw Refusals.noSpace(e);
    }
  }

  private void fill(CarReader reader, Path folder) {
    Optional<Block> next = next(reader);
    while (next.isPresent()) {
      if (!places.containsKey(next.get().cid())) {
        checkRoom(folder);
        append(next.get());
      }
      next = next(reader);
    }
  }

  private Optional<Block> next(CarReader reader) {
    try {
      return reader.next();
    } catch (DecodeException e) {
      damage = Optional.of(String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkRoom(Path folder) {
    if (places.size() >= MAX_BLOCKS) {
      throw Refusals.tooMany("blocks in the file", MAX_BLOCKS);
    }
    if (length - checkedAt < FREE_CHECKED_EVERY_BYTES) {
      return;
    }
    checkedAt = length;
    try {
      if (Files.getFileStore(folder).getUsableSpace() < MIN_FREE_BYTES) {
        throw Refusals.noSpace(new IOException("under " + MIN_FREE_BYTES + " bytes are free"));
      }
    } catch (IOException e) {
      throw Refusals.noSpace(e);
    }
  }

  private void append(Block block) {
    ByteBuffer bytes = ByteBuffer.wrap(block.bytes());
    long offset = length;
    try {
      while (bytes.hasRemaining()) {
        length += file.write(bytes, length);
      }
    } catch (IOException e) {
      throw Refusals.noSpace(e);
    }
    places.put(block.cid(), new Place(offset, block.bytes().length));
  }

  /** The CIDs in the header. */
  List<Cid> roots() {
    return roots;
  }

  /** Why the file could be read only in part, if so; what was read hashes right. */
  Optional<String> damage() {
    return damage;
  }

  /** How many blocks there are. */
  int size() {
    return places.size();
  }

  /** The bytes of all blocks. */
  long bytes() {
    return length;
  }

  /** Whether a block is there. */
  boolean has(Cid cid) {
    return places.containsKey(cid);
  }

  @Override
  public Optional<Block> find(Cid cid) {
    return Optional.ofNullable(places.get(cid)).map(place -> read(cid, place));
  }

  private Block read(Cid cid, Place place) {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, place.offset() + bytes.position()) < 0) {
          throw new EOFException("the temporary file was cut off");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Block(cid, bytes.array());
  }

  /** Gives all blocks in the file's order, in batches within both bounds but of at least one. */
  void inBatches(int maxBlocks, long maxBytes, Consumer<List<Block>> batches) {
    List<Block> batch = new ArrayList<>();
    long batchBytes = 0;
    for (Map.Entry<Cid, Place> place : places.entrySet()) {
      long next = place.getValue().length();
      if (!batch.isEmpty() && (batch.size() == maxBlocks || batchBytes + next > maxBytes)) {
        batches.accept(List.copyOf(batch));
        batch.clear();
        batchBytes = 0;
      }
      batch.add(read(place.getKey(), place.getValue()));
      batchBytes += next;
    }
    if (!batch.isEmpty()) {
      batches.accept(List.copyOf(batch));
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
