package dagbok.ipfs;

import java.util.List;
import java.util.Optional;

/**
 * The IPFS node that the daemon uses, and why this one. Closing it ends all that is under way, and
 * stops the node if the daemon started it.
 *
 * @param api where it answers, if it is a program of its own; never with a secret
 * @param why which node it is and why, one sentence for people
 * @param ownNode whether it is the daemon's alone, so that nobody else's blocks are in it
 * @param announcesAll whether it tells the DHT of every block that it has, also of those that
 *     somebody follows quietly
 * @param warnings what was found wrong when it was chosen
 * @param closer what closing does
 */
public record IpfsChoice(
    Kind kind,
    Blocks blocks,
    Pins pins,
    PubSub pubsub,
    Peers peers,
    Optional<String> api,
    String why,
    boolean ownNode,
    boolean announcesAll,
    List<IpfsWarning> warnings,
    Runnable closer)
    implements AutoCloseable {
  /** The kinds of IPFS nodes. */
  public enum Kind {
    /** Kubo, by its RPC API. */
    KUBO,
    /** The daemon's own, with nothing to install. */
    EMBEDDED
  }

  /** Copies the warnings. */
  public IpfsChoice {
    warnings = List.copyOf(warnings);
  }

  @Override
  public void close() {
    closer.run();
  }
}
