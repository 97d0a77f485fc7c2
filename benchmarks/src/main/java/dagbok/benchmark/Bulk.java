package dagbok.benchmark;

import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.Arrival;
import dagbok.dag.History;
import dagbok.dag.NextEntry;
import dagbok.dag.NextHead;
import dagbok.dag.Verification;
import dagbok.profile.Allowance;
import dagbok.profile.Batch;
import dagbok.profile.Budget;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.Body;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.Salt;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.sync.CatchUp;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast a profile is taken in from local blocks: fetched, checked with every signature, and
 * indexed, as catching up does it; and how fast it is verified in memory, as for a file that is
 * looked at once. Run by hand: {@code Bulk make POSTS FILE} writes one, {@code Bulk take FILE}
 * takes it in, {@code Bulk verify FILE} verifies it.
 */
public final class Bulk {
  private static final int FETCHERS = 4;

  private Bulk() {}

  /** {@code make POSTS FILE}, {@code take FILE} or {@code verify FILE}. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "make" -> make(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
      case "take" -> take(Path.of(arguments[1]));
      case "verify" -> verify(Path.of(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void make(int posts, Path file) throws IOException {
    Path folder = Files.createTempDirectory("dagbok-bulk");
    Path database = folder.resolve("dagbok.db");
    try (Database store = Database.open(database)) {
      Author author = new Author(store);
      Author.Written unused = author.posts(posts);
      Encoded<Head> head =
          author.in(
              (tx, history) ->
                  NextHead.of(history, author.laptop.grant(), author.laptop.key(), 0, 0));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        CarWriter car = new CarWriter(out, List.of(head.cid()));
        car.write(head.block());
        car.write(author.in((tx, history) -> history.snapshot().block()));
        List<PackRef> packs = author.in((tx, history) -> history.packs());
        for (PackRef ref : packs) {
          car.write(author.in((tx, history) -> history.pack(ref.pack()).orElseThrow().block()));
        }
      }
    }
    Files.delete(database);
    Files.delete(folder);
  }

  private static void take(Path file) throws IOException, SchemaException {
    Path folder = Files.createTempDirectory("dagbok-bulk");
    Path database = folder.resolve("dagbok.db");
    ExecutorService fetchers = Executors.newFixedThreadPool(FETCHERS);
    try (CarBlocks blocks = new CarBlocks(file);
        Database store = Database.open(database)) {
      Encoded<Head> head = Encoded.decode(blocks.root(), Head::decode);
      Snapshot snapshot = Snapshot.decode(blocks.block(head.value().snapshot()).bytes());
      ReplicaBook book = new ReplicaBook(store, Clock.systemUTC(), Verifier.ed25519());
      Allowance allowance = new Allowance(book::followedBytes, Budget.STANDARD, () -> false);
      Replica replica = book.ensure(snapshot.profile());
      AtomicLong came = new AtomicLong();
      long start = System.nanoTime();
      CatchUp.Result result =
          new CatchUp(blocks, allowance, r -> fetchers)
              .run(replica, head, (done, total, arrived) -> came.addAndGet(arrived.size()));
      long nanos = System.nanoTime() - start;
      Growth.say(result + ", posts", came.get());
      Growth.say("milliseconds", nanos / 1_000_000);
      Growth.say("posts a second", came.get() * 1_000_000_000L / nanos);
      Growth.say("packs", replica.read(History::packs).size());
      Growth.say("process, CPU milliseconds", cpuNanos() / 1_000_000);
      Growth.say("process, most resident KiB", peakKib());
      delete(replica);
    } finally {
      fetchers.shutdown();
    }
    Growth.say("bytes in the file", Files.size(database));
    Files.delete(database);
    Files.delete(folder);
  }

  /** What a follower does when it hears of a delete of the oldest post. */
  private static void delete(Replica replica) throws SchemaException {
    Arrival delete = replica.read(Bulk::deleteOfOldest);
    long start = System.nanoTime();
    Replica.Taken taken = replica.take(new Batch(List.of(delete), List.of(), List.of()));
    long inStep = System.nanoTime() - start;
    while (!replica.makeNodes()) {
      // in as many goes as the daemon
    }
    if (!taken.whole()) {
      throw new IllegalStateException(taken.toString());
    }
    Growth.say("taking in a delete of the oldest, us", inStep / 1_000);
    Growth.say("the same with all its nodes, us", (System.nanoTime() - start) / 1_000);
  }

  private static Arrival deleteOfOldest(History history) {
    List<Cid> first = history.pack(history.packs().get(0).pack()).orElseThrow().entries();
    Cid oldest =
        first.stream()
            .filter(cid -> !history.member(cid).orElseThrow().entry().value().control())
            .findFirst()
            .orElseThrow();
    Cid device =
        history.granted().stream()
            .map(History.Granted::device)
            .filter(cid -> history.key(cid).equals(Optional.of(Author.LAPTOP_KEY.publicKey())))
            .findFirst()
            .orElseThrow();
    Body body = new Control.Delete(List.of(oldest)).toBody();
    Encoded<Payload> payload =
        Encoded.of(new Payload(new Salt(new byte[Salt.BYTES]), 0, List.of(), body));
    Encoded<Entry> entry = NextEntry.of(history, device, Author.LAPTOP_KEY, payload);
    return new Arrival(entry, Optional.of(payload), Optional.empty());
  }

  private static void verify(Path file) throws IOException, SchemaException {
    try (CarBlocks blocks = new CarBlocks(file)) {
      long cpu = cpuNanos();
      long allocated = Growth.allocated();
      long start = System.nanoTime();
      Verification found =
          Verification.of(
              blocks.root().cid(),
              cid -> Optional.of(blocks.block(cid).bytes()),
              Verifier.ed25519());
      long nanos = System.nanoTime() - start;
      if (!found.isRight()) {
        throw new IllegalStateException(found.firstFaults().toString());
      }
      Growth.say("entries", found.entries());
      Growth.say("nanoseconds an entry", nanos / found.entries());
      Growth.say("the same, processor", (cpuNanos() - cpu) / found.entries());
      Growth.say("bytes allocated an entry", (Growth.allocated() - allocated) / found.entries());
      Growth.say("process, most resident KiB", peakKib());
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long peakKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }
}
