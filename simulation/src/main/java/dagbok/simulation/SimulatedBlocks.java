package dagbok.simulation;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The blocks that a run of catching up asks for. Nothing can be waited for in virtual time, so what
 * is not here is noted as wanted and the run ends as if the IPFS node were away; when all that was
 * wanted came or could not be had, it runs again.
 */
final class SimulatedBlocks implements Blocks {
  private final Function<Cid, Optional<Block>> own;
  private final Map<Cid, Block> here = new HashMap<>();
  private final Set<Cid> nowhere = new HashSet<>();
  private final Map<Cid, Duration> wanted = new LinkedHashMap<>();

  /** {@code own} gives what needs no fetching. */
  SimulatedBlocks(Function<Cid, Optional<Block>> own) {
    this.own = own;
  }

  /** What was asked for and is not here, and for how long one would wait; forgotten then. */
  Map<Cid, Duration> takeWanted() {
    Map<Cid, Duration> taken = new LinkedHashMap<>(wanted);
    wanted.clear();
    return taken;
  }

  /** What became of something wanted. */
  void came(Cid cid, Optional<Block> block) {
    block.ifPresentOrElse(some -> here.put(cid, some), () -> nowhere.add(cid));
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return Optional.ofNullable(here.get(cid)).or(() -> own.apply(cid));
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    return local(cid).orElseThrow(() -> absent(cid, timeout));
  }

  private IpfsException absent(Cid cid, Duration timeout) {
    if (nowhere.remove(cid)) {
      return new IpfsException(
          IpfsException.Reason.NOT_FOUND, "nobody gave " + cid, "Wait", /* cause= */ null);
    }
    wanted.put(cid, timeout);
    return new IpfsException(IpfsException.Reason.AWAY, "on its way", "Wait", /* cause= */ null);
  }

  @Override
  public void put(Collection<Block> blocks) {
    throw new UnsupportedOperationException("nothing is stored in a simulation");
  }

  @Override
  public void remove(Collection<Cid> cids) {
    throw new UnsupportedOperationException("nothing is stored in a simulation");
  }

  @Override
  public Cid addFile(InputStream bytes) {
    throw new UnsupportedOperationException("no files in a simulation");
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    throw new UnsupportedOperationException("no files in a simulation");
  }
}
