package dagbok.block;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.codec.DecodeException;
import dagbok.fuzz.Check;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CAR files. */
class CarFuzzTest {
  @FuzzTest
  void car(byte[] data) throws IOException, DecodeException {
    List<Block> blocks = new ArrayList<>();
    CarReader reader;
    try {
      reader = new CarReader(new ByteArrayInputStream(data));
      for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
        blocks.add(block.get());
        Check.that(block.get().cid().matches(block.get().bytes()), "block of another CID");
      }
    } catch (DecodeException e) {
      return;
    }
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    CarWriter writer = new CarWriter(again, reader.roots());
    for (Block block : blocks) {
      writer.write(block);
      try {
        Check.that(Links.of(block).size() <= block.bytes().length, "more links than bytes");
      } catch (DecodeException e) {
        // a block that is not what its codec says
      }
    }
    CarReader back = new CarReader(new ByteArrayInputStream(again.toByteArray()));
    Check.same(back.roots(), reader.roots(), "roots");
    for (Block block : blocks) {
      Check.same(back.next(), Optional.of(block), "block");
    }
    Check.same(back.next(), Optional.empty(), "end");
  }
}
