package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import dagbok.profile.Allowance;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.FileTable;
import dagbok.store.ProfileTable;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Pins the files that a profile's posts link to, as far as its policy and the quota go: all of them
 * with the snapshot that leads to them, else lists of those that are chosen. Thread-safe.
 */
final class FilesKeeper {
  /** So many links in one list, and up to twice as many. */
  private static final int LIST_LINKS = 8_192;

  private static final int MAX_LISTS = 256;

  private final Blocks blocks;
  private final Database database;
  private final PinBook pins;
  private final Allowance allowance;
  private final Policies policies;
  private final MediaCheck check;
  private final Quota quota;
  private final Clock clock;

  /** What each profile was given of the quota. */
  private final Map<ProfileId, Long> granted = new ConcurrentHashMap<>();

  private boolean knowsAll;

  FilesKeeper(
      Blocks blocks,
      Database database,
      PinBook pins,
      Allowance allowance,
      Policies policies,
      Clock clock) {
    this.blocks = blocks;
    this.database = database;
    this.pins = pins;
    this.allowance = allowance;
    this.policies = policies;
    this.check = new MediaCheck(blocks);
    this.quota = new Quota(allowance.allFileBytes());
    this.clock = clock;
  }

  /** Which files a policy would keep now. {@code isAll}: whether these are all that there are. */
  record Choice(Map<Cid, Long> files, boolean isAll) {
    long bytes() {
      return files.values().stream().mapToLong(size -> size).sum();
    }
  }

  /**
   * Brings the pins up to date.
   *
   * @param pinned what is pinned for files now
   * @throws LimitException if a file is other than its post says
   */
  void keep(Replica replica, Replica.Summary summary, Map<Cid, String> pinned) {
    Choice choice = choice(replica, summary, policies.of(replica));
    granted.put(replica.profile(), choice.bytes());
    List<KeepUnit> wanted = units(choice, summary);
    Map<Cid, String> rest = new LinkedHashMap<>(pinned);
    wanted.forEach(unit -> rest.remove(unit.root()));
    if (wanted.stream().anyMatch(unit -> !pinned.containsKey(unit.root()))) {
      allowance.checkDisk(replica);
      checkFiles(replica, choice, summary, pinned);
    }
    for (KeepUnit unit : wanted) {
      if (!pinned.containsKey(unit.root())) {
        pins.pin(replica, unit, rest);
      }
    }
    pins.unpin(replica, rest);
  }

  /** What a policy keeps of a profile's files, within the quota. */
  Choice choice(Replica replica, Replica.Summary summary, Policy policy) {
    if (!policy.keepsFiles()) {
      quota.forget(replica.profile());
      return new Choice(Map.of(), /* isAll= */ false);
    }
    FileTable.Wish wish = wish(replica, summary, policy);
    FileTable.Total total = database.read(tx -> FileTable.total(tx, wish));
    long room = room(replica, total.bytes());
    boolean isAll = policy.keepsEverything() && total.bytes() <= room;
    return new Choice(database.read(tx -> FileTable.newest(tx, wish, room)), isAll);
  }

  private FileTable.Wish wish(Replica replica, Replica.Summary summary, Policy policy) {
    long height =
        KeepPlan.kept(replica, summary, policy).stream()
            .findFirst()
            .map(PackRef::lowHeight)
            .orElse(0L);
    long since = policy.filesSince(clock.instant().getEpochSecond());
    return new FileTable.Wish(replica.row(), policy.fileBytes(), since, height);
  }

  private long room(Replica replica, long wanted) {
    if (replica.own()) {
      return Long.MAX_VALUE;
    }
    learnAll();
    return quota.share(replica.profile(), Math.min(wanted, allowance.fileBytes()));
  }

  /** What the others want is known before the first is given something. */
  private synchronized void learnAll() {
    if (knowsAll) {
      return;
    }
    for (ProfileTable.Row row : database.read(ProfileTable::all)) {
      Policy policy = policies.of(row);
      if (!row.own() && policy.keepsFiles()) {
        long since = policy.filesSince(clock.instant().getEpochSecond());
        FileTable.Wish wish = new FileTable.Wish(row.id(), policy.fileBytes(), since, 0);
        long wanted = database.read(tx -> FileTable.total(tx, wish)).bytes();
        quota.share(row.profile(), Math.min(wanted, allowance.fileBytes()));
      }
    }
    knowsAll = true;
  }

  private static List<KeepUnit> units(Choice choice, Replica.Summary summary) {
    if (choice.isAll()) {
      Cid snapshot = summary.room().orElseThrow().cid();
      KeepUnit.Contents none = KeepUnit.Contents.of(List.of());
      return List.of(new KeepUnit(snapshot, KeepUnit.SNAPSHOT, none));
    }
    int lists = 1;
    while (lists < MAX_LISTS && choice.files().size() / lists > 2 * LIST_LINKS) {
      lists *= 2;
    }
    int count = lists;
    return choice.files().keySet().stream()
        .collect(Collectors.groupingBy(file -> (file.digest()[0] & 0xff) * count / MAX_LISTS))
        .values()
        .stream()
        .map(KeepUnit::ofFiles)
        .toList();
  }

  private void checkFiles(
      Replica replica, Choice choice, Replica.Summary summary, Map<Cid, String> pinned) {
    if (replica.own()) {
      return;
    }
    try {
      if (choice.isAll()) {
        Optional<Cid> before =
            pinned.entrySet().stream()
                .filter(pin -> pin.getValue().equals(KeepUnit.SNAPSHOT))
                .map(Map.Entry::getKey)
                .findFirst();
        check.check(replica, summary.room().orElseThrow().value(), before);
      } else {
        Map<Cid, Long> fresh = new LinkedHashMap<>(choice.files());
        fresh.keySet().removeAll(listed(pinned));
        check.check(replica, fresh);
      }
    } catch (LimitException e) {
      pins.unpin(replica, pinned); // or what was deleted since would stay with it
      throw e;
    }
  }

  /** The files in the lists that are pinned. */
  private Set<Cid> listed(Map<Cid, String> pinned) {
    Set<Cid> files = new HashSet<>();
    try {
      for (Map.Entry<Cid, String> pin : pinned.entrySet()) {
        if (pin.getValue().equals(KeepUnit.FILES)) {
          Optional<Block> list = blocks.local(pin.getKey());
          if (list.isPresent()) {
            files.addAll(Links.of(list.get()));
          }
        }
      }
    } catch (DecodeException e) {
      throw new IllegalStateException("one's own list can't be read", e);
    }
    return files;
  }

  /** Profiles that have more than what is left for them since others came. */
  List<ProfileId> crowded() {
    long share = quota.share();
    return granted.entrySet().stream()
        .filter(grant -> grant.getValue() > share)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A profile is held no longer. */
  void forget(ProfileId profile) {
    quota.forget(profile);
    granted.remove(profile);
  }
}
