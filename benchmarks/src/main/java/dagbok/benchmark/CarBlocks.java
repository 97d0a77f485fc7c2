package dagbok.benchmark;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The blocks of a CAR file, read from the disk each time. */
final class CarBlocks implements Blocks, AutoCloseable {
  private final RandomAccessFile file;
  private final Map<Cid, Span> spans = new HashMap<>();
  private final Cid root;

  private record Span(long end, int length) {}

  CarBlocks(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
    try (Counted in = new Counted(new BufferedInputStream(Files.newInputStream(path)))) {
      CarReader car = new CarReader(in);
      root = car.roots().get(0);
      for (Optional<Block> next = car.next(); next.isPresent(); next = car.next()) {
        spans.put(next.get().cid(), new Span(in.position, next.get().bytes().length));
      }
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  private static final class Counted extends FilterInputStream {
    private long position;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      position += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      position += Math.max(0, read);
      return read;
    }
  }

  Block root() {
    return block(root);
  }

  synchronized Block block(Cid cid) {
    Span span = Optional.ofNullable(spans.get(cid)).orElseThrow();
    byte[] bytes = new byte[span.length()];
    try {
      file.seek(span.end() - span.length());
      file.readFully(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Block(cid, bytes);
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    Block block = block(cid);
    return Block.checked(cid, block.bytes());
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return Optional.ofNullable(spans.containsKey(cid) ? block(cid) : null);
  }

  @Override
  public void put(Collection<Block> blocks) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(Collection<Cid> cids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Cid addFile(InputStream bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream openFile(Cid cid, long offset, long length, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
