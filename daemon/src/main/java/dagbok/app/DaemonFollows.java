package dagbok.app;

import dagbok.doctor.Lookout;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.ipfs.PubSub;
import dagbok.keep.Keeper;
import dagbok.keep.Policy;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.schema.Topic;
import dagbok.store.Database;
import dagbok.store.FollowingTable;
import dagbok.store.ProfileTable;
import dagbok.sync.Finder;
import dagbok.sync.SyncService;
import dagbok.sync.SyncState;
import dagbok.web.port.Follows;
import dagbok.web.port.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Following and unfollowing. */
final class DaemonFollows implements Follows {
  private static final Logger log = LoggerFactory.getLogger(DaemonFollows.class);
  private static final int MAX_PEERS = 16;
  private static final int MAX_NEARBY = 100;

  private final Database database;
  private final InUse inUse;
  private final Followers followers;
  private final ReplicaBook replicas;
  private final Names names;
  private final SyncService sync;
  private final Finder finder;
  private final Keeper keeper;
  private final PubSub pubSub;
  private final Peers peers;
  private final EventHub events;
  private final Clock clock;
  private final Lookout lookout;
  private final Reach reach;
  private final Supplier<List<Nearby>> nearby;

  /** Held by whoever follows or unfollows: a copy is not forgotten while somebody follows it. */
  private final ReentrantLock turns = new ReentrantLock();

  DaemonFollows(
      Database database,
      ReplicaBook replicas,
      Names names,
      SyncService sync,
      Finder finder,
      Keeper keeper,
      PubSub pubSub,
      Peers peers,
      EventHub events,
      Clock clock,
      Reach reach,
      Supplier<List<Nearby>> nearby) {
    this.database = database;
    this.inUse = new InUse(database);
    this.followers = new Followers(database, inUse);
    this.replicas = replicas;
    this.names = names;
    this.sync = sync;
    this.finder = finder;
    this.keeper = keeper;
    this.pubSub = pubSub;
    this.peers = peers;
    this.events = events;
    this.clock = clock;
    this.lookout = new Lookout(clock, reach::covers);
    this.reach = reach;
    this.nearby = nearby;
  }

  @Override
  public FollowView follow(Request request) {
    if (request.peers().size() > MAX_PEERS) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          request.peers().size() + " addresses are more than " + MAX_PEERS,
          "Give those that are most likely to be up");
    }
    reach.check(request.peers());
    Optional<Long> own = inUse.row(request.as());
    turns.lock();
    try {
      return Store.asked(() -> followed(request, own));
    } finally {
      turns.unlock();
    }
  }

  private FollowView followed(Request request, Optional<Long> own) {
    Optional<Policy> policy = request.policy().map(DaemonPolicies::parsed);
    Replica replica = ensured(request.profile());
    if (replica.own()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          names.name(replica) + " is a profile of your own",
          "Give this CID to a friend, so that they follow you",
          Optional.of(request.profile().root()),
          null);
    }
    database.write(
        tx -> {
          long now = clock.instant().getEpochSecond();
          FollowingTable.follow(
              tx, new FollowingTable.Row(own, replica.row(), now, request.stream(), request.tag()));
          if (!request.peers().isEmpty()) { // else those that another of one's own gave stay
            ProfileTable.locate(tx, replica.row(), request.peers());
          }
          return replica;
        });
    policy.ifPresent(chosen -> sync.choose(replica, chosen));
    sync.hold(replica);
    ProfileTable.Row row = row(request.profile());
    finder.look(request.profile(), row.peers());
    events.profileChanged(request.profile());
    return justAsked(view(row, replica));
  }

  /** Addresses that were given just now are only being tried. */
  private FollowView justAsked(FollowView view) {
    boolean looks = view.progress() == Progress.LOOKING;
    boolean hindered = sync.state(view.profile()).trouble().isPresent();
    return looks && !hindered
        ? new FollowView(
            view.profile(),
            view.name(),
            view.peers(),
            view.progress(),
            view.entries(),
            view.packsDone(),
            view.packsTotal(),
            Optional.empty())
        : view;
  }

  private Replica ensured(ProfileId profile) {
    try {
      return replicas.ensure(profile);
    } catch (LimitException e) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          String.valueOf(e.getMessage()),
          e.cure(),
          Optional.of(profile.root()),
          e);
    }
  }

  private ProfileTable.Row row(ProfileId profile) {
    return database.read(tx -> ProfileTable.find(tx, profile)).orElseThrow();
  }

  @Override
  public void unfollow(ProfileId profile, Optional<ProfileId> as) {
    Optional<Long> own = inUse.row(as);
    turns.lock();
    try {
      leave(profile, own);
    } finally {
      turns.unlock();
    }
    events.profileChanged(profile);
  }

  private void leave(ProfileId profile, Optional<Long> own) {
    boolean isUnread = replicas.unopened(profile).isPresent();
    String name = isUnread ? Names.unknown(profile) : names.name(new Held(replicas).get(profile));
    ProfileTable.Row row = row(profile);
    refuseOwn(row, name);
    boolean isLeft = Store.asked(() -> database.write(tx -> Followers.leave(tx, row, own)));
    if (!isLeft && forget(row, own)) {
      release(profile);
    }
  }

  /** Forgets what only {@code own} follows; whether it did, since others may follow by now. */
  private boolean forget(ProfileTable.Row row, Optional<Long> own) {
    ProfileId profile = row.profile();
    sync.drop(profile);
    finder.stop(profile);
    try {
      return Store.asked(() -> replicas.forget(profile, tx -> !Followers.leave(tx, row, own)));
    } finally {
      if (replicas.holds(profile)) {
        replicas.find(profile).ifPresent(sync::hold);
        finder.look(profile, row.peers());
      }
    }
  }

  private static void refuseOwn(ProfileTable.Row row, String name) {
    if (row.own()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          name + " is a profile of your own, which one does not follow",
          "dagbok profile list",
          Optional.of(row.profile().root()),
          null);
    }
  }

  private void release(ProfileId profile) {
    try {
      keeper.release(profile);
      sync.shareRoom();
    } catch (IpfsException e) {
      log.warn("{} stays pinned until the next start: {}", profile, e.getMessage());
    }
  }

  @Override
  public List<FollowView> list(Optional<ProfileId> as) {
    Set<Long> followed = followers.of(as);
    return database.read(ProfileTable::all).stream()
        .filter(row -> followed.contains(row.id()))
        .flatMap(row -> view(row).stream())
        .toList();
  }

  private Optional<FollowView> view(ProfileTable.Row row) {
    return replicas
        .find(row.profile())
        .map(replica -> view(row, replica))
        .or(() -> replicas.unopened(row.profile()).map(closed -> view(row, closed.why())));
  }

  private static FollowView view(ProfileTable.Row row, LimitException why) {
    return new FollowView(
        row.profile(),
        Names.unknown(row.profile()),
        row.peers(),
        Progress.LOOKING,
        0,
        0,
        0,
        Optional.of(why.getMessage() + ". " + why.cure()));
  }

  private FollowView view(ProfileTable.Row row, Replica replica) {
    SyncState state = sync.state(row.profile());
    Progress progress =
        switch (state.phase()) {
          case LOOKING -> Progress.LOOKING;
          case FETCHING -> Progress.FETCHING;
          case IN_STEP -> Progress.IN_STEP;
        };
    return new FollowView(
        row.profile(),
        names.name(replica),
        row.peers(),
        progress,
        (int) replica.summary().counts().live(),
        state.packsDone(),
        state.packsTotal(),
        lookout.of(row, state).map(DaemonFollows::inWords));
  }

  /** What is wrong and what to do, in one text. */
  private static String inWords(Lookout.Trouble trouble) {
    String fix = trouble.fix();
    String cure =
        fix.startsWith("dagbok ")
            ? "Run '" + fix + "'"
            : fix.substring(0, 1).toUpperCase(Locale.ROOT) + fix.substring(1);
    return trouble.text() + ". " + cure;
  }

  @Override
  public List<Nearby> nearby() {
    return nearby.get().stream().limit(MAX_NEARBY).toList();
  }

  @Override
  public List<PeerView> peers() {
    try {
      Map<String, List<ProfileId>> speaking = new LinkedHashMap<>();
      for (Replica replica : replicas.all()) {
        for (String peer : pubSub.peers(Topic.of(replica.profile()).name())) {
          speaking.computeIfAbsent(peer, p -> new ArrayList<>()).add(replica.profile());
        }
      }
      Map<String, List<String>> connected = new LinkedHashMap<>();
      for (Peers.Peer peer : peers.connected()) {
        connected.computeIfAbsent(peer.id(), p -> new ArrayList<>()).add(peer.address());
      }
      speaking.keySet().forEach(peer -> connected.putIfAbsent(peer, List.of()));
      return connected.entrySet().stream()
          .map(
              peer ->
                  new PeerView(
                      peer.getKey(),
                      peer.getValue(),
                      speaking.getOrDefault(peer.getKey(), List.of())))
          .toList();
    } catch (IpfsException e) {
      throw Ipfs.refusal(e, Optional.empty());
    }
  }
}
