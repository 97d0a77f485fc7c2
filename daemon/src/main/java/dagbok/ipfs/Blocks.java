package dagbok.ipfs;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Blocks in the IPFS node's store, and files made of them. Closed streams end their requests. */
public interface Blocks {
  /**
   * Stores blocks, each at most {@link Block#MAX_BYTES}, whatever their codec and form; when it
   * returns, all are there, and stay if the IPFS node is killed.
   *
   * @throws IpfsException with {@code LIMIT} if one is larger
   */
  void put(Collection<Block> blocks);

  /** The block, if it is in the local store; asks no peer. */
  Optional<Block> local(Cid cid);

  /** Whether the block is in the local store; asks no peer, and does not look at its bytes. */
  default boolean has(Cid cid) {
    return local(cid).isPresent();
  }

  /**
   * The block, from the local store or from peers, checked against its CID.
   *
   * @throws IpfsException with {@code NOT_FOUND} if nobody gave it in time
   */
  Block fetch(Cid cid, Duration timeout);

  /**
   * Removes blocks from the local store; those that are not there, pinned, or part of a file that
   * the node's person keeps by name, stay as they are. Slow where much is pinned: for the
   * background.
   */
  void remove(Collection<Cid> cids);

  /**
   * Stores a file as the {@code unixfs-v1-2025} profile makes it and gives its root. It is not
   * pinned.
   */
  Cid addFile(InputStream bytes);

  /**
   * The bytes of a file or raw block from {@code offset} on, at most {@code length}. {@code
   * timeout} bounds the wait for each next byte. What the stream throws has an {@link
   * IpfsException} as its cause, and it does not end before its time.
   *
   * @throws IpfsException with {@code NOT_FOUND} if nobody gave the first byte in time
   */
  InputStream openFile(Cid root, long offset, long length, Duration timeout);
}
