package dagbok.dag;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.codec.DagJson;
import dagbok.codec.Ipld;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Profiles made by an independent model of the protocol, and what the functions must give. */
final class Examples {
  private Examples() {}

  /** The root and blocks of one CAR file. */
  record Car(Cid root, Map<Cid, byte[]> blocks) {
    Optional<byte[]> read(Cid cid) {
      return Optional.ofNullable(blocks.get(cid));
    }
  }

  static Car read(String name) throws Exception {
    Map<Cid, byte[]> blocks = new HashMap<>();
    try (InputStream in = open(name)) {
      CarReader car = new CarReader(in);
      for (Optional<Block> next = car.next(); next.isPresent(); next = car.next()) {
        blocks.put(next.get().cid(), next.get().bytes());
      }
      return new Car(car.roots().get(0), blocks);
    }
  }

  /** What {@code expected.json} says of one file. */
  static Map<String, Ipld> expected(String name) throws Exception {
    try (InputStream in = open("expected.json")) {
      Ipld all = DagJson.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Ipld one = Objects.requireNonNull(((Ipld.Struct) all).fields().get(name));
      return ((Ipld.Struct) one).fields();
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Examples.class.getResourceAsStream("/examples/" + name);
    if (in == null) {
      throw new IOException("no example " + name);
    }
    return new BufferedInputStream(in);
  }
}
