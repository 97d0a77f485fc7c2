package dagbok.kubo;

import dagbok.cid.Cid;
import java.io.InputStream;
import java.time.Duration;

/** {@code ipfs add} and {@code cat}: UnixFS files. Thread-safe. */
public final class FileApi {
  /** The length of a chunk in the {@code unixfs-v1-2025} profile. */
  public static final int CHUNK_BYTES = 1_048_576;

  /** The most links of a node in the {@code unixfs-v1-2025} profile. */
  public static final int MAX_LINKS = 1024;

  private final Rpc rpc;

  FileApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Stores a file as the {@code unixfs-v1-2025} profile makes it, whatever the node's settings are:
   * CIDv1, sha2-256, raw leaves, balanced. It is not pinned and not announced. The calling thread
   * reads {@code bytes} as they are sent, and does not close them.
   *
   * @throws KuboException with {@code CANCELLED} if {@code bytes} could not be read
   */
  public Cid add(InputStream bytes) {
    return add(bytes, CHUNK_BYTES, MAX_LINKS);
  }

  /** With another shape of the tree, for tests. */
  Cid add(InputStream bytes, int chunkBytes, int maxLinks) {
    RpcCall call =
        RpcCall.of("add")
            .option("cid-version", 1)
            .option("hash", "sha2-256")
            .option("chunker", "size-" + chunkBytes)
            .option("raw-leaves", true)
            .option("trickle", false)
            .option("max-file-links", maxLinks)
            .option("inline", false)
            .option("pin", false)
            .option("fast-provide-root", false)
            .option("progress", false)
            .body(RpcBody.copyOf(bytes));
    return Json.cid(rpc.send(call).json(), "Hash");
  }

  /**
   * The bytes of a file or raw block from {@code offset} on, at most {@code length}, from the store
   * or from peers. The stream is the caller's to close; its exceptions have a {@link KuboException}
   * as their cause, and it never ends before its time.
   *
   * @param patience bounds the wait for the first byte and for each next one
   */
  public InputStream cat(Cid root, long offset, long length, Duration patience) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset " + offset + ", length " + length);
    }
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    RpcAnswer answer =
        rpc.send(
            RpcCall.of("cat")
                .arg(root)
                .option("offset", offset)
                .option("length", length)
                .option("progress", false)
                .patience(patience));
    return new CountedStream(answer.stream(), answer.announcedLength());
  }
}
