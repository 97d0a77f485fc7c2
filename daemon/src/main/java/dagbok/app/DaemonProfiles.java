package dagbok.app;

import dagbok.archive.CarExport;
import dagbok.archive.CarImport;
import dagbok.cid.Cid;
import dagbok.keep.Keeper;
import dagbok.pinning.RemoteKeeper;
import dagbok.pinning.RemotePin;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.ProfileFounder;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Limits;
import dagbok.schema.ProfileId;
import dagbok.schema.ShareLink;
import dagbok.store.Database;
import dagbok.store.FollowingTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import dagbok.sync.Copies;
import dagbok.sync.SyncService;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The profiles that this daemon holds. */
final class DaemonProfiles implements Profiles {
  /** So many letters of a root CID's end are taken for the profile; pages show as many. */
  private static final int MIN_END_CHARS = 6;

  /** What is at least so long was meant as a CID. */
  private static final int MIN_CID_CHARS = 40;

  private final Database database;
  private final ReplicaBook replicas;
  private final ProfileFounder founder;
  private final Names names;
  private final SyncService sync;
  private final Keeper keeper;
  private final CarExport export;
  private final CarImport imports;
  private final Supplier<List<String>> addresses;
  private final Copies copies;
  private final Optional<RemoteKeeper> remote;
  private final EventHub events;

  DaemonProfiles(
      Database database,
      ReplicaBook replicas,
      ProfileFounder founder,
      Names names,
      SyncService sync,
      Keeper keeper,
      CarExport export,
      CarImport imports,
      Supplier<List<String>> addresses,
      Copies copies,
      Optional<RemoteKeeper> remote,
      EventHub events) {
    this.database = database;
    this.replicas = replicas;
    this.founder = founder;
    this.names = names;
    this.sync = sync;
    this.keeper = keeper;
    this.export = export;
    this.imports = imports;
    this.addresses = addresses;
    this.copies = copies;
    this.remote = remote;
    this.events = events;
  }

  @Override
  public List<ProfileView> list() {
    Following following = database.read(tx -> Following.of(tx, FollowingTable.all(tx)));
    return database.read(ProfileTable::all).stream()
        .flatMap(
            row ->
                replicas.find(row.profile()).map(replica -> view(row, replica, following)).stream())
        .sorted(
            Comparator.comparing(ProfileView::own)
                .reversed()
                .thenComparing(ProfileView::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  @Override
  public ProfileView get(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    ProfileTable.Row row = database.read(tx -> ProfileTable.find(tx, profile)).orElseThrow();
    return view(
        row, replica, database.read(tx -> Following.of(tx, FollowingTable.to(tx, row.id()))));
  }

  @Override
  public Optional<ProfileView> inUse() {
    return database
        .read(ProfileTable::inUse)
        .map(ProfileTable.Row::profile)
        .filter(profile -> replicas.find(profile).isPresent())
        .map(this::get);
  }

  /** Who of one's own profiles follows which. */
  private record Following(
      Optional<Long> inUse, Map<Long, ProfileId> own, Map<Long, List<FollowingTable.Row>> all) {
    private static Following of(Tx tx, List<FollowingTable.Row> rows) {
      return new Following(
          ProfileTable.inUse(tx).map(ProfileTable.Row::id),
          ProfileTable.own(tx).stream()
              .collect(Collectors.toMap(ProfileTable.Row::id, ProfileTable.Row::profile)),
          rows.stream().collect(Collectors.groupingBy(FollowingTable.Row::profile)));
    }

    private List<FollowingTable.Row> to(long profile) {
      return all.getOrDefault(profile, List.of());
    }

    private boolean isFollowed(long profile) {
      return to(profile).stream().anyMatch(row -> row.own().equals(inUse));
    }

    private List<ProfileId> by(long profile) {
      return to(profile).stream()
          .flatMap(row -> row.own().stream())
          .flatMap(row -> Optional.ofNullable(own.get(row)).stream())
          .toList();
    }
  }

  @Override
  public List<HolderView> holders(ProfileId profile) {
    Optional<Cid> snapshot = new Held(replicas).get(profile).snapshot();
    return copies.of(profile).stream()
        .map(
            holder ->
                new HolderView(
                    holder.peer(),
                    holder.snapshot(),
                    snapshot.equals(Optional.of(holder.snapshot())),
                    holder.since().getEpochSecond(),
                    holder.seen().getEpochSecond()))
        .toList();
  }

  @Override
  public Optional<ServiceView> service(ProfileId profile) {
    Optional<Cid> newest = new Held(replicas).get(profile).snapshot();
    return remote.flatMap(
        keeper -> keeper.state(profile).map(state -> view(keeper, state, newest)));
  }

  private static ServiceView view(
      RemoteKeeper keeper, RemoteKeeper.State state, Optional<Cid> newest) {
    return new ServiceView(
        keeper.host(),
        state.snapshot(),
        state.status().name().toLowerCase(Locale.ROOT),
        state.status() == RemotePin.Status.PINNED && state.snapshot().equals(newest),
        state.details());
  }

  private ProfileView view(ProfileTable.Row row, Replica replica, Following following) {
    Optional<Names.Described> described = names.describe(replica);
    List<Encoded<Head>> heads = replica.heads();
    boolean any = replica.summary().counts().live() > 0;
    Optional<Encoded<Head>> fitting =
        heads.stream()
            .filter(head -> Optional.of(head.value().snapshot()).equals(replica.snapshot()))
            .findFirst();
    return new ProfileView(
        row.profile(),
        names.name(replica),
        described.flatMap(d -> d.profile().about()),
        described.flatMap(d -> d.content(d.profile().avatar())),
        described.map(d -> d.profile().links()).orElse(List.of()),
        row.own(),
        row.inUse(),
        following.isFollowed(row.id()),
        following.by(row.id()),
        (int) replica.summary().counts().kept(),
        (int) replica.summary().counts().live(),
        fitting.or(() -> heads.stream().findFirst()).map(Encoded::cid),
        any ? replica.snapshot() : Optional.empty(),
        heads.stream().anyMatch(head -> replica.isInStep(head.value())),
        keeper.isToBePinned(replica) ? Optional.of(keeper.isPinned(replica)) : Optional.empty(),
        shareLink(row.profile()));
  }

  /** Without our addresses where others are not to know that it is here. */
  private String shareLink(ProfileId profile) {
    List<String> where = sync.mayTell(profile) ? addresses.get() : List.of();
    return new ShareLink(profile, where).toString();
  }

  @Override
  public Created create(String name) {
    if (name.isBlank()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "a profile needs a name", "dagbok profile create NAME");
    }
    try {
      Created created = Store.asked(() -> founder.found(name.strip()));
      sync.hold(new Held(replicas).get(created.profile()));
      events.profileChanged(created.profile());
      return created;
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the name is longer than a name may be, or no text",
          "Choose one of at most "
              + Limits.MAX_TEXT_BYTES
              + " plain letters; others take more room",
          Optional.empty(),
          e);
    }
  }

  @Override
  public ProfileView use(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    if (!replica.own()) {
      throw InUse.notOwn(names.name(replica), profile);
    }
    Store.asked(() -> replicas.use(replica));
    return get(profile);
  }

  /** What is a CID is never taken for a name, since anybody may call themselves by one. */
  @Override
  public ProfileId resolve(String text) {
    try {
      return ShareLink.parse(text).profile();
    } catch (IllegalArgumentException e) {
      return named(text.strip(), e);
    }
  }

  /** By its name, or by the end of its root CID, as pages and timelines show it. */
  private ProfileId named(String name, IllegalArgumentException whyNoCid) {
    List<ProfileId> named = matching(r -> names.name(r).equalsIgnoreCase(name));
    if (named.isEmpty() && name.length() >= MIN_END_CHARS) {
      named = matching(r -> r.profile().toString().endsWith(name));
    }
    if (named.size() > 1) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          named.size() + " profiles are called \"" + name + "\"",
          "run 'dagbok profile list', and name it by its root CID");
    }
    return named.stream().findFirst().orElseThrow(() -> nobody(name, whyNoCid));
  }

  private List<ProfileId> matching(Predicate<Replica> which) {
    return replicas.all().stream().filter(which).map(Replica::profile).toList();
  }

  private static Refusal nobody(String name, IllegalArgumentException whyNoCid) {
    boolean meantAsCid = name.length() >= MIN_CID_CHARS || name.contains(":");
    String what =
        meantAsCid
            ? "\"" + shortened(name) + "\" is no profile: " + whyNoCid.getMessage()
            : "no profile called \"" + shortened(name) + "\" is here";
    return new Refusal(
        Refusal.Reason.BAD_INPUT, what, "run 'dagbok profile list'", Optional.empty(), whyNoCid);
  }

  private static String shortened(String text) {
    int most = 80;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  @Override
  public void exportCar(ProfileId profile, ExportScope scope, OutputStream out) {
    export.write(new Held(replicas).get(profile), scope, out);
  }

  @Override
  public Imported importCar(InputStream in) {
    return Store.asked(() -> imports.read(in, sync::hold));
  }
}
