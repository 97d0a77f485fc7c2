package dagbok.ipfs;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The IPFS node that the daemon uses, and why this one. Closing it ends all that is under way, and
 * stops the node if the daemon started it.
 *
 * @param streams connections that it carries to other nodes, if its ends can be on this machine
 * @param api where it answers, if it is a program of its own; never with a secret
 * @param why which node it is and why, one sentence for people
 * @param ownNode whether it is the daemon's alone, so that nobody else's blocks are in it
 * @param announcesAll whether it tells the DHT of every block that it has, also of those that
 *     somebody follows quietly
 * @param check finds out what is wrong with it now
 * @param closer what closing does
 */
public record IpfsChoice(
    Kind kind,
    Blocks blocks,
    Pins pins,
    PubSub pubsub,
    Peers peers,
    Optional<Streams> streams,
    Optional<String> api,
    String why,
    boolean ownNode,
    boolean announcesAll,
    Supplier<List<IpfsWarning>> check,
    Runnable closer)
    implements AutoCloseable {
  /** The kinds of IPFS nodes. */
  public enum Kind {
    /** Kubo, by its RPC API. */
    KUBO,
    /** The daemon's own, with nothing to install. */
    EMBEDDED
  }

  /** What is wrong with it now, the worst first; asks it. */
  public List<IpfsWarning> warnings() {
    return List.copyOf(check.get());
  }

  @Override
  public void close() {
    closer.run();
  }
}
