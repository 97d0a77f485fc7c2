package dagbok.sync;

import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Signers;
import dagbok.schema.PackRef;
import dagbok.work.Ahead;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/**
 * Fetches packs one after another and looks them through, a few of them ahead. Closing it ends what
 * is under way. Not thread-safe.
 */
final class PackFetch implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int FETCHED_AHEAD = 4;

  private final Blocks blocks;
  private final Signers signers;
  private final Iterator<PackRef> rest;
  private final Ahead<OpenPack> ahead;

  PackFetch(Blocks blocks, ExecutorService fetchers, Signers signers, List<PackRef> packs) {
    this.blocks = blocks;
    this.signers = signers;
    this.rest = packs.iterator();
    this.ahead = new Ahead<>(fetchers, FETCHED_AHEAD, this::task);
  }

  private Optional<Callable<OpenPack>> task() {
    if (!rest.hasNext()) {
      return Optional.empty();
    }
    PackRef ref = rest.next();
    return Optional.of(() -> OpenPack.of(ref, blocks.fetch(ref.pack(), TIMEOUT), signers));
  }

  boolean hasNext() {
    return ahead.hasNext();
  }

  /** Whether the next one is here already. */
  boolean isReady() {
    return ahead.isReady();
  }

  /** The next pack; whoever asks waits for it. */
  OpenPack next() {
    try {
      return ahead.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IpfsException(
          IpfsException.Reason.AWAY, "interrupted while fetching", "Start again", e);
    }
  }

  @Override
  public void close() {
    ahead.close();
  }
}
