package dagbok.ipfs;

import java.util.function.IntPredicate;

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

  /** Hands on to a port what others open under {@code protocol}, a name used by nobody else. */
  Way listen(String protocol, int port);

  /**
   * A port that leads to a peer which listens under that name, in place of one that did before.
   *
   * @param peer ends in {@code /p2p/} and its id; before that perhaps where it is
   */
  Way forward(String protocol, String peer);

  /** Ends what hands on to ports that are not in use, under all names that begin so. */
  void closeUnused(String prefix, IntPredicate inUse);
}
