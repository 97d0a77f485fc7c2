package dagbok.keep;

import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Allowance;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeletedCopyTable;
import dagbok.store.FileTable;
import dagbok.store.ProfileTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pins the files that a profile's posts link to, as far as its policy and the quota go: all of them
 * with the snapshot that leads to them, else lists of those that are chosen. Thread-safe.
 */
final class FilesKeeper {
  /** So many links in one list, and up to twice as many. */
  private static final int LIST_LINKS = 8_192;

  private static final int MAX_LISTS = 256;

  private final Database database;
  private final PinBook pins;
  private final Allowance allowance;
  private final Policies policies;
  private final MediaCheck check;
  private final Quota quota;
  private final Clock clock;

  /** What each followed profile was given of the quota. */
  private final Map<ProfileId, Grant> granted = new ConcurrentHashMap<>();

  private boolean knowsAll;

  FilesKeeper(
      Blocks blocks,
      Database database,
      PinBook pins,
      Allowance allowance,
      Policies policies,
      Clock clock) {
    this.database = database;
    this.pins = pins;
    this.allowance = allowance;
    this.policies = policies;
    this.check = new MediaCheck(blocks);
    this.quota = new Quota(allowance.allFileBytes());
    this.clock = clock;
  }

  /**
   * Which files a policy keeps.
   *
   * @param total how many these are, and their bytes; not counted of one's own, which have no bound
   * @param some the files, where not all of the profile's are kept
   */
  record Choice(FileTable.Total total, Optional<Map<Cid, Long>> some) {
    static final Choice NONE = of(Map.of());
    static final Choice ALL = new Choice(new FileTable.Total(0, 0), Optional.empty());

    static Choice of(Map<Cid, Long> some) {
      long bytes = some.values().stream().mapToLong(size -> size).sum();
      return new Choice(new FileTable.Total(some.size(), bytes), Optional.of(some));
    }
  }

  /**
   * What a profile was given.
   *
   * @param bytes of its files
   * @param room what it might have had
   * @param wants what it would have had if there were no others
   */
  private record Grant(long bytes, long room, long wants) {
    private boolean isOutgrown(long share) {
      return bytes > share || (room < wants && share > room);
    }

    private Grant within(long share) {
      return new Grant(Math.min(bytes, share), Math.min(wants, share), wants);
    }
  }

  /** One pin, and the files that it keeps with what is said of their length. */
  private record Wanted(KeepUnit unit, Map<Cid, Long> files) {}

  /**
   * Brings the pins up to date. What nobody gives holds up no other file.
   *
   * @param pinned what is pinned for files now
   * @throws LimitException if a file is other than its post says
   * @throws IpfsException if files could not be had
   */
  void keep(Replica replica, Replica.Summary summary, Map<Cid, String> pinned) {
    Choice choice = replica.own() ? Choice.ALL : choose(replica, summary);
    List<Wanted> wanted = wanted(replica, choice, summary);
    deleted(replica).ifPresent(files -> wanted.add(0, files)); // before the snapshot lets them go
    Map<Cid, String> rest = new LinkedHashMap<>(pinned);
    wanted.forEach(one -> rest.remove(one.unit().root()));
    wanted.removeIf(one -> pinned.containsKey(one.unit().root()));
    Set<Cid> listed = wanted.isEmpty() ? Set.of() : listed(pinned);
    Optional<IpfsException> trouble = Optional.empty();
    for (Wanted one : wanted) {
      try {
        check(replica, choice, one, summary, rest, listed);
        boolean unused = pins.pin(replica, one.unit(), rest); // whose contents are always there
      } catch (IpfsException e) {
        if (e.reason() != IpfsException.Reason.NOT_FOUND) {
          throw e;
        }
        trouble = trouble.or(() -> Optional.of(e));
      } catch (LimitException e) {
        pins.unpin(replica, pinned); // or what was deleted since would stay with it
        throw e;
      }
    }
    if (trouble.isPresent()) {
      throw trouble.get();
    }
    pins.unpin(replica, rest);
  }

  /** What a policy would keep, if it were chosen now; changes nothing. */
  Choice preview(Replica replica, Replica.Summary summary, Policy policy) {
    return choice(replica, summary, policy, wants -> quota.shareIf(replica.profile(), wants));
  }

  /** What is to be kept of a followed profile from now on. */
  private Choice choose(Replica replica, Replica.Summary summary) {
    Policy policy = policies.of(replica);
    if (!policy.keepsFiles()) {
      forget(replica.profile());
      return Choice.NONE;
    }
    Choice choice =
        choice(replica, summary, policy, wants -> quota.share(replica.profile(), wants));
    long wants = quota.wants(replica.profile());
    long room = Math.min(wants, quota.share());
    granted.put(replica.profile(), new Grant(choice.total().bytes(), room, wants));
    return choice;
  }

  /** What is given to whoever wants so many bytes. */
  private interface Share {
    long of(long wants);
  }

  private Choice choice(Replica replica, Replica.Summary summary, Policy policy, Share share) {
    if (!policy.keepsFiles()) {
      return Choice.NONE;
    }
    FileTable.Wish wish = wish(replica, summary, policy);
    FileTable.Total total = database.read(tx -> FileTable.total(tx, wish));
    if (replica.own()) {
      return new Choice(total, Optional.empty());
    }
    learnAll();
    long room = share.of(Math.min(total.bytes(), allowance.fileBytes()));
    return policy.keepsEverything() && total.bytes() <= room
        ? new Choice(total, Optional.empty())
        : Choice.of(database.read(tx -> FileTable.newest(tx, wish, room)));
  }

  private FileTable.Wish wish(Replica replica, Replica.Summary summary, Policy policy) {
    long height =
        KeepPlan.kept(replica, summary, policy).stream()
            .findFirst()
            .map(PackRef::lowHeight)
            .orElse(0L);
    return wish(replica.row(), policy, height);
  }

  private FileTable.Wish wish(long row, Policy policy, long height) {
    long since = policy.filesSince(clock.instant().getEpochSecond());
    return new FileTable.Wish(row, policy.fileBytes(), since, height);
  }

  /** What the others want is known before the first is given something. */
  private synchronized void learnAll() {
    if (knowsAll) {
      return;
    }
    for (ProfileTable.Row row : database.read(ProfileTable::all)) {
      Policy policy = policies.of(row);
      if (!row.own() && policy.keepsFiles()) {
        FileTable.Wish wish = wish(row.id(), policy, 0);
        long wants = database.read(tx -> FileTable.total(tx, wish)).bytes();
        long unused = quota.share(row.profile(), Math.min(wants, allowance.fileBytes()));
      }
    }
    knowsAll = true;
  }

  /** May be changed. */
  private static List<Wanted> wanted(Replica replica, Choice choice, Replica.Summary summary) {
    if (choice.some().isEmpty()) {
      Cid snapshot = summary.room().orElseThrow().cid();
      KeepUnit.Contents none = KeepUnit.Contents.of(List.of());
      KeepUnit unit = new KeepUnit(snapshot, KeepUnit.SNAPSHOT, none);
      return new ArrayList<>(List.of(new Wanted(unit, Map.of())));
    }
    Map<Cid, Long> files = choice.some().get();
    int lists = 1;
    while (lists < MAX_LISTS && files.size() / lists > 2 * LIST_LINKS) {
      lists *= 2;
    }
    Map<Integer, Map<Cid, Long>> byList = new TreeMap<>();
    for (Map.Entry<Cid, Long> file : files.entrySet()) {
      int list = (file.getKey().digest()[0] & 0xff) * lists / MAX_LISTS;
      byList.computeIfAbsent(list, l -> new LinkedHashMap<>()).put(file.getKey(), file.getValue());
    }
    List<Wanted> wanted = new ArrayList<>();
    byList
        .values()
        .forEach(
            some ->
                wanted.add(new Wanted(KeepUnit.ofFiles(replica.profile(), some.keySet()), some)));
    return wanted;
  }

  /** The files of what other devices of one's own deleted, as long as copies of that are sealed. */
  private Optional<Wanted> deleted(Replica replica) {
    Set<Cid> files = database.read(tx -> DeletedCopyTable.files(tx, replica.row()));
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Wanted(KeepUnit.ofFiles(replica.profile(), files), Map.of()));
  }

  /** {@code listed}: files that were checked when the lists were pinned that have them. */
  private void check(
      Replica replica,
      Choice choice,
      Wanted wanted,
      Replica.Summary summary,
      Map<Cid, String> pinned,
      Set<Cid> listed) {
    if (replica.own()) {
      return;
    }
    if (choice.some().isEmpty()) {
      allowance.checkDisk(replica);
      Optional<Cid> before = PinBook.previous(wanted.unit(), pinned);
      check.check(replica, summary.room().orElseThrow().value(), before);
      return;
    }
    Map<Cid, Long> fresh = new LinkedHashMap<>(wanted.files());
    fresh.keySet().removeAll(listed);
    if (!fresh.isEmpty()) {
      allowance.checkDisk(replica);
      check.check(replica, fresh);
    }
  }

  /** The files in the lists that are pinned. */
  private Set<Cid> listed(Map<Cid, String> pinned) {
    Set<Cid> files = new HashSet<>();
    pinned.forEach(
        (list, name) -> {
          if (name.equals(KeepUnit.FILES)) {
            files.addAll(pins.linksOf(list));
          }
        });
    return files;
  }

  /**
   * Profiles that have more than what is left for them since others came, or for which more is left
   * since others went; each is named once.
   */
  List<ProfileId> outgrown() {
    long share = quota.share();
    List<ProfileId> outgrown = new ArrayList<>();
    granted.replaceAll(
        (profile, grant) -> {
          if (!grant.isOutgrown(share)) {
            return grant;
          }
          outgrown.add(profile);
          return grant.within(share);
        });
    return outgrown;
  }

  /** A profile wants no files any more. */
  void forget(ProfileId profile) {
    quota.forget(profile);
    granted.remove(profile);
  }
}
