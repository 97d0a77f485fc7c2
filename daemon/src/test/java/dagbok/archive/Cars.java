package dagbok.archive;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A CAR file taken apart. */
record Cars(List<Cid> roots, List<Block> blocks) {
  private static final Path EXAMPLES = Path.of("../ipld-schema/src/test/resources/examples");

  static byte[] example(String name) {
    try {
      return Files.readAllBytes(EXAMPLES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Cars of(byte[] car) {
    try {
      CarReader reader = new CarReader(new ByteArrayInputStream(car));
      List<Block> blocks = new ArrayList<>();
      for (Optional<Block> next = reader.next(); next.isPresent(); next = reader.next()) {
        blocks.add(next.get());
      }
      return new Cars(reader.roots(), blocks);
    } catch (IOException | DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static byte[] write(List<Cid> roots, List<Block> blocks) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CarWriter writer = new CarWriter(out, roots);
      for (Block block : blocks) {
        writer.write(block);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with only these of its blocks. */
  byte[] only(Predicate<Block> kept) {
    return write(roots, blocks.stream().filter(kept).toList());
  }

  byte[] without(Block block) {
    return only(other -> !other.equals(block));
  }
}
