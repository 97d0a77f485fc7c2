package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.web.port.Profiles.Imported;
import dagbok.web.port.Refusal;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes in CAR files of profiles (interface.md, profile import), in whole or several in any order,
 * as often as wanted. Nothing of a file becomes visible before all of its profile is there and was
 * checked. Thread-safe.
 */
public final class CarImport {
  private static final int MAX_PUT_BLOCKS = 300;
  private static final long MAX_PUT_BYTES = 32L << 20;
  private static final long MAX_TAKEN_BYTES = 8L << 20;

  private final Path temporary;
  private final Replicas replicas;
  private final Blocks blocks;
  private final BlockSource held;

  /** With the folder for temporary files, and where blocks and profiles go. */
  public CarImport(Path temporary, Replicas replicas, Database database, Blocks blocks) {
    this.temporary = temporary;
    this.replicas = replicas;
    this.blocks = blocks;
    this.held = Sources.local(database, blocks);
  }

  /**
   * Reads a CAR to its end, checks the profile whose head or snapshot is among its roots, takes the
   * entries in and keeps the file's blocks in the IPFS node, but for what was deleted since. What
   * is not in this file but was in one before is found in the IPFS node. The caller closes {@code
   * car}.
   *
   * @param took given the replica as soon as anything may have been taken into it, even if not all
   *     could be
   * @throws Refusal {@code BAD_DATA} if the file is damaged, or its profile is not what its head
   *     says: nothing of it is kept; {@code INCOMPLETE} if head, snapshot or packs are in another
   *     file: its blocks are kept
   */
  public Imported read(InputStream car, Consumer<Replica> took) {
    try (CarSpool spool = CarSpool.read(temporary, car)) {
      if (spool.damage().isPresent()) {
        throw Refusals.badFile(
            "the file is damaged: " + spool.damage().get(), "Get the file again and import that");
      }
      return read(spool, took);
    } catch (IpfsException e) {
      throw Refusals.of(e);
    }
  }

  private Imported read(CarSpool spool, Consumer<Replica> took) {
    BlockSource source = spool.or(held);
    Claim claim = claim(spool, source);
    Snapshot snapshot = snapshot(claim, spool, source);
    requirePacks(snapshot, spool, source);
    check(claim, source);
    keepMedia(spool, claim);
    Replica replica = replicas.ensure(claim.profile());
    try {
      Imported imported = take(replica, claim, snapshot, source);
      keep(spool, superseded(snapshot, replica));
      return imported;
    } finally {
      took.accept(replica);
    }
  }

  private static void check(Claim claim, BlockSource source) {
    List<String> faults;
    try {
      faults = new ProfileCheck(source, ProfileCheck.Media.UNCHECKED).run(claim.root()).faults();
    } catch (SchemaException e) {
      faults = List.of(e.expected() + " is missing");
    }
    if (!faults.isEmpty()) {
      throw Refusals.badFile(
          "the profile in the file is not what it says: " + faults.get(0),
          "Get the file from somebody else; nothing of it was taken");
    }
  }

  private Claim claim(CarSpool spool, BlockSource source) {
    boolean missing = spool.roots().isEmpty();
    for (Cid root : spool.roots()) {
      Optional<Block> block = source.find(root);
      Optional<Claim> claim = block.flatMap(Claim::of);
      if (claim.isPresent()) {
        return claim.get();
      }
      missing |= block.isEmpty();
    }
    if (!missing) {
      throw Refusals.badFile(
          "the file's root is neither a head nor a snapshot",
          "give a file that 'dagbok profile export' made");
    }
    keep(spool);
    throw Refusals.incomplete("the head of the profile is not in the file");
  }

  private Snapshot snapshot(Claim claim, CarSpool spool, BlockSource source) {
    Optional<Block> block = source.find(claim.snapshot());
    if (block.isEmpty()) {
      keep(spool);
      throw Refusals.incomplete("the snapshot of profile " + claim.profile() + " is missing");
    }
    return decode(block.get(), Snapshot::decode);
  }

  private static <T> T decode(Block block, Encoded.Decoder<T> decoder) {
    try {
      return decoder.decode(block.bytes());
    } catch (SchemaException e) {
      throw Refusals.badFile(
          block.cid() + ": expected " + e.expected() + ", found " + e.found(),
          "Get the file from somebody else; nothing of it was taken");
    }
  }

  private void requirePacks(Snapshot snapshot, CarSpool spool, BlockSource source) {
    List<PackRef> packs = snapshot.packs();
    long missing =
        packs.stream()
            .filter(ref -> !spool.has(ref.pack()) && source.find(ref.pack()).isEmpty())
            .count();
    if (missing > 0) {
      keep(spool);
      throw Refusals.incomplete(
          missing
              + " of the "
              + packs.size()
              + " packs of profile "
              + snapshot.profile()
              + " are missing");
    }
  }

  private void keep(CarSpool spool) {
    put(spool, block -> true);
  }

  private void keep(CarSpool spool, Predicate<Cid> without) {
    put(spool, block -> without.negate().test(block.cid()));
  }

  /**
   * Before any entry is taken: what the entries say can be packed anew at any time, but files are
   * in the CAR only.
   */
  private void keepMedia(CarSpool spool, Claim claim) {
    Predicate<Cid> without =
        replicas.find(claim.profile()).map(CarImport::unneeded).orElse(cid -> false);
    put(
        spool,
        block ->
            ProfileCheck.MEDIA_CODECS.contains(block.cid().codec()) && !without.test(block.cid()));
  }

  private static Predicate<Cid> unneeded(Replica replica) {
    return cid -> replica.read(history -> history.isUnneeded(cid));
  }

  private void put(CarSpool spool, Predicate<Block> wanted) {
    spool.inBatches(
        MAX_PUT_BLOCKS,
        MAX_PUT_BYTES,
        batch -> {
          List<Block> some = batch.stream().filter(wanted).toList();
          if (!some.isEmpty()) {
            blocks.put(some);
          }
        });
  }

  /** An old file must not bring back, as blocks, what was deleted since. */
  private static Predicate<Cid> superseded(Snapshot snapshot, Replica replica) {
    Set<Cid> superseded = new HashSet<>();
    snapshot.packs().forEach(ref -> superseded.add(ref.pack()));
    replica.read(History::packs).forEach(ref -> superseded.remove(ref.pack()));
    return unneeded(replica).or(superseded::contains);
  }

  private static Imported take(
      Replica replica, Claim claim, Snapshot snapshot, BlockSource source) {
    Intake intake = new Intake(replica);
    for (PackRef ref : snapshot.packs()) {
      Block block = source.find(ref.pack()).orElseThrow(() -> Refusals.missing(ref.pack()));
      intake.add(decode(block, Pack::decode), block.bytes().length);
    }
    intake.flush();
    claim.head().filter(head -> isNews(replica, head)).ifPresent(replica::keepHead);
    int entries = (int) replica.summary().counts().kept();
    int live = (int) replica.summary().counts().live();
    return new Imported(claim.profile(), entries, live, intake.added);
  }

  /** An old file must not take the place of what a device in force said later. */
  private static boolean isNews(Replica replica, Encoded<Head> head) {
    Cid device = head.value().device();
    return replica.read(history -> history.isInForce(device))
        && replica.heads().stream()
            .filter(known -> known.value().device().equals(device))
            .allMatch(known -> known.value().seq() < head.value().seq());
  }

  /** Several packs at a time, since each time is a transaction. */
  private static final class Intake {
    private final Replica replica;
    private final List<Item> items = new ArrayList<>();
    private final List<Block> contents = new ArrayList<>();
    private long bytes;
    private long added;

    Intake(Replica replica) {
      this.replica = replica;
    }

    void add(Pack pack, long packBytes) {
      items.addAll(pack.items());
      contents.addAll(pack.contents());
      bytes += packBytes;
      if (bytes >= MAX_TAKEN_BYTES) {
        flush();
      }
    }

    void flush() {
      Replica.Taken taken = replica.take(Batch.of(items, contents));
      if (!taken.whole()) {
        throw new IllegalStateException("entries that were checked are not accepted: " + taken);
      }
      added += taken.accepted();
      items.clear();
      contents.clear();
      bytes = 0;
    }
  }
}
