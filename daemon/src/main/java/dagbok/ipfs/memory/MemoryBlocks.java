package dagbok.ipfs.memory;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.BlockFile;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.unixfs.UnixFsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Blocks in a map, and those of connected nodes. As in Kubo, a block is found by its multihash,
 * whatever codec it is asked for with.
 */
final class MemoryBlocks implements Blocks {
  private static final byte[] EMPTY = {};

  private final MemoryIpfs node;
  private final MemoryPins pins;

  /** By the CID with codec raw. */
  private final Map<Cid, byte[]> blocks = new ConcurrentHashMap<>();

  MemoryBlocks(MemoryIpfs node, MemoryPins pins) {
    this.node = node;
    this.pins = pins;
  }

  @Override
  public void put(Collection<Block> added) {
    node.checkUp();
    added.forEach(Bounds::checkBlock);
    added.forEach(this::store);
  }

  private void store(Block block) {
    blocks.put(key(block.cid()), block.bytes().clone());
  }

  @Override
  public Optional<Block> local(Cid cid) {
    node.checkUp();
    return held(cid);
  }

  private static Cid key(Cid cid) {
    return cid.withCodec(Multicodec.RAW);
  }

  private Set<Cid> pinned() {
    return pins.held(this).stream().map(MemoryBlocks::key).collect(Collectors.toSet());
  }

  /** The block, whether the node is up or not. */
  Optional<Block> held(Cid cid) {
    return Optional.ofNullable(blocks.get(key(cid)))
        .map(bytes -> Block.checked(cid, bytes.clone()));
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    node.checkUp();
    if (cid.matches(EMPTY)) {
      return new Block(cid, EMPTY);
    }
    return held(cid)
        .or(() -> fromNeighbours(cid))
        .orElseThrow(
            () ->
                new IpfsException(
                    Reason.NOT_FOUND,
                    "no connected node has " + cid,
                    "Connect with one that has it",
                    null));
  }

  private Optional<Block> fromNeighbours(Cid cid) {
    Optional<Block> found =
        node.network().neighbours(node).stream()
            .map(neighbour -> neighbour.store().held(cid))
            .flatMap(Optional::stream)
            .findFirst();
    found.ifPresent(this::store);
    return found;
  }

  @Override
  public void remove(Collection<Cid> cids) {
    node.checkUp();
    Set<Cid> pinned = pinned();
    cids.stream()
        .map(MemoryBlocks::key)
        .filter(cid -> !pinned.contains(cid))
        .forEach(blocks::remove);
  }

  int collect() {
    Set<Cid> pinned = pinned();
    int before = blocks.size();
    blocks.keySet().retainAll(pinned);
    return before - blocks.size();
  }

  long bytes() {
    return blocks.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  int size() {
    return blocks.size();
  }

  @Override
  public Cid addFile(InputStream bytes) {
    node.checkUp();
    try {
      return UnixFsWriter.write(bytes, this::store);
    } catch (IOException e) {
      throw new IpfsException(
          Reason.FAILED, "the bytes to send could not be read: " + e, "Try again", e);
    }
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    node.checkUp();
    return BlockFile.open(root, offset, length, cid -> fetch(cid, timeout));
  }
}
