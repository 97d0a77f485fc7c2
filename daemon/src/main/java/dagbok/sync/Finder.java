package dagbok.sync;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.schema.ProfileId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for holders of followed profiles and connects with them: at the addresses that people gave,
 * and at those that the DHT names for the root CID. Goes on, ever more seldom, while a profile is
 * not in step; who is reached anew is asked at once. Thread-safe.
 */
public final class Finder {
  private static final Logger log = LoggerFactory.getLogger(Finder.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(10);
  private static final Duration DHT_TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_PROVIDERS = 8;
  private static final int MAX_REACHED = 256;

  private final Peers peers;
  private final ScheduledExecutorService executor;
  private final Function<ProfileId, SyncState> states;
  private final Predicate<ProfileId> mayAsk;
  private final Consumer<ProfileId> ask;
  private final Map<ProfileId, Search> searches = new ConcurrentHashMap<>();

  /**
   * Looks with the help of a node.
   *
   * @param executor does the work; it belongs to the caller
   * @param mayAsk whether strangers may be asked who has a profile
   * @param ask asks for news of a profile, since somebody was reached
   */
  public Finder(
      Peers peers,
      ScheduledExecutorService executor,
      Function<ProfileId, SyncState> states,
      Predicate<ProfileId> mayAsk,
      Consumer<ProfileId> ask) {
    this.peers = peers;
    this.executor = executor;
    this.states = states;
    this.mayAsk = mayAsk;
    this.ask = ask;
  }

  /** One search, equal to itself alone. It goes on as long as no other took its place. */
  private static final class Search {
    private final ProfileId profile;
    private final List<String> addresses;
    private final Set<String> reached = new HashSet<>();
    private Duration pause = FIRST_PAUSE;

    Search(ProfileId profile, List<String> addresses) {
      this.profile = profile;
      this.addresses = List.copyOf(addresses);
    }

    Duration nextPause() {
      Duration now = pause;
      Duration next = pause.multipliedBy(2);
      pause = next.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : next;
      return now;
    }
  }

  /**
   * Looks for holders of a profile from now on, at these addresses first; whatever addresses were
   * given before are forgotten. Whoever is reached already is asked at once. Returns at once.
   */
  public void look(ProfileId profile, List<String> addresses) {
    Search search = new Search(profile, addresses);
    searches.put(profile, search);
    ask.accept(profile);
    schedule(search, Duration.ZERO);
  }

  /** Looks for holders of a profile no longer. */
  public void stop(ProfileId profile) {
    searches.remove(profile);
  }

  private void schedule(Search search, Duration pause) {
    try {
      var unused =
          executor.schedule(() -> attempt(search), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("holders of {} are looked for at the next start", search.profile);
    }
  }

  private void attempt(Search search) {
    if (searches.get(search.profile) != search) {
      return;
    }
    meet(search, search.addresses);
    boolean looking = states.apply(search.profile).phase() == SyncState.Phase.LOOKING;
    if (looking && mayAsk.test(search.profile)) {
      meet(search, providers(search.profile));
    }
    if (states.apply(search.profile).phase() == SyncState.Phase.IN_STEP) {
      searches.remove(search.profile, search);
      return;
    }
    schedule(search, search.nextPause());
  }

  /** Connects; whoever was not reached at the last attempt may know what nobody did before. */
  private void meet(Search search, List<String> addresses) {
    Set<String> now = addresses.stream().filter(this::connect).collect(Collectors.toSet());
    if (!search.reached.containsAll(now)) {
      ask.accept(search.profile);
    }
    addresses.forEach(search.reached::remove);
    if (search.reached.size() > MAX_REACHED) {
      search.reached.clear();
    }
    search.reached.addAll(now);
  }

  private boolean connect(String address) {
    try {
      peers.connect(address);
      return true;
    } catch (IpfsException e) {
      log.debug("{} is not reached: {}", address, e.getMessage());
      return false;
    }
  }

  private List<String> providers(ProfileId profile) {
    try {
      return peers.findProviders(profile.root(), MAX_PROVIDERS, DHT_TIMEOUT).stream()
          .map(Peers.Peer::address)
          .toList();
    } catch (IpfsException e) {
      log.debug("the DHT names no holder of {}: {}", profile, e.getMessage());
      return List.of();
    }
  }
}
