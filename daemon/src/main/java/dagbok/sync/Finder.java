package dagbok.sync;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.schema.ProfileId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for holders of followed profiles and connects with them: at the addresses that people gave,
 * and at those that the DHT names for the root CID. Goes on, ever more seldom, while a profile is
 * not in step. Thread-safe.
 */
public final class Finder {
  private static final Logger log = LoggerFactory.getLogger(Finder.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(10);
  private static final Duration DHT_TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_PROVIDERS = 8;

  private final Peers peers;
  private final ScheduledExecutorService executor;
  private final Function<ProfileId, SyncState> states;
  private final Map<ProfileId, Duration> looking = new HashMap<>();

  /** {@code executor} does the work; it belongs to the caller. */
  public Finder(
      Peers peers, ScheduledExecutorService executor, Function<ProfileId, SyncState> states) {
    this.peers = peers;
    this.executor = executor;
    this.states = states;
  }

  /** Looks for holders of a profile, at these addresses first. Returns at once. */
  public void look(ProfileId profile, List<String> addresses) {
    synchronized (looking) {
      if (looking.put(profile, FIRST_PAUSE) != null) {
        return;
      }
    }
    schedule(profile, addresses, Duration.ZERO);
  }

  private void schedule(ProfileId profile, List<String> addresses, Duration pause) {
    try {
      var unused =
          executor.schedule(
              () -> attempt(profile, addresses), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("holders of {} are looked for at the next start", profile);
    }
  }

  private void attempt(ProfileId profile, List<String> addresses) {
    addresses.forEach(this::connect);
    if (states.apply(profile).phase() == SyncState.Phase.LOOKING) {
      providers(profile).forEach(peer -> connect(peer.address()));
    }
    if (states.apply(profile).phase() == SyncState.Phase.IN_STEP) {
      synchronized (looking) {
        looking.remove(profile);
      }
      return;
    }
    Duration pause;
    synchronized (looking) {
      pause = looking.getOrDefault(profile, FIRST_PAUSE);
      Duration next = pause.multipliedBy(2);
      looking.put(profile, next.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : next);
    }
    schedule(profile, addresses, pause);
  }

  private void connect(String address) {
    try {
      peers.connect(address);
    } catch (IpfsException e) {
      log.debug("{} is not reached: {}", address, e.getMessage());
    }
  }

  private List<Peers.Peer> providers(ProfileId profile) {
    try {
      return peers.findProviders(profile.root(), MAX_PROVIDERS, DHT_TIMEOUT);
    } catch (IpfsException e) {
      log.debug("the DHT names no holder of {}: {}", profile, e.getMessage());
      return List.of();
    }
  }
}
