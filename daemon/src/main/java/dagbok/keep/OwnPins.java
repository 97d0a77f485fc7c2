package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pins that nobody else's daemon or hand can take away. IPFS has one pin for a CID, and two daemons
 * on one node that keep the same profile would have the same; so what is pinned is a small block of
 * this home's own that links to the root. Thread-safe.
 */
public final class OwnPins implements Pins {
  private static final int HOME_BYTES = 16;

  private final Pins pins;
  private final Blocks blocks;
  private final byte[] home;

  private OwnPins(Pins pins, Blocks blocks, byte[] home) {
    this.pins = pins;
    this.blocks = blocks;
    this.home = home;
  }

  /** For the home whose mark is in {@code file}, which is made if it is not there. */
  public static OwnPins of(Pins pins, Blocks blocks, Path file, SecureRandom random)
      throws IOException {
    if (!Files.exists(file)) {
      byte[] mark = new byte[HOME_BYTES];
      random.nextBytes(mark);
      Files.write(file, mark);
    }
    return new OwnPins(pins, blocks, Files.readAllBytes(file));
  }

  @Override
  public void add(Cid root, String name, Duration timeout) {
    pins.add(put(root), name, timeout);
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    pins.update(holder(from).cid(), put(to), name, timeout);
  }

  @Override
  public void remove(Cid root) {
    pins.remove(holder(root).cid());
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    Map<Cid, String> own = new LinkedHashMap<>();
    pins.list(prefix)
        .forEach(
            (pinned, name) ->
                blocks
                    .local(pinned)
                    .flatMap(OwnPins::kept)
                    .ifPresent(
                        root -> {
                          if (holder(root).cid().equals(pinned)) {
                            own.put(root, name);
                          }
                        }));
    return Map.copyOf(own);
  }

  private static Optional<Cid> kept(Block holder) {
    try {
      return Links.of(holder).stream().findFirst();
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private Cid put(Cid root) {
    Block holder = holder(root);
    blocks.put(List.of(holder));
    return holder.cid();
  }

  private Block holder(Cid root) {
    Ipld value = Ipld.map(Map.of("home", Ipld.of(home), "keeps", Ipld.link(root)));
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(value));
  }
}
