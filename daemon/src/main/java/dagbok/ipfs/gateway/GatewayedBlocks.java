package dagbok.ipfs.gateway;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.ForwardingBlocks;
import dagbok.ipfs.IpfsException;
import java.time.Duration;
import java.util.Optional;

/**
 * The blocks of an IPFS node, and from gateways what it does not find soon: as long as they give
 * what it lacks, they are asked sooner. What they gave is not stored. Thread-safe.
 */
public final class GatewayedBlocks extends ForwardingBlocks {
  /** How long the IPFS node is waited for before gateways are asked. */
  static final Duration SOON = Duration.ofSeconds(5);

  /** The same as long as gateways give what it lacks. */
  static final Duration SOONER = Duration.ofMillis(500);

  private final Gateways gateways;
  private volatile boolean doGatewaysHelp;

  /** Around {@code blocks}. */
  public GatewayedBlocks(Blocks blocks, Gateways gateways) {
    super(blocks);
    this.gateways = gateways;
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      Block block = super.fetch(cid, shorter(doGatewaysHelp ? SOONER : SOON, timeout.dividedBy(2)));
      doGatewaysHelp = false;
      return block;
    } catch (IpfsException e) {
      if (e.reason() != IpfsException.Reason.NOT_FOUND) {
        throw e;
      }
    }
    Optional<Block> given = gateways.get(cid, left(end));
    doGatewaysHelp = given.isPresent();
    return given.orElseGet(() -> super.fetch(cid, left(end)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** At least a moment, so that who is asked says why there is nothing. */
  private static Duration left(long end) {
    return Duration.ofMillis(Math.max(1, (end - System.nanoTime()) / 1_000_000));
  }
}
