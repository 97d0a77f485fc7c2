package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.dag.Derived;
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
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
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

  private final Replicas replicas;
  private final KeyFolder keys;
  private final HeadJudge judge;
  private final CatchUp catchUp;
  private final Keeper keeper;
  private final SyncListener listener;
  private final ProfileQueue syncing;
  private final ProfileQueue keeping;
  private final Map<ProfileId, Deque<Message.Announcement>> announcements =
      new ConcurrentHashMap<>();
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
    tell(new Input.Hold(replica.profile(), role));
    syncing.request(replica.profile());
    keeping.request(replica.profile());
  }

  /** This profile is no longer held. */
  public void drop(ProfileId profile) {
    tell(new Input.Drop(profile));
    announcements.remove(profile);
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
    Deque<Message.Announcement> waiting =
        announcements.computeIfAbsent(head.profile(), profile -> new ArrayDeque<>());
    synchronized (waiting) {
      if (waiting.size() >= MAX_WAITING_ANNOUNCEMENTS) {
        waiting.removeFirst();
      }
      waiting.addLast(head.announcement());
    }
    syncing.request(head.profile());
  }

  private Optional<Duration> sync(ProfileId profile) {
    Optional<Replica> held = replicas.find(profile);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Replica replica = held.get();
    Cid before = replica.derived().snapshot().cid();
    try {
      waiting(profile).forEach(announcement -> judge(replica, announcement));
      for (Encoded<Head> head : replica.heads()) {
        catchUp(replica, head);
      }
      settle(replica);
    } catch (IpfsException e) {
      states.compute(profile, (p, state) -> SyncState.of(state).withTrouble(e));
      throw e;
    } finally {
      if (!before.equals(replica.derived().snapshot().cid())) {
        keeping.request(profile);
        listener.profileChanged(profile);
      }
    }
    return Optional.empty();
  }

  private List<Message.Announcement> waiting(ProfileId profile) {
    Deque<Message.Announcement> waiting = announcements.get(profile);
    if (waiting == null) {
      return List.of();
    }
    synchronized (waiting) {
      List<Message.Announcement> all = new ArrayList<>(waiting);
      waiting.clear();
      return all;
    }
  }

  private void judge(Replica replica, Message.Announcement announcement) {
    Encoded<Head> head = announcement.head();
    Optional<String> objection = judge.objection(replica, announcement);
    if (objection.isPresent()) {
      log.info("{}: head {} is not believed: {}", replica.profile(), head.cid(), objection.get());
      return;
    }
    Replica.Taken taken = replica.take(new Batch(announcement.items(), announcement.contents()));
    taken
        .refused()
        .forEach(
            r -> log.info("{}: entry {} is refused: {}", replica.profile(), r.entry(), r.why()));
    taken.arrived().forEach(entry -> listener.postArrived(replica, entry));
    keepHead(replica, head);
  }

  /** Keeps a head unless a newer one of its device stands, which fits what one has. */
  private void keepHead(Replica replica, Encoded<Head> head) {
    Optional<Encoded<Head>> known =
        replica.heads().stream()
            .filter(other -> other.value().device().equals(head.value().device()))
            .findFirst();
    boolean fits = head.value().snapshot().equals(replica.derived().snapshot().cid());
    if (known.isEmpty() || fits || known.get().value().seq() < head.value().seq()) {
      replica.keepHead(head);
    }
  }

  private void catchUp(Replica replica, Encoded<Head> head) {
    if (judge.objection(replica, head.value()).isPresent()
        || catchUp.isInStep(replica, head.value())) {
      return;
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
  }

  /** Says so if the replica is in step with the newest heads. */
  private void settle(Replica replica) {
    Optional<Encoded<Head>> fitting = fitting(replica);
    if (fitting.isEmpty()) {
      return;
    }
    states.put(replica.profile(), SyncState.IN_STEP);
    Announcements.bare(replica, fitting.get())
        .ifPresent(
            bare ->
                tell(
                    new Input.Newest(
                        replica.profile(), fitting.get().cid(), bare.encode(), Optional.empty())));
  }

  private static Optional<Encoded<Head>> fitting(Replica replica) {
    Derived derived = replica.derived();
    return replica.heads().stream()
        .filter(head -> head.value().snapshot().equals(derived.snapshot().cid()))
        .findFirst();
  }

  private Optional<Duration> keep(ProfileId profile) {
    Optional<Replica> held = replicas.find(profile);
    if (held.isEmpty() || held.get().derived().live().isEmpty()) {
      return Optional.empty();
    }
    Replica replica = held.get();
    try {
      keeper.keep(replica).forEach(entry -> listener.postSaved(replica, entry));
      states.computeIfPresent(profile, (p, state) -> state.withoutTrouble());
    } catch (IpfsException e) {
      states.compute(profile, (p, state) -> SyncState.of(state).withTrouble(e));
      throw e;
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
        fitting(replica).filter(h -> keys.find(h.value().device()).isPresent());
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
