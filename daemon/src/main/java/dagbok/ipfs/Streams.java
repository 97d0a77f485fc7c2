package dagbok.ipfs;

/**
 * TCP connections that IPFS nodes carry between each other, with ends on this machine. Thread-safe.
 *
 * <p>All methods throw {@link IpfsException} if the node does not do so, or is away.
 */
public interface Streams {
  /** One end. */
  interface Way extends AutoCloseable {
    /** The port on loopback. */
    int port();

    /** Ends it; connections that are open go on until one side ends them. */
    @Override
    void close();
  }

  /** Hands on to a port what others open under {@code protocol}, in place of what did before. */
  Way listen(String protocol, int port);

  /**
   * A port that leads to a peer which listens, in place of one that did before.
   *
   * @param peer ends in {@code /p2p/} and its id; before that perhaps where it is
   */
  Way forward(String protocol, String peer);
}
