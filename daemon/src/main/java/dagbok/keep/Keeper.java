package dagbok.keep;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.profile.Allowance;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.FileTable;
import dagbok.store.OutboxTable;
import dagbok.store.PostTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Puts what is missing of a profile into the IPFS node, pins it, and unpins what it replaces: first
 * all that is here, then the files that it links to, which may have to be waited for. Done again it
 * changes nothing; interrupted anywhere it can be done again. Calls of one method for one profile
 * follow one another; all others may run beside each other.
 */
public final class Keeper {
  private static final int OUTBOX_PAGE_BLOCKS = 64;
  private static final int MAX_BEGINNINGS = 16;

  /** What a node with one parent has, about. */
  private static final int NODE_BYTES = 130;

  private final Blocks blocks;
  private final Database database;
  private final Policies policies;
  private final PinBook pins;
  private final FilesKeeper files;

  private final Object comparing = new Object();

  /** Those whose notes on pins agree with the IPFS node. */
  private final Set<ProfileId> compared = ConcurrentHashMap.newKeySet();

  /** The snapshots of which all is kept that is to be. */
  private final Map<ProfileId, Cid> kept = new ConcurrentHashMap<>();

  /** On this IPFS node, within what other people's profiles may take. */
  public Keeper(Blocks blocks, Pins pins, Database database, Allowance allowance, Clock clock) {
    this.blocks = blocks;
    this.database = database;
    this.policies = new Policies(database);
    this.pins = new PinBook(blocks, pins, database);
    this.files = new FilesKeeper(blocks, database, this.pins, allowance, policies, clock);
  }

  /**
   * Brings the IPFS node up to date with all of a replica but its files and loose objects; which
   * posts are there now and were not before. Waits for nobody.
   *
   * @throws IpfsException if the IPFS node is away
   */
  public List<Cid> keep(Replica replica) {
    return inAgreement(replica, this::bringUpToDate);
  }

  /**
   * Brings the IPFS node up to date with the loose objects of a replica, where its policy keeps
   * them; all its nodes are to be made. Waits for nobody.
   *
   * @throws IpfsException if the IPFS node is away
   */
  public void keepLoose(Replica replica) {
    List<Cid> unused = inAgreement(replica, this::bringLoose);
  }

  /**
   * Pins the files that posts link to, fetching what is missing, if {@link #keep} has brought all
   * else; which posts are there now and were not before.
   *
   * @throws IpfsException if the IPFS node is away or lacks files that nobody gives
   * @throws LimitException if a file of a followed profile is other than its post says
   */
  public List<Cid> keepMedia(Replica replica) {
    return inAgreement(replica, this::bringMedia);
  }

  /** After anything that failed, one looks again what is pinned. */
  private List<Cid> inAgreement(Replica replica, Function<Replica, List<Cid>> work) {
    try {
      compare(replica);
      return work.apply(replica);
    } catch (RuntimeException e) {
      compared.remove(replica.profile());
      throw e;
    }
  }

  private void compare(Replica replica) {
    synchronized (comparing) {
      if (!compared.contains(replica.profile())) {
        pins.compare(replica);
        compared.add(replica.profile());
      }
    }
  }

  private List<Cid> bringMedia(Replica replica) {
    Replica.Moment moment = replica.moment();
    Policy policy = policies.of(replica);
    kept.remove(replica.profile());
    Map<Cid, String> pinned = pins.noted(replica);
    if (moment.summary().isFull() || !hasPacks(replica, moment.summary(), policy, pinned)) {
      return List.of();
    }
    pinned.values().removeIf(name -> !KeepUnit.keepsFiles(name));
    List<Cid> outbox = putOutbox(replica, moment);
    files.keep(replica, moment.summary(), pinned);
    if (policies.of(replica).equals(policy)) {
      kept.put(replica.profile(), moment.summary().room().orElseThrow().cid());
    }
    return saved(replica, outbox, moment.unsaved());
  }

  private static boolean hasPacks(
      Replica replica, Replica.Summary summary, Policy policy, Map<Cid, String> pinned) {
    return !policy.keepsPosts()
        || pinned.containsKey(KeepPlan.packs(replica, summary, policy).root());
  }

  /** Of a set that changes meanwhile, some packs can't be made any more: then it begins anew. */
  private List<Cid> bringUpToDate(Replica replica) {
    for (int i = 0; i < MAX_BEGINNINGS; i++) {
      Optional<List<Cid>> saved = bring(replica, replica.moment());
      if (saved.isPresent()) {
        return saved.get();
      }
    }
    throw new IpfsException(
        IpfsException.Reason.FAILED,
        "the profile changes faster than it can be kept",
        "Wait; it goes on by itself",
        null);
  }

  private Optional<List<Cid>> bring(Replica replica, Replica.Moment moment) {
    List<Cid> outbox = putOutbox(replica, moment);
    List<KeepUnit> wanted = KeepPlan.of(replica, moment.summary(), database, policies.of(replica));
    if (!pinAll(
        replica, wanted, name -> !KeepUnit.keepsFiles(name) && !KeepUnit.keepsLoose(name))) {
      return Optional.empty();
    }
    Set<Cid> files = new HashSet<>();
    List<Cid> whole = new ArrayList<>();
    for (Cid entry : moment.unsaved()) {
      List<Cid> linked = linked(replica, entry);
      files.addAll(linked);
      if (linked.isEmpty()) {
        whole.add(entry);
      }
    }
    outbox.removeAll(files);
    return Optional.of(saved(replica, outbox, whole));
  }

  private List<Cid> bringLoose(Replica replica) {
    List<KeepUnit> wanted =
        KeepPlan.loose(replica, replica.summary(), database, policies.of(replica));
    boolean unused = pinAll(replica, wanted, KeepUnit::keepsLoose); // else with what came since
    return List.of();
  }

  /**
   * Pins what is wanted, and unpins all others whose names are {@code of} the same kind. False if
   * something of it can't be made any more.
   */
  private boolean pinAll(Replica replica, List<KeepUnit> wanted, Predicate<String> of) {
    Map<Cid, String> pinned = pins.noted(replica);
    Map<Cid, String> obsolete = new LinkedHashMap<>(pinned);
    obsolete.values().removeIf(of.negate());
    for (KeepUnit unit : wanted) {
      if (!pinned.containsKey(unit.root()) && !pins.pin(replica, unit, obsolete)) {
        return false;
      }
    }
    wanted.forEach(unit -> obsolete.remove(unit.root()));
    pins.unpin(replica, obsolete);
    return true;
  }

  private static List<Cid> linked(Replica replica, Cid entry) {
    return replica
        .member(entry)
        .flatMap(Member::payload)
        .map(payload -> payload.value().packing().linked())
        .orElse(List.of());
  }

  private List<Cid> saved(Replica replica, List<Cid> outbox, List<Cid> entries) {
    return database.write(
        tx -> {
          OutboxTable.remove(tx, replica.row(), outbox);
          return PostTable.saved(tx, replica.row(), entries);
        });
  }

  private List<Cid> putOutbox(Replica replica, Replica.Moment moment) {
    List<Cid> put = new ArrayList<>();
    long place = 0;
    while (true) {
      long after = place;
      List<OutboxTable.Row> page =
          database.read(
              tx ->
                  OutboxTable.page(
                      tx, replica.row(), after, moment.outboxEnd(), OUTBOX_PAGE_BLOCKS));
      if (page.isEmpty()) {
        return put;
      }
      blocks.put(page.stream().map(OutboxTable.Row::block).toList());
      page.forEach(waiting -> put.add(waiting.block().cid()));
      place = page.get(page.size() - 1).id();
    }
  }

  /**
   * Chooses what is kept of a followed profile; {@link #keep} and {@link #keepMedia} then see to
   * it.
   */
  public void choose(Replica replica, Policy policy) {
    policies.choose(replica, policy);
    kept.remove(replica.profile());
  }

  /** What is kept of a profile. */
  public Policy policy(Replica replica) {
    return policies.of(replica);
  }

  /**
   * What a policy costs.
   *
   * @param packs that are kept, and their bytes
   * @param files that are kept, and their bytes as posts say, within the quota
   * @param looseBytes of the objects that are kept singly beside them, about
   */
  public record Cost(long packs, long packBytes, long files, long fileBytes, long looseBytes) {}

  /** What a policy would cost for a profile as far as it is here. */
  public Cost cost(Replica replica, Policy policy) {
    Replica.Summary summary = replica.summary();
    List<PackRef> packs = policy.keepsPosts() ? KeepPlan.kept(replica, summary, policy) : List.of();
    FileTable.Total total = files.preview(replica, summary, policy).total();
    long bytes = packs.stream().mapToLong(PackRef::bytes).sum();
    long items = packs.stream().mapToLong(PackRef::items).sum();
    long loose = policy.isMirror() ? bytes + items * NODE_BYTES : 0;
    return new Cost(packs.size(), bytes, total.files(), total.bytes(), loose);
  }

  /** From now on nothing that was noted of pins is believed before it was compared again. */
  public void doubt() {
    compared.clear();
  }

  /** Profiles whose files no longer fit what is left for them, or that may have more by now. */
  public List<ProfileId> outgrown() {
    return files.outgrown();
  }

  /** Unpins all that is kept of a profile, its snapshot last. */
  public void release(ProfileId profile) {
    compared.remove(profile);
    kept.remove(profile);
    policies.forget(profile);
    files.forget(profile);
    pins.release(profile);
  }

  /**
   * Unpins what is left of profiles that are not held: whoever let go of them may have found the
   * IPFS node away.
   */
  public void sweep(Predicate<ProfileId> isHeld) {
    pins.sweep(isHeld);
  }

  /** Whether anything of a profile is to be pinned. */
  public boolean isToBePinned(Replica replica) {
    return policies.of(replica).keepsPosts();
  }

  /** Whether all that is to be kept of a profile as it is now is pinned. */
  public boolean isPinned(Replica replica) {
    Optional<Cid> snapshot = replica.snapshot();
    return policies.of(replica).keepsPosts()
        && snapshot.isPresent()
        && (snapshot.equals(Optional.ofNullable(kept.get(replica.profile())))
            || pins.noted(replica).containsKey(snapshot.get()));
  }
}
