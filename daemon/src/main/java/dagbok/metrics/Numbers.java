package dagbok.metrics;

import java.util.Map;

/**
 * How much there is of everything, at one instant.
 *
 * @param followed profiles of others that are followed or kept
 * @param outbox blocks that the IPFS node has not confirmed
 * @param peers connected ones; 0 while the IPFS node is away
 * @param checks how many checks stand how
 */
public record Numbers(
    long own,
    long followed,
    long entries,
    long live,
    long outbox,
    long pins,
    long peers,
    Map<String, Long> checks) {
  /** What there is before anybody has counted. */
  static final Numbers NONE = new Numbers(0, 0, 0, 0, 0, 0, 0, Map.of());

  /** Copies the map. */
  public Numbers {
    checks = Map.copyOf(checks);
  }
}
