package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.gossip.Effect;
import dagbok.gossip.GossipRunner;
import dagbok.gossip.Input;
import dagbok.ipfs.IpfsException;
import dagbok.keep.Eraser;
import dagbok.keep.Keeper;
import dagbok.keep.Policy;
import dagbok.profile.Allowance;
import dagbok.profile.Copy;
import dagbok.profile.KeyFolder;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.work.ProfileQueue;
import dagbok.work.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of held profiles: takes announcements in, catches up, brings what changed into the IPFS
 * node, and announces what is new. Each profile's work is done in turn with the others', and that
 * of one's own apart from that of others'; who costs too much rests. Thread-safe.
 */
public final class SyncService {
  private static final Logger log = LoggerFactory.getLogger(SyncService.class);

  /** After what is bounded was refused, one looks again whether there is room. */
  private static final Duration LIMIT_PAUSE = Duration.ofMinutes(10);

  private final Replicas replicas;
  private final HeadRun heads;
  private final HeadQueue waiting = new HeadQueue();
  private final Unchecked unchecked = new Unchecked();
  private final Pace pace;
  private final Keeper keeper;
  private final Eraser eraser;
  private final SyncListener listener;
  private final Copies copies;
  private final Announcer announcer;
  private final Provider provider;
  private final ProfileQueue syncing;
  private final ProfileQueue keeping;
  private final ProfileQueue keepingMedia;
  private final Set<ProfileId> held = ConcurrentHashMap.newKeySet();
  private final Map<ProfileId, SyncState> states = new ConcurrentHashMap<>();

  /** Why profiles are not kept. */
  private final Map<ProfileId, SyncState.Trouble> keepTroubles = new ConcurrentHashMap<>();

  /** Why files of profiles are not kept. */
  private final Map<ProfileId, SyncState.Trouble> mediaTroubles = new ConcurrentHashMap<>();

  /** {@code workers} do the work; they belong to the caller. */
  public SyncService(
      Replicas replicas,
      KeyFolder keys,
      HeadJudge judge,
      CatchUp catchUp,
      Keeper keeper,
      Eraser eraser,
      Allowance allowance,
      Provider provider,
      Copies copies,
      SyncListener listener,
      Workers workers) {
    this.replicas = replicas;
    this.provider = provider;
    this.pace = new Pace(workers::spentNanos);
    this.heads =
        new HeadRun(
            waiting,
            judge,
            catchUp,
            allowance,
            states,
            held::contains,
            this::believed,
            listener,
            unchecked);
    this.keeper = keeper;
    this.eraser = eraser;
    this.listener = listener;
    this.copies = copies;
    copies.onChange(listener::profileChanged);
    this.announcer = new Announcer(keys);
    Function<ProfileId, Workers.Lane> lanes =
        profile -> workers.lane(replicas.find(profile).map(Replica::own).orElse(false));
    this.syncing =
        new ProfileQueue(
            "catching up with", lanes.andThen(Workers.Lane::queue), this::sync, pace::takeRest);
    this.keeping = new ProfileQueue("keeping", lanes.andThen(Workers.Lane::queue), this::keep);
    this.keepingMedia =
        new ProfileQueue("keeping files of", lanes.andThen(Workers.Lane::media), this::keepMedia);
  }

  /** With whom to speak; set once, before the first profile is held. */
  public void speakThrough(GossipRunner runner) {
    announcer.speakThrough(runner);
    runner.onHolders(this::held);
  }

  private void held(Effect.Held copy) {
    if (held.contains(copy.profile())) {
      copies.heard(copy.profile(), copy.snapshot(), copy.from());
    }
  }

  /** This profile is held from now on. */
  public void hold(Replica replica) {
    held.add(replica.profile());
    announcer.tell(new Input.Hold(replica.profile(), role(replica)));
    syncing.request(replica.profile());
    keeping.request(replica.profile());
  }

  private Input.Role role(Replica replica) {
    Policy policy = keeper.policy(replica);
    if (replica.own()) {
      return Input.Role.OWN;
    }
    if (policy.isQuiet()) {
      return Input.Role.QUIET;
    }
    return policy.keepsPosts() ? Input.Role.FOLLOWED : Input.Role.READ;
  }

  /** Whether others may be asked for news of a profile. */
  public boolean mayAsk(ProfileId profile) {
    return replicas.find(profile).filter(replica -> role(replica).asks()).isPresent();
  }

  /** Whether others may be told that a profile is held here. */
  public boolean mayTell(ProfileId profile) {
    return replicas.find(profile).filter(replica -> role(replica).tells()).isPresent();
  }

  /** Chooses what is kept of a followed profile, and sees to it. */
  public void choose(Replica replica, Policy policy) {
    keeper.choose(replica, policy);
    provider.stop(replica.profile());
    if (held.contains(replica.profile())) {
      hold(replica);
    }
  }

  /** This profile is no longer held. */
  public void drop(ProfileId profile) {
    held.remove(profile);
    announcer.drop(profile);
    provider.stop(profile);
    copies.forget(profile);
    waiting.drop(profile);
    unchecked.drop(profile);
    states.remove(profile);
    keepTroubles.remove(profile);
    mediaTroubles.remove(profile);
  }

  /** The set of a held profile changed here: bring it into the IPFS node and announce it. */
  public void changed(ProfileId profile) {
    keeping.request(profile);
  }

  /**
   * Compares what should be pinned of all profiles with what is, and repairs it, later; takes some
   * of what nobody needs from the IPFS node.
   */
  public void audit() {
    keeper.doubt();
    held.forEach(keeping::request);
    eraser.sweep(held.stream().flatMap(profile -> replicas.find(profile).stream()).toList());
    eraser.eraseThere();
  }

  /** What can be read before its history is checked. */
  public Unchecked unchecked() {
    return unchecked;
  }

  /** Sees to it that files of all profiles fit what is left for them. Returns at once. */
  public void shareRoom() {
    keeper.outgrown().forEach(keepingMedia::request);
  }

  /** How far a profile has come. */
  public SyncState state(ProfileId profile) {
    SyncState state = states.getOrDefault(profile, SyncState.START);
    Optional<SyncState.Trouble> trouble =
        state
            .trouble()
            .or(() -> Optional.ofNullable(keepTroubles.get(profile)))
            .or(() -> Optional.ofNullable(mediaTroubles.get(profile)));
    return new SyncState(state.phase(), state.packsDone(), state.packsTotal(), trouble);
  }

  /** Whether anything that somebody announced of a profile is still to be judged or fetched. */
  public boolean isComing(ProfileId profile) {
    return waiting.waits(profile);
  }

  /** Somebody announced a head. Returns at once. */
  public void announced(Effect.Announced head) {
    if (held.contains(head.profile())) {
      waiting.announced(head);
      syncing.request(head.profile());
    }
  }

  private void believed(Copy copy, Encoded<Head> head) {
    announcer.answerTwin(copy, head);
    listener.headBelieved(copy, head);
  }

  private Optional<Replica> find(ProfileId profile) {
    return held.contains(profile) ? replicas.find(profile) : Optional.empty();
  }

  private Optional<Duration> sync(ProfileId profile) {
    return find(profile).flatMap(this::sync);
  }

  private Optional<Duration> sync(Replica replica) {
    ProfileId profile = replica.profile();
    Optional<Cid> snapshot = replica.snapshot();
    SyncState state = state(profile);
    HeadRun.Outcome outcome;
    Pace.Run run = pace.begin(replica);
    try {
      outcome = heads.run(replica);
      settle(replica, outcome.trouble());
    } catch (RuntimeException e) {
      hindered(profile, e);
      throw e;
    } finally {
      run.end();
      boolean grew = !snapshot.equals(replica.snapshot());
      if (grew) {
        keeping.request(profile);
      }
      if (grew || !state.equals(state(profile))) {
        listener.profileChanged(profile);
      }
    }
    return outcome.isOver() ? again(outcome) : Optional.of(Duration.ZERO);
  }

  private void hindered(ProfileId profile, RuntimeException why) {
    if (held.contains(profile)) {
      states.compute(profile, (p, state) -> SyncState.of(state).withTrouble(why));
    }
  }

  /**
   * When to try again if nothing happens before.
   *
   * @throws RuntimeException if it is to be soon
   */
  private static Optional<Duration> again(HeadRun.Outcome outcome) {
    if (outcome.passing().isPresent()) {
      throw outcome.passing().get();
    }
    return outcome.limit().map(limit -> LIMIT_PAUSE);
  }

  /** Says how far the replica has come, and so to gossip if it has what a head says. */
  private void settle(Replica replica, Optional<RuntimeException> trouble) {
    ProfileId profile = replica.profile();
    boolean fits = Announcements.fitting(replica).findAny().isPresent();
    boolean any = fits || replica.heads().stream().anyMatch(head -> replica.isInStep(head.value()));
    boolean inStep = fits || (any && trouble.isEmpty());
    if (held.contains(profile)) {
      states.compute(
          profile,
          (p, state) -> {
            SyncState unhindered = trouble.isPresent() ? SyncState.of(state) : SyncState.START;
            SyncState reached = inStep ? SyncState.IN_STEP : unhindered;
            return trouble.map(reached::withTrouble).orElse(reached);
          });
    }
    announcer.settled(replica);
  }

  private Optional<Duration> keep(ProfileId profile) {
    Optional<Replica> found = find(profile);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Replica replica = found.get();
    try {
      eraser.eraseHere(replica).forEach(entry -> listener.postArrived(replica, entry));
      if (replica.summary().counts().live() == 0) {
        return Optional.empty();
      }
      boolean isLate = replica.summary().head().isEmpty();
      keepAndTell(replica);
      while (held.contains(profile) && !replica.makeNodes()) {
        log.debug("{}: nodes are made anew", profile);
      }
      if (isLate && replica.own()) {
        keepAndTell(replica);
      }
      keeper.keepLoose(replica);
      keepTroubles.remove(profile);
    } catch (RuntimeException e) {
      keepTroubles.put(profile, SyncState.Trouble.of(e));
      throw e;
    } finally {
      releaseIfDropped(profile);
    }
    eraser.eraseThere();
    if (held.contains(profile)) {
      if (role(replica).tells()) {
        provider.provide(profile);
      } else {
        provider.stop(profile);
      }
      keepingMedia.request(profile);
    }
    listener.profileChanged(profile);
    return Optional.empty();
  }

  /**
   * What others need to come in step is kept and said first; the rest of a large change may take
   * long.
   */
  private void keepAndTell(Replica replica) {
    if (replica.own()) {
      announcer.signIfNoneFits(replica);
    }
    saved(replica, keeper.keep(replica));
    if (replica.own() && announcer.announce(replica)) {
      states.compute(replica.profile(), (p, state) -> SyncState.of(state).inStep());
    }
  }

  private Optional<Duration> keepMedia(ProfileId profile) {
    Optional<Replica> found = find(profile);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      saved(found.get(), keeper.keepMedia(found.get()));
      mediaTroubles.remove(profile);
      shareRoom();
      eraser.eraseThere();
      if (keeper.isPinned(found.get())) {
        listener.kept(found.get());
      }
      return Optional.empty();
    } catch (LimitException e) {
      log.warn("{}: {}", profile, e.getMessage());
      mediaTroubles.put(profile, SyncState.Trouble.of(e));
      return Optional.of(LIMIT_PAUSE);
    } catch (RuntimeException e) {
      mediaTroubles.put(profile, SyncState.Trouble.of(e));
      throw e;
    } finally {
      releaseIfDropped(profile);
      listener.profileChanged(profile);
    }
  }

  private void saved(Replica replica, List<Cid> entries) {
    entries.forEach(entry -> listener.postSaved(replica, entry));
  }

  /** What was pinned while somebody let go of the profile. */
  private void releaseIfDropped(ProfileId profile) {
    if (held.contains(profile)) {
      return;
    }
    keepTroubles.remove(profile);
    mediaTroubles.remove(profile);
    try {
      keeper.release(profile);
      shareRoom();
    } catch (IpfsException e) {
      log.warn("{} stays pinned until the next start: {}", profile, e.getMessage());
    }
  }
}
