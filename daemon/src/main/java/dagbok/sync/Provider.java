package dagbok.sync;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.schema.ProfileId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the DHT, again and again, that the root nodes of profiles are here, so that whoever knows a
 * root CID finds somebody who has the profile. Thread-safe.
 */
public final class Provider {
  private static final Logger log = LoggerFactory.getLogger(Provider.class);

  /** DHT records are forgotten after a day or two. */
  private static final Duration AGAIN = Duration.ofHours(12);

  private static final Duration SPREAD = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Peers peers;
  private final ScheduledExecutorService executor;
  private final RandomGenerator random;

  /** The latest round for each profile; it goes on as long as no other took its place. */
  private final Map<ProfileId, Object> rounds = new ConcurrentHashMap<>();

  /** {@code executor} does the work; it belongs to the caller. */
  public Provider(Peers peers, ScheduledExecutorService executor, RandomGenerator random) {
    this.peers = peers;
    this.executor = executor;
    this.random = random;
  }

  /** The root node of this profile is in the IPFS node; nothing happens if that was said before. */
  public void provide(ProfileId profile) {
    Object round = new Object();
    if (rounds.putIfAbsent(profile, round) == null) {
      schedule(profile, round, Duration.ZERO);
    }
  }

  /** This profile is to be found here no longer. */
  public void stop(ProfileId profile) {
    rounds.remove(profile);
  }

  private void schedule(ProfileId profile, Object round, Duration pause) {
    try {
      var unused =
          executor.schedule(() -> attempt(profile, round), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{} is provided at the next start", profile);
    }
  }

  private void attempt(ProfileId profile, Object round) {
    if (rounds.get(profile) == round) {
      boolean said = say(profile);
      Duration spread = Duration.ofMillis(random.nextLong(SPREAD.toMillis()));
      schedule(profile, round, said ? AGAIN.minus(spread) : RETRY);
    }
  }

  private boolean say(ProfileId profile) {
    try {
      if (peers.connected().isEmpty()) {
        return false; // nobody would hear of it
      }
      peers.provide(profile.root(), TIMEOUT);
      return true;
    } catch (IpfsException e) {
      log.debug("{} could not be provided; again later: {}", profile, e.getMessage());
      return false;
    }
  }
}
