package dagbok.pinning;

import dagbok.cid.Cid;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.ProfileId;
import dagbok.work.ProfileQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest snapshot of each profile of one's own at a pinning service: one pin for each,
 * replaced when the snapshot is another one, and looked at until all of it is there. Thread-safe.
 */
public final class RemoteKeeper {
  private static final Logger log = LoggerFactory.getLogger(RemoteKeeper.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);
  private static final int MAX_DELEGATES = 8;

  private final PinningService service;
  private final Replicas replicas;
  private final Peers peers;
  private final Consumer<ProfileId> onChange;
  private final ProfileQueue queue;
  private final Duration lookAgain;
  private final Duration afterFailure;
  private final Map<ProfileId, State> states = new ConcurrentHashMap<>();

  /**
   * How it stands with a profile there.
   *
   * @param snapshot what is pinned, or is to be
   * @param status how far that has come; {@code FAILED} also if the service could not be asked
   * @param details what is wrong, for people; empty if nothing
   */
  public record State(Optional<Cid> snapshot, RemotePin.Status status, String details) {}

  /**
   * Keeps at a service.
   *
   * @param executor does the work; it belongs to the caller
   * @param onChange told of profiles whose state is another one
   */
  public RemoteKeeper(
      PinningService service,
      Replicas replicas,
      Peers peers,
      ScheduledExecutorService executor,
      Consumer<ProfileId> onChange) {
    this(service, replicas, peers, executor, onChange, LOOK_AGAIN, AFTER_FAILURE);
  }

  /** With other pauses. */
  RemoteKeeper(
      PinningService service,
      Replicas replicas,
      Peers peers,
      ScheduledExecutorService executor,
      Consumer<ProfileId> onChange,
      Duration lookAgain,
      Duration afterFailure) {
    this.lookAgain = lookAgain;
    this.afterFailure = afterFailure;
    this.service = service;
    this.replicas = replicas;
    this.peers = peers;
    this.onChange = onChange;
    this.queue = new ProfileQueue("keeping at a pinning service", profile -> executor, this::keep);
  }

  /** The service, for people. */
  public String host() {
    return service.host();
  }

  /** The IPFS node has all of a profile as it is now. Returns at once. */
  public void request(ProfileId profile) {
    queue.request(profile);
  }

  /** How it stands; empty as long as nothing was asked for. */
  public Optional<State> state(ProfileId profile) {
    return Optional.ofNullable(states.get(profile));
  }

  private Optional<Duration> keep(ProfileId profile) {
    Optional<Replica> replica = replicas.find(profile).filter(Replica::own);
    Optional<Cid> snapshot = replica.flatMap(Replica::snapshot);
    if (snapshot.isEmpty()) {
      return Optional.empty();
    }
    try {
      RemotePin pin = bring(snapshot.get(), Pins.PREFIX + profile + "/snapshot");
      note(profile, new State(Optional.of(pin.cid()), pin.status(), pin.details()));
      return switch (pin.status()) {
        case PINNED -> Optional.empty();
        case FAILED -> Optional.of(afterFailure);
        case QUEUED, PINNING -> Optional.of(lookAgain);
      };
    } catch (PinningException e) {
      log.warn("{}: {}", profile, e.getMessage());
      note(
          profile,
          new State(Optional.empty(), RemotePin.Status.FAILED, e.getMessage() + ". " + e.cure()));
      return Optional.of(afterFailure);
    }
  }

  /** The one pin of this name, of this snapshot from now on. */
  private RemotePin bring(Cid snapshot, String name) {
    List<RemotePin> pins = service.named(name);
    Optional<RemotePin> right =
        pins.stream()
            .filter(pin -> pin.cid().equals(snapshot))
            .filter(pin -> pin.status() != RemotePin.Status.FAILED)
            .findFirst();
    Optional<RemotePin> old = pins.stream().findFirst();
    List<String> origins = peers.self().addresses();
    RemotePin kept =
        right.orElseGet(
            () ->
                old.isPresent()
                    ? service.replace(old.get(), snapshot, name, origins)
                    : service.add(snapshot, name, origins));
    pins.stream()
        .filter(pin -> !pin.request().equals(kept.request()))
        .filter(pin -> right.isPresent() || !pin.equals(old.get()))
        .forEach(service::remove);
    if (kept.status() != RemotePin.Status.PINNED) {
      kept.delegates().stream().limit(MAX_DELEGATES).forEach(this::meet);
    }
    return kept;
  }

  private void meet(String address) {
    try {
      peers.connect(address);
    } catch (IpfsException e) {
      log.debug("the pinning service is not reached at {}: {}", address, e.getMessage());
    }
  }

  private void note(ProfileId profile, State state) {
    if (!state.equals(states.put(profile, state))) {
      log.info("{}: at {} {}", profile, host(), state.status());
      onChange.accept(profile);
    }
  }
}
