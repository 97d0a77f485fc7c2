package dagbok.kubo;

import dagbok.block.Block;
import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code ipfs dag}: many blocks at once, as CAR files. Thread-safe. */
public final class DagApi {
  private final Rpc rpc;

  DagApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Stores blocks, all in one request; nothing is pinned or announced. Kubo decodes each, and
   * refuses the request at the first that has not the form that its codec demands; those before it
   * may be stored all the same.
   */
  public void importBlocks(Collection<Block> blocks) {
    long stored = importCar(new RpcBody.Stream(out -> write(out, blocks)));
    if (stored != blocks.size()) {
      throw Failures.unexpected("Kubo stored " + stored + " of " + blocks.size() + " blocks");
    }
  }

  private static void write(OutputStream out, Collection<Block> blocks) throws IOException {
    CarWriter car = new CarWriter(out, List.of());
    for (Block block : blocks) {
      car.write(block);
    }
  }

  /**
   * Stores the blocks of a CAR file and gives their number; nothing is pinned or announced. The
   * calling thread reads {@code car} as it is sent, and does not close it.
   */
  public long importCar(InputStream car) {
    return importCar(RpcBody.copyOf(car));
  }

  private long importCar(RpcBody car) {
    RpcCall call =
        RpcCall.of("dag/import")
            .option("pin-roots", false)
            .option("stats", true)
            .option("fast-provide-root", false)
            .body(car);
    JsonNode answer = rpc.send(call).json();
    return Json.number(answer.path("Stats"), "BlockCount");
  }

  /**
   * Everything behind {@code root} as a CARv1 file, from the store or from peers. The stream is the
   * caller's to close; its exceptions have a {@link KuboException} as their cause, and it never
   * ends before its time.
   *
   * @param patience bounds the wait for the first byte and for each next one
   */
  public InputStream exportCar(Cid root, Duration patience) {
    RpcCall call = RpcCall.of("dag/export").arg(root).option("progress", false).patience(patience);
    return rpc.send(call).stream();
  }
}
