package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.gossip.Effect;
import dagbok.gossip.GossipRunner;
import dagbok.gossip.Input;
import dagbok.ipfs.IpfsException;
import dagbok.keep.Keeper;
import dagbok.profile.Batch;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.work.ProfileQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of held profiles: takes announcements in, catches up, brings what changed into the IPFS
 * node, and announces what is new. Each profile's work is done in turn with the others'.
 * Thread-safe.
 */
public final class SyncService {
  private static final Logger log = LoggerFactory.getLogger(SyncService.class);
  private static final int MAX_WAITING_ANNOUNCEMENTS = 32;
  private static final int MAX_WAITING_OF_ONE_PEER = 8;
  private static final int MAX_PENDING_HEADS = 32;

  private final Replicas replicas;
  private final KeyFolder keys;
  private final HeadJudge judge;
  private final CatchUp catchUp;
  private final Keeper keeper;
  private final SyncListener listener;
  private final ProfileQueue syncing;
  private final ProfileQueue keeping;
  private final Set<ProfileId> held = ConcurrentHashMap.newKeySet();
  private final Map<ProfileId, Deque<Effect.Announced>> announcements = new ConcurrentHashMap<>();

  /**
   * Heads that were believed and not yet caught up with, the newest last. Several of one device
   * too: whoever stole its key may announce what nobody has, and must not hide the honest one's.
   */
  private final Map<ProfileId, Map<Cid, Encoded<Head>>> pending = new ConcurrentHashMap<>();

  private final Map<ProfileId, SyncState> states = new ConcurrentHashMap<>();
  private final Map<ProfileId, Cid> announced = new ConcurrentHashMap<>();
  private volatile Optional<GossipRunner> gossip = Optional.empty();

  /** {@code executor} does the work; it belongs to the caller. */
  public SyncService(
      Replicas replicas,
      KeyFolder keys,
      HeadJudge judge,
      CatchUp catchUp,
      Keeper keeper,
      SyncListener listener,
      ScheduledExecutorService executor) {
    this.replicas = replicas;
    this.keys = keys;
    this.judge = judge;
    this.catchUp = catchUp;
    this.keeper = keeper;
    this.listener = listener;
    this.syncing = new ProfileQueue("catching up with", executor, this::sync);
    this.keeping = new ProfileQueue("keeping", executor, this::keep);
  }

  /** With whom to speak; set once, before the first profile is held. */
  public void speakThrough(GossipRunner runner) {
    gossip = Optional.of(runner);
  }

  /** This profile is held from now on. */
  public void hold(Replica replica) {
    Input.Role role = replica.own() ? Input.Role.OWN : Input.Role.FOLLOWED;
    held.add(replica.profile());
    tell(new Input.Hold(replica.profile(), role));
    syncing.request(replica.profile());
    keeping.request(replica.profile());
  }

  /** This profile is no longer held. */
  public void drop(ProfileId profile) {
    held.remove(profile);
    tell(new Input.Drop(profile));
    announcements.remove(profile);
    pending.remove(profile);
    states.remove(profile);
    announced.remove(profile);
  }

  /** The set of a held profile changed here: bring it into the IPFS node and announce it. */
  public void changed(ProfileId profile) {
    keeping.request(profile);
  }

  /** How far a profile has come. */
  public SyncState state(ProfileId profile) {
    return states.getOrDefault(profile, SyncState.START);
  }

  /** Somebody announced a head. Returns at once. */
  public void announced(Effect.Announced head) {
    if (!held.contains(head.profile())) {
      return;
    }
    Deque<Effect.Announced> waiting =
        announcements.computeIfAbsent(head.profile(), profile -> new ArrayDeque<>());
    synchronized (waiting) {
      makeRoom(waiting, head.from());
      waiting.addLast(head);
    }
    syncing.request(head.profile());
  }

  /** Who announces much pushes out his own first. */
  private static void makeRoom(Deque<Effect.Announced> waiting, String from) {
    List<Effect.Announced> same =
        waiting.stream().filter(other -> other.from().equals(from)).toList();
    if (same.size() >= MAX_WAITING_OF_ONE_PEER) {
      waiting.removeFirstOccurrence(same.get(0));
    } else if (waiting.size() >= MAX_WAITING_ANNOUNCEMENTS) {
      waiting.removeFirst();
    }
  }

  private Optional<Replica> find(ProfileId profile) {
    return held.contains(profile) ? replicas.find(profile) : Optional.empty();
  }

  private Optional<Duration> sync(ProfileId profile) {
    find(profile).ifPresent(this::sync);
    return Optional.empty();
  }

  private void sync(Replica replica) {
    ProfileId profile = replica.profile();
    Cid snapshot = replica.derived().snapshot().cid();
    SyncState state = state(profile);
    try {
      waiting(profile).forEach(announced -> judge(replica, announced.announcement()));
      Optional<IpfsException> trouble = catchUp(replica);
      settle(replica, trouble);
      if (trouble.isPresent()) {
        throw trouble.get(); // so that it is tried again
      }
    } finally {
      boolean grew = !snapshot.equals(replica.derived().snapshot().cid());
      if (grew) {
        keeping.request(profile);
      }
      if (grew || !state.equals(state(profile))) {
        listener.profileChanged(profile);
      }
    }
  }

  private List<Effect.Announced> waiting(ProfileId profile) {
    Deque<Effect.Announced> waiting = announcements.get(profile);
    if (waiting == null) {
      return List.of();
    }
    synchronized (waiting) {
      List<Effect.Announced> all = new ArrayList<>(waiting);
      waiting.clear();
      return all;
    }
  }

  private void judge(Replica replica, Message.Announcement announcement) {
    Encoded<Head> head = announcement.head();
    Optional<String> objection = judge.objection(replica, announcement);
    if (objection.isPresent()) {
      log.info("{}: head {} is not believed: {}", replica.profile(), head.cid(), objection.get());
      listener.headRefused(replica.profile());
      return;
    }
    Replica.Taken taken = replica.take(new Batch(announcement.items(), announcement.contents()));
    if (!taken.refused().isEmpty()) {
      log.info(
          "{}: of what came with head {}, {} entries are refused, the first since {}",
          replica.profile(),
          head.cid(),
          taken.refused().size(),
          taken.refused().get(0).why());
    }
    taken.arrived().forEach(entry -> listener.postArrived(replica, entry));
    if (catchUp.isInStep(replica, head.value())) {
      keepHead(replica, head);
      return;
    }
    Map<Cid, Encoded<Head>> heads = pending(replica.profile());
    heads.remove(head.cid());
    heads.put(head.cid(), head);
    if (heads.size() > MAX_PENDING_HEADS) {
      heads.remove(heads.keySet().iterator().next());
    }
  }

  /** Belongs to who catches up with the profile, which nobody does twice at a time. */
  private Map<Cid, Encoded<Head>> pending(ProfileId profile) {
    return pending.computeIfAbsent(profile, p -> new LinkedHashMap<>());
  }

  /** Catches up with all heads, whatever becomes of each; what stood in the way of the last. */
  private Optional<IpfsException> catchUp(Replica replica) {
    Map<Cid, Encoded<Head>> pending = pending(replica.profile());
    Map<Cid, Encoded<Head>> heads = new LinkedHashMap<>();
    replica.heads().forEach(head -> heads.put(head.cid(), head));
    heads.putAll(pending);
    List<Encoded<Head>> newestFirst = new ArrayList<>(heads.values());
    Collections.reverse(newestFirst);
    Optional<IpfsException> trouble = Optional.empty();
    for (Encoded<Head> head : newestFirst) {
      try {
        if (catchUp(replica, head)) {
          keepHead(replica, head);
        }
        pending.remove(head.cid());
      } catch (IpfsException e) {
        trouble = Optional.of(e);
        if (known(replica, head).isEmpty()) {
          replica.keepHead(head);
        }
        if (e.reason() == IpfsException.Reason.AWAY) {
          return trouble;
        }
        log.info("{}: head {} waits: {}", replica.profile(), head.cid(), e.getMessage());
      }
    }
    return trouble;
  }

  /** Keeps a head that one is in step with, unless one of its device stands that says more. */
  private static void keepHead(Replica replica, Encoded<Head> head) {
    Optional<Encoded<Head>> known = known(replica, head);
    Cid snapshot = replica.derived().snapshot().cid();
    boolean better =
        known.isEmpty()
            || (!known.get().value().snapshot().equals(snapshot)
                && known.get().value().seq() < head.value().seq());
    boolean fits = head.value().snapshot().equals(snapshot);
    if ((better || fits) && !known.equals(Optional.of(head))) {
      replica.keepHead(head);
    }
  }

  private static Optional<Encoded<Head>> known(Replica replica, Encoded<Head> head) {
    return replica.heads().stream()
        .filter(other -> other.value().device().equals(head.value().device()))
        .findFirst();
  }

  /** Whether the replica is in step with a head now; if not, the head is not worth waiting for. */
  private boolean catchUp(Replica replica, Encoded<Head> head) {
    if (judge.objection(replica, head.value()).isPresent()
        || catchUp.isBad(replica, head.value())) {
      return false;
    }
    if (catchUp.isInStep(replica, head.value())) {
      return true;
    }
    ProfileId profile = replica.profile();
    states.compute(profile, (p, state) -> SyncState.of(state).fetching(0, 0));
    boolean inStep =
        catchUp.run(
            replica,
            head,
            (done, total, arrived) -> {
              states.compute(profile, (p, state) -> SyncState.of(state).fetching(done, total));
              arrived.forEach(entry -> listener.postArrived(replica, entry));
              listener.profileChanged(profile);
            });
    if (!inStep) {
      log.warn("{}: head {} holds what is not right; it is left aside", profile, head.cid());
    }
    return inStep;
  }

  /** Says how far the replica has come, and so to gossip if it has what a head says. */
  private void settle(Replica replica, Optional<IpfsException> trouble) {
    Optional<Encoded<Head>> fitting = fitting(replica).findFirst();
    boolean any =
        fitting.isPresent()
            || replica.heads().stream().anyMatch(head -> catchUp.isInStep(replica, head.value()));
    boolean inStep = fitting.isPresent() || (any && trouble.isEmpty());
    states.compute(
        replica.profile(),
        (p, state) -> {
          SyncState unhindered = trouble.isPresent() ? SyncState.of(state) : SyncState.START;
          SyncState reached = inStep ? SyncState.IN_STEP : unhindered;
          return trouble.map(reached::withTrouble).orElse(reached);
        });
    if (fitting.isEmpty()) {
      return;
    }
    Announcements.bare(replica, fitting.get())
        .ifPresent(
            bare ->
                tell(
                    new Input.Newest(
                        replica.profile(), fitting.get().cid(), bare.encode(), Optional.empty())));
  }

  /** The heads that say what the replica is, the one that came last first. */
  private static Stream<Encoded<Head>> fitting(Replica replica) {
    Cid snapshot = replica.derived().snapshot().cid();
    return replica.heads().stream().filter(head -> head.value().snapshot().equals(snapshot));
  }

  private Optional<Duration> keep(ProfileId profile) {
    Optional<Replica> found = find(profile);
    if (found.isEmpty() || found.get().derived().live().isEmpty()) {
      return Optional.empty();
    }
    Replica replica = found.get();
    try {
      keeper.keep(replica).forEach(entry -> listener.postSaved(replica, entry));
      states.computeIfPresent(profile, (p, state) -> state.withoutTrouble());
    } catch (IpfsException e) {
      states.compute(profile, (p, state) -> SyncState.of(state).withTrouble(e));
      throw e;
    } finally {
      if (!held.contains(profile)) { // dropped meanwhile
        keeper.release(profile);
      }
    }
    if (replica.own()) {
      announce(replica);
    }
    listener.profileChanged(profile);
    return Optional.empty();
  }

  /** Announces the newest head of one's own device, with what it carries, once. */
  private void announce(Replica replica) {
    Optional<Encoded<Head>> head =
        fitting(replica).filter(h -> keys.find(h.value().device()).isPresent()).findFirst();
    if (head.isEmpty()) {
      return;
    }
    states.put(replica.profile(), SyncState.IN_STEP);
    if (head.get().cid().equals(announced.put(replica.profile(), head.get().cid()))) {
      return;
    }
    Optional<Message.Announcement> bare = Announcements.bare(replica, head.get());
    Optional<Message.Announcement> full = Announcements.full(replica, head.get());
    if (bare.isPresent() && full.isPresent()) {
      tell(
          new Input.Newest(
              replica.profile(),
              head.get().cid(),
              bare.get().encode(),
              full.map(Message.Announcement::encode)));
    }
  }

  private void tell(Input input) {
    gossip.ifPresent(runner -> runner.tell(input));
  }
}
