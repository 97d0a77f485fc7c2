package dagbok.app;

import dagbok.ipfs.IpfsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects garbage in a Kubo of the daemon's own: when it has grown so much since the last time
 * that a good part of it may be garbage, and else now and then. Never for a Kubo that others use
 * too. For one thread.
 */
final class KuboGarbage implements Runnable {
  /** How often to look whether it is time. */
  static final Duration LOOK = Duration.ofMinutes(5);

  /** By how much it may grow before garbage is collected: a seventh, and 4 MiB. */
  static final int GROWTH_SHARE = 7;

  static final long GROWTH_BYTES = 4L << 20;

  /** What was unfollowed or replaced goes after so long, though nothing was added. */
  static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private static final Logger log = LoggerFactory.getLogger(KuboGarbage.class);

  private final Repo repo;
  private final Clock clock;
  private long bytes;
  private Instant collected = Instant.MIN;

  /** What is to be kept small. */
  interface Repo {
    /** How large it is, garbage too. */
    long bytes();

    /** Removes what nothing keeps; how many blocks that were. */
    long collect();
  }

  /** Nothing is known of {@code repo}, so that the first run collects. */
  KuboGarbage(Repo repo, Clock clock) {
    this.repo = repo;
    this.clock = clock;
  }

  /** Collects if it is time; if the IPFS node is away, later. */
  @Override
  public void run() {
    try {
      if (isTime(repo.bytes())) {
        long removed = repo.collect();
        bytes = repo.bytes();
        collected = clock.instant();
        log.debug("{} blocks were collected, {} bytes are left", removed, bytes);
      }
    } catch (IpfsException e) {
      log.warn("garbage is collected later: {}", e.getMessage());
    }
  }

  private boolean isTime(long now) {
    boolean grew = now > bytes + bytes / GROWTH_SHARE + GROWTH_BYTES;
    return grew || !clock.instant().isBefore(next());
  }

  private Instant next() {
    return collected.equals(Instant.MIN) ? Instant.MIN : collected.plus(LONGEST_PAUSE);
  }
}
