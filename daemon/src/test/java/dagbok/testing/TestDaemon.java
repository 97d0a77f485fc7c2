package dagbok.testing;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.gossip.GossipRunner;
import dagbok.ipfs.UploadGate;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.keep.Eraser;
import dagbok.keep.Keeper;
import dagbok.media.FileType;
import dagbok.profile.Allowance;
import dagbok.profile.Budget;
import dagbok.profile.Copy;
import dagbok.profile.KeyFolder;
import dagbok.profile.PhraseFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.Author;
import dagbok.publish.EntryWriter;
import dagbok.publish.ProfileFounder;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import dagbok.store.Database;
import dagbok.store.FollowingTable;
import dagbok.store.PostTable;
import dagbok.store.ProfileTable;
import dagbok.sync.CatchUp;
import dagbok.sync.Copies;
import dagbok.sync.Discoveries;
import dagbok.sync.HeadJudge;
import dagbok.sync.Provider;
import dagbok.sync.SyncListener;
import dagbok.sync.SyncService;
import dagbok.web.port.Posts.Draft;
import dagbok.web.port.Posts.Published;
import dagbok.work.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * A daemon without its web page: a store in a folder, its parts as in the program, and an IPFS node
 * in memory. Nothing happens in the background before a profile is held, and its work costs nothing
 * unless a test says so.
 */
public final class TestDaemon implements AutoCloseable {
  /** What time it is in all tests. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

  private static final Budget PLENTY = Budget.STANDARD;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public final MemoryIpfs ipfs;
  public final WatchedBlocks blocks;
  public final Database database;
  public final KeyFolder keys;
  public final PhraseFolder phrases;
  public final ReplicaBook replicas;
  public final Allowance allowance;
  public final ProfileFounder founder;
  public final EntryWriter writer;
  public final Author author;
  public final Keeper keeper;
  public final Copies copies;
  public final UploadGate gate = new UploadGate();
  public final Eraser eraser;
  public final SyncService sync;
  public final Discoveries discoveries = new Discoveries(Verifier.ed25519(), CLOCK);

  /** Entries of which the daemon said that they became visible. */
  public final List<Cid> arrived = new CopyOnWriteArrayList<>();

  /** Those that could be read before their history was checked, and those of them that stayed. */
  public final List<Cid> seen = new CopyOnWriteArrayList<>();

  public final List<Cid> checked = new CopyOnWriteArrayList<>();

  /** Whether it stops writing when somebody else signs heads with its key. */
  public volatile boolean mindsTwins = true;

  private final Path folder;
  private final Budget budget;
  public final GossipRunner gossip;
  private final Map<ProfileId, Duration> costs = new ConcurrentHashMap<>();
  private final Map<Thread, Long> spent = new ConcurrentHashMap<>();
  private final Workers workers = new Workers(() -> spent.getOrDefault(Thread.currentThread(), 0L));

  /** Opens what is in the folder, and makes it if need be. */
  public TestDaemon(Path folder, MemoryIpfs ipfs) {
    this(folder, ipfs, PLENTY);
  }

  /** The same, with what other people's profiles may take. */
  public TestDaemon(Path folder, MemoryIpfs ipfs, Budget budget) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.folder = folder;
    this.budget = budget;
    this.ipfs = ipfs;
    this.blocks = new WatchedBlocks(ipfs.blocks());
    this.database = Database.open(folder.resolve("dagbok.db"));
    this.keys = new KeyFolder(folder.resolve("keys"));
    this.phrases = new PhraseFolder(folder.resolve("keys"));
    this.replicas = new ReplicaBook(database, CLOCK, Verifier.ed25519());
    this.allowance = new Allowance(replicas::followedBytes, budget, () -> false);
    SecureRandom random = new SecureRandom();
    this.founder = new ProfileFounder(replicas, keys, phrases, CLOCK, random);
    this.writer = new EntryWriter(keys, CLOCK, random);
    this.author = new Author(writer, blocks, gate, new FileType());
    this.keeper = new Keeper(blocks, ipfs.pins(), database, allowance, CLOCK);
    this.copies =
        new Copies(
            CLOCK,
            profile -> replicas.find(profile).flatMap(Replica::snapshot),
            () -> Set.of(ipfs.peers().self().id()));
    this.eraser = new Eraser(blocks, database, gate, keys, random, workers.erasing());
    this.sync =
        new SyncService(
            replicas,
            keys,
            new HeadJudge(Verifier.ed25519()),
            new CatchUp(blocks, allowance, replica -> workers.lane(replica.own()).fetchers()),
            keeper,
            eraser,
            allowance,
            new Provider(ipfs.peers(), workers.chores(), new Random(2)),
            copies,
            listener(),
            workers);
    this.gossip = new GossipRunner(ipfs.pubsub(), new Random(1), sync::announced);
    sync.speakThrough(gossip);
    gossip.onDiscovered(discoveries::heard);
    gossip.start();
  }

  /** One that is connected with nobody. */
  public static TestDaemon alone(Path folder) {
    return new TestDaemon(folder, new MemoryNetwork(Runnable::run).newNode());
  }

  /** The same again, as after a restart; everything that is in the store is held. */
  public TestDaemon restarted() {
    return restarted(budget);
  }

  /** The same with another budget. */
  public TestDaemon restarted(Budget other) {
    close();
    TestDaemon again = new TestDaemon(folder, ipfs, other);
    again.replicas.all().forEach(again.sync::hold);
    return again;
  }

  private SyncListener listener() {
    return new SyncListener() {
      @Override
      public void postArrived(Copy replica, Cid entry) {
        arrived.add(entry);
        Duration cost = costs.getOrDefault(replica.profile(), Duration.ZERO);
        spent.merge(Thread.currentThread(), cost.toNanos(), Long::sum);
      }

      @Override
      public void postSeen(Copy replica, Cid entry) {
        seen.add(entry);
      }

      @Override
      public void postChecked(Copy replica, Cid entry) {
        checked.add(entry);
        postArrived(replica, entry);
      }

      @Override
      public void postSaved(Replica replica, Cid entry) {}

      @Override
      public void profileChanged(ProfileId profile) {}

      @Override
      public void headBelieved(Copy replica, Encoded<Head> head) {
        boolean unused = mindsTwins && writer.heard(replica, head);
      }
    };
  }

  /** A new profile of one's own, not held yet. */
  public Replica found(String name) {
    return replicas.find(founder.found(name).profile()).orElseThrow();
  }

  /** Publishes, and tells the rest of the daemon. */
  public Published publish(Replica replica, Draft draft) {
    Published published = author.publish(replica, draft, root -> {});
    sync.changed(replica.profile());
    return published;
  }

  /** Publishes a text. */
  public Cid post(Replica replica, String text) {
    return publish(replica, Drafts.text(text)).entry();
  }

  /** Writes a control entry by this machine's device. */
  public Cid write(Replica replica, Control control) {
    Cid entry =
        replica
            .write(
                device(replica),
                key(replica),
                Encoded.of(control.toPayload(Salt.ZERO, CLOCK.instant().getEpochSecond())),
                List.of())
            .entry()
            .cid();
    sync.changed(replica.profile());
    return entry;
  }

  /** Makes another machine a device of a profile; its copy is held there. */
  public Replica grant(Replica replica, TestDaemon other) {
    return grant(replica, other, 7);
  }

  /** The same with another key, for one more machine. */
  public Replica grant(Replica replica, TestDaemon other, int number) {
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    seed[0] = (byte) number;
    Control.Grant grant =
        Control.Grant.by(
            SigningKey.ofSeed(seed),
            SealSecret.ofBytes(new byte[32]).publicKey(),
            replica.profile(),
            device(replica));
    other.keys.add(new KeyFolder.Key(replica.profile(), write(replica, grant), seed));
    Replica theirs = other.replicas.own(replica.profile());
    other.sync.hold(theirs);
    awaitSame(replica, theirs);
    return theirs;
  }

  /** Follows a profile, which is looked for at these addresses. */
  public Replica follow(ProfileId profile, String... peers) {
    Replica replica = replicas.ensure(profile);
    database.write(
        tx -> {
          FollowingTable.follow(
              tx,
              new FollowingTable.Row(
                  ProfileTable.inUse(tx).map(ProfileTable.Row::id),
                  replica.row(),
                  0,
                  Optional.empty(),
                  Optional.empty()));
          ProfileTable.locate(tx, replica.row(), List.of(peers));
          return replica;
        });
    sync.hold(replica);
    return replica;
  }

  /** The grant of this machine's device. */
  public Cid device(Replica replica) {
    return keyOf(replica).device();
  }

  /** Its key. */
  public SigningKey key(Replica replica) {
    return SigningKey.ofSeed(keyOf(replica).seed());
  }

  private KeyFolder.Key keyOf(Replica replica) {
    return keys.of(replica.profile()).stream().findFirst().orElseThrow();
  }

  /** From now on taking a post of this profile in costs so much of a processor. */
  public void makeCostly(ProfileId profile, Duration post) {
    costs.put(profile, post);
  }

  /** How many profiles, one's own or followed ones, rest for long. */
  public int resting(boolean own) {
    return LongWaits.count(workers.lane(own).queue());
  }

  /** Lets the time of their rest pass. */
  public void endRests() {
    LongWaits.pass(workers.lane(true).queue());
    LongWaits.pass(workers.lane(false).queue());
  }

  /** The posts that a feed shows, the newest first. */
  public List<Cid> feed() {
    PostTable.Query all =
        new PostTable.Query(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), -1);
    return database.read(tx -> PostTable.feed(tx, all)).stream().map(PostTable.Row::entry).toList();
  }

  /** The text of a post that is here. */
  public static String text(Replica replica, Cid entry) {
    Cid link =
        replica
            .member(entry)
            .orElseThrow()
            .payload()
            .orElseThrow()
            .value()
            .contents()
            .get(0)
            .link();
    Block block = replica.content(link).orElseThrow();
    return new String(block.bytes(), StandardCharsets.UTF_8);
  }

  /** The snapshot of a replica. */
  public static Cid snapshot(Replica replica) {
    return Sets.snapshot(replica);
  }

  /** Waits until something holds. */
  public static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  /** Waits until one replica has what the other has. */
  public static void awaitSame(Replica one, Replica other) {
    await("the same snapshot", () -> snapshot(one).equals(snapshot(other)));
  }

  /** Waits until the IPFS node has and keeps all of a replica. */
  public void awaitKept(Replica replica) {
    await("all of it pinned", () -> keeper.isPinned(replica));
  }

  @Override
  public void close() {
    gossip.close();
    workers.close();
    database.close();
  }
}
