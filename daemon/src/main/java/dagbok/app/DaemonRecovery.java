package dagbok.app;

import dagbok.cid.Cid;
import dagbok.crypto.RecoveryPhrase;
import dagbok.profile.Doubt;
import dagbok.profile.KeyFolder;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.EntryWriter;
import dagbok.publish.Recoverer;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.sync.Finder;
import dagbok.sync.SyncService;
import dagbok.sync.SyncState;
import dagbok.web.port.Events;
import dagbok.web.port.Follows;
import dagbok.web.port.Recovery;
import dagbok.web.port.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Brings profiles back, and lets devices write again. */
final class DaemonRecovery implements Recovery {
  private static final int MAX_PEERS = 16;
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Whoever asks again later is to hear others again. */
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  /** So long others have to tell what is newer than what is here, once they are asked. */
  static final Duration LISTENING = Duration.ofSeconds(5);

  private final Database database;
  private final ReplicaBook replicas;
  private final Recoverer recoverer;
  private final EntryWriter writer;
  private final KeyFolder keys;
  private final SyncService sync;
  private final Finder finder;
  private final Reach reach;
  private final EventHub events;
  private final Duration listening;

  /** What is looked for: profiles that are on their way. */
  private final Map<ProfileId, Search> looking = new ConcurrentHashMap<>();

  /** Where others are asked, and until when they have to answer, in nanoseconds of this machine. */
  private record Search(List<String> peers, long until) {
    /** Whether it is the same, and not so long ago that others may have more by now. */
    boolean goesOn(List<String> others) {
      return peers.equals(others) && System.nanoTime() - until < MAX_AGE.toNanos();
    }
  }

  DaemonRecovery(
      Database database,
      ReplicaBook replicas,
      Recoverer recoverer,
      EntryWriter writer,
      KeyFolder keys,
      SyncService sync,
      Finder finder,
      Reach reach,
      EventHub events,
      Duration listening) {
    this.database = database;
    this.replicas = replicas;
    this.recoverer = recoverer;
    this.writer = writer;
    this.keys = keys;
    this.sync = sync;
    this.finder = finder;
    this.reach = reach;
    this.events = events;
    this.listening = listening;
  }

  @Override
  public Recovered recover(Request request) {
    RecoveryPhrase phrase = Phrase.parsed(request.phrase());
    if (request.peers().size() > MAX_PEERS) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          request.peers().size() + " addresses are more than " + MAX_PEERS,
          "Give those that are most likely to be up");
    }
    reach.check(request.peers());
    return Store.asked(() -> recover(phrase, request));
  }

  private Recovered recover(RecoveryPhrase phrase, Request request) {
    Replica replica = begun(phrase, request.peers());
    boolean ready = request.alone() || writer.find(replica).isPresent() || waitUntilInStep(replica);
    if (!ready) {
      return view(replica, Optional.empty());
    }
    Cid device = device(replica, phrase);
    looking.remove(replica.profile());
    sync.changed(replica.profile());
    events.profileChanged(replica.profile());
    return view(replica, Optional.of(device));
  }

  /** Held, and looked for where nobody looked yet. */
  private Replica begun(RecoveryPhrase phrase, List<String> peers) {
    Replica replica = ensured(phrase);
    Search search = looking.get(replica.profile());
    if (writer.find(replica).isPresent() || (search != null && search.goesOn(peers))) {
      return replica;
    }
    database.write(
        tx -> {
          ProfileTable.meet(tx, replica.row(), peers);
          return replica;
        });
    if (database.read(ProfileTable::inUse).isEmpty()) {
      replicas.use(replica);
    }
    sync.hold(replica);
    finder.look(replica.profile(), peers);
    looking.put(replica.profile(), new Search(peers, System.nanoTime() + listening.toNanos()));
    events.profileChanged(replica.profile());
    return replica;
  }

  private Replica ensured(RecoveryPhrase phrase) {
    try {
      return recoverer.begin(phrase);
    } catch (LimitException e) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, String.valueOf(e.getMessage()), e.cure(), Optional.empty(), e);
    }
  }

  private synchronized Cid device(Replica replica, RecoveryPhrase phrase) {
    return writer
        .find(replica)
        .map(KeyFolder.Key::device)
        .orElseGet(() -> recoverer.grant(replica, phrase));
  }

  /**
   * Whether all is here that devices signed and somebody announced; what is here from before may
   * lack what the profile key wrote elsewhere. What peers only claim to hold counts for nothing.
   */
  private boolean isInStep(Replica replica) {
    List<Encoded<Head>> heads = replica.heads();
    return !heads.isEmpty()
        && !sync.isComing(replica.profile())
        && heads.stream().allMatch(head -> replica.isInStep(head.value()))
        && replica.summary().counts().entries() > 1;
  }

  private boolean waitUntilInStep(Replica replica) {
    Semaphore news = new Semaphore(0);
    long end = System.nanoTime() + MAX_WAIT.toNanos();
    Events.Subscription subscription = events.subscribe(0, event -> news.release());
    try (subscription) {
      while (true) {
        long now = System.nanoTime();
        long unheard = listeningUntil(replica.profile(), now) - now;
        if (unheard <= 0 && isInStep(replica)) {
          return true;
        }
        long left = end - now;
        if (left <= 0) {
          return false;
        }
        var unused =
            news.tryAcquire(unheard > 0 ? Math.min(unheard, left) : left, TimeUnit.NANOSECONDS);
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long listeningUntil(ProfileId profile, long now) {
    Search search = looking.get(profile);
    return search == null ? now : search.until();
  }

  private Recovered view(Replica replica, Optional<Cid> device) {
    SyncState state = sync.state(replica.profile());
    Follows.Progress progress =
        switch (state.phase()) {
          case LOOKING -> Follows.Progress.LOOKING;
          case FETCHING -> Follows.Progress.FETCHING;
          case IN_STEP -> Follows.Progress.IN_STEP;
        };
    return new Recovered(
        replica.profile(), progress, state.packsDone(), state.packsTotal(), device);
  }

  @Override
  public void resume(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    Optional<Doubt> doubt = Store.asked(() -> writer.doubt(replica));
    if (doubt.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "no device of this machine is kept from writing to this profile",
          "dagbok status",
          Optional.of(profile.root()),
          null);
    }
    boolean any =
        keys.of(profile).stream()
            .map(key -> Store.asked(() -> replica.devices().resume(key.device())))
            .reduce(false, Boolean::logicalOr);
    if (!any) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "the newest entry that this machine's device is known to have written is not here, so"
              + " it would fork",
          "take it in with 'dagbok profile import FILE', or run 'dagbok profile recover'",
          Optional.of(profile.root()),
          null);
    }
    sync.changed(profile);
    events.profileChanged(profile);
    events.statusChanged();
  }
}
