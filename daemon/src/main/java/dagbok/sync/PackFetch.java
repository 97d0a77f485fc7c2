package dagbok.sync;

import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Signers;
import dagbok.schema.PackRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Fetches packs one after another and looks them through, a few of them ahead. Closing it ends what
 * is under way. Not thread-safe.
 */
final class PackFetch implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int FETCHED_AHEAD = 4;

  private final Blocks blocks;
  private final ExecutorService fetchers;
  private final Signers signers;
  private final Iterator<PackRef> rest;
  private final Deque<Ahead> ahead = new ArrayDeque<>();

  private record Ahead(PackRef ref, Future<OpenPack> pack) {}

  PackFetch(Blocks blocks, ExecutorService fetchers, Signers signers, List<PackRef> packs) {
    this.blocks = blocks;
    this.fetchers = fetchers;
    this.signers = signers;
    this.rest = packs.iterator();
    fill();
  }

  private void fill() {
    while (rest.hasNext() && ahead.size() < FETCHED_AHEAD) {
      PackRef ref = rest.next();
      ahead.add(new Ahead(ref, fetchers.submit(() -> open(ref))));
    }
  }

  private OpenPack open(PackRef ref) {
    return OpenPack.of(ref, blocks.fetch(ref.pack(), TIMEOUT), signers);
  }

  boolean hasNext() {
    return !ahead.isEmpty();
  }

  /** Whether the next one is here already. */
  boolean isReady() {
    return hasNext() && ahead.getFirst().pack().isDone();
  }

  /** The next pack; whoever asks waits for it. */
  OpenPack next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all packs were given");
    }
    Ahead next = ahead.removeFirst();
    try {
      OpenPack pack = next.pack().get();
      fill();
      return pack;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("pack " + next.ref().pack() + " was not fetched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IpfsException(
          IpfsException.Reason.AWAY, "interrupted while fetching", "Start again", e);
    }
  }

  @Override
  public void close() {
    ahead.forEach(fetch -> fetch.pack().cancel(true));
    ahead.clear();
  }
}
