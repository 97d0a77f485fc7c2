package dagbok.benchmark;

import dagbok.benchmark.Hostile.Step;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.History;
import dagbok.schema.PackRef;
import dagbok.store.Database;
import dagbok.store.ProfileState;
import dagbok.store.ProfileTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What hostile profiles cost beside an honest one of as many bytes: taken in as packs bring them,
 * and then some entries one by one, as announcements do; each with all that follows. Run by hand:
 * {@code java -cp … dagbok.benchmark.WorstCases 4 16}, the sizes in MiB, or with parts of the names
 * of cases behind them.
 */
public final class WorstCases {
  private static final long MEBIBYTE = 1L << 20;
  private static final int BATCH_BYTES = 1 << 20;
  private static final int SINGLES = 10;
  private static final long MAX_NANOS = 120_000_000_000L;

  /** What a signature costs by docs/performance.md: by a key seen before, and by another. */
  private static final double KNOWN_KEY_MICROS = 38.7;

  private static final double NEW_KEY_MICROS = 103;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Path file;
  private final HostileCase hostile;
  private final Hostile author = new Hostile();
  private final Set<DeviceKey> keys = new HashSet<>();
  private Database database;
  private final long row;
  private double signing;
  private long nanos;
  private long came;

  private WorstCases(Path file, Function<Hostile, HostileCase> hostile) {
    this.file = file;
    this.hostile = hostile.apply(author);
    this.database = Database.open(file);
    this.row = database.write(tx -> ProfileTable.ensure(tx, author.profile())).id();
  }

  /**
   * What one profile cost.
   *
   * @param batched microseconds a KiB
   * @param signed for signatures, on top of that
   * @param single microseconds for one entry more
   * @param stored bytes in the file for one that came
   * @param packed bytes in packs for one that came
   */
  private record Cost(
      double batched, double signed, double single, double stored, double packed, boolean whole) {}

  /** For each size, in MiB, that is given. */
  public static void main(String[] arguments) throws IOException {
    List<Long> sizes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.chars().allMatch(Character::isDigit)) {
        sizes.add(Long.parseLong(argument) * MEBIBYTE);
      } else {
        names.add(argument);
      }
    }
    cost(HostileCases::honest, 4 * MEBIBYTE); // for the compiler to warm up
    for (long size : sizes) {
      System.out.println();
      System.out.println(size / MEBIBYTE + " MiB");
      Cost honest = cost(HostileCases::honest, size);
      say("honest", honest, honest);
      for (Map.Entry<String, Function<Hostile, HostileCase>> one : HostileCases.all().entrySet()) {
        if (names.isEmpty() || names.stream().anyMatch(one.getKey()::contains)) {
          say(one.getKey(), cost(one.getValue(), size), honest);
        }
      }
    }
  }

  private static void say(String name, Cost cost, Cost honest) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-34s %s%8.0f us/KiB %6.1fx | signed %6.1fx | one more %,10.0f us %6.1fx | stored %5.2f"
                + " | packed %5.2f",
            name,
            cost.whole ? " " : ">",
            cost.batched,
            cost.batched / honest.batched,
            (cost.batched + cost.signed) / (honest.batched + honest.signed),
            cost.single,
            cost.single / honest.single,
            cost.stored,
            cost.packed));
  }

  private static Cost cost(Function<Hostile, HostileCase> hostile, long size) throws IOException {
    Path folder = Files.createTempDirectory("dagbok-worst");
    Path file = folder.resolve("dagbok.db");
    WorstCases run = new WorstCases(file, hostile);
    try {
      return run.run(size);
    } finally {
      run.database.close();
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private Cost run(long size) throws IOException {
    hostile.write(size);
    boolean whole = takeBatched(author.take());
    double kibibytes = came / 1024.0;
    double batched = nanos / 1e3 / kibibytes;
    double signed = signing / kibibytes;
    restart();
    double stored = (double) Files.size(file) / came;
    double packed =
        (double) database.read(tx -> history(tx).packs()).stream().mapToLong(PackRef::bytes).sum()
            / came;
    nanos = 0;
    int done = 0;
    while (done < SINGLES && nanos < MAX_NANOS / 4) {
      hostile.more();
      take(author.take());
      done++;
    }
    return new Cost(batched, signed, nanos / 1e3 / done, stored, packed, whole);
  }

  private History history(dagbok.store.Tx tx) {
    Verifier counting =
        (key, message, signature) -> {
          signing += keys.add(key) ? NEW_KEY_MICROS : KNOWN_KEY_MICROS;
          return true;
        };
    return new History(author.profile(), new ProfileState(tx, row), counting);
  }

  /** Whether all could be taken in, in the time that there is. */
  private boolean takeBatched(List<Step> steps) {
    List<Step> batch = new ArrayList<>();
    long bytes = 0;
    boolean restarted = false;
    for (int i = 0; i < steps.size(); i++) {
      batch.add(steps.get(i));
      bytes += steps.get(i).bytes();
      if (bytes >= BATCH_BYTES || i + 1 == steps.size()) {
        take(batch);
        came += bytes;
        batch.clear();
        bytes = 0;
        if (nanos > MAX_NANOS) {
          return i + 1 == steps.size();
        }
        if (!restarted && i > steps.size() / 2) {
          restart();
          restarted = true;
        }
      }
    }
    return true;
  }

  private void restart() {
    database.close();
    database = Database.open(file);
  }

  /** In one transaction, with what follows as far as a replica asks for it after each change. */
  private void take(List<Step> steps) {
    long start = THREADS.getCurrentThreadCpuTime();
    int packs =
        database.write(
            tx -> {
              History history = history(tx);
              steps.forEach(step -> step.work().accept(history));
              do {
                History.Change change = history.settle();
                hostile.settled(history, change);
              } while (!history.hasAllNodes());
              return history.head().hashCode()
                  + Boolean.hashCode(history.isForked())
                  + history.room(history.packs()).hashCode();
            });
    nanos += THREADS.getCurrentThreadCpuTime() - start;
    if (packs == 0) {
      throw new IllegalStateException("nothing came");
    }
  }
}
