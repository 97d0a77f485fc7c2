package dagbok.benchmark;

import com.sun.management.ThreadMXBean;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.store.Database;
import dagbok.store.Tx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What single changes cost in profiles of a thousand to a million posts, from the offer to what is
 * durable. Run by hand: {@code java -cp … dagbok.benchmark.Growth 1000 10000}.
 */
public final class Growth {
  private static final int TIMES = 30;
  private static final int BRANCH = 100;

  private Growth() {}

  /** For each number of posts that is given. */
  public static void main(String[] sizes) throws IOException {
    for (String size : sizes) {
      Path folder = Files.createTempDirectory("dagbok-growth");
      Path file = folder.resolve("dagbok.db");
      try (Database database = Database.open(file)) {
        run(new Author(database), Integer.parseInt(size));
      }
      say("bytes in the file", Files.size(file));
      Files.delete(file);
      Files.delete(folder);
    }
  }

  static void say(String what, long value) {
    System.out.println(String.format(Locale.ROOT, "%-40s %,14d", what, value));
  }

  private static void run(Author author, int size) {
    System.out.println();
    say("posts", size);
    Author.Written written = author.posts(size);
    say("taken in, posts a second, unsigned", size * 1_000_000_000L / written.takenNanos());
    long late = System.nanoTime();
    author.branch(BRANCH);
    author.makeNodes();
    say("merge " + BRANCH + " written apart, us", (System.nanoTime() - late) / 1_000);
    say("append, us", median(() -> author.post(author.laptop)));
    say("append, bytes allocated", allocated(() -> author.post(author.laptop)));
    say("append by another device, us", median(() -> author.post(author.phone)));
    long start = System.nanoTime();
    Cid unused = author.delete(written.first());
    say("delete the oldest, us", (System.nanoTime() - start) / 1_000);
    author.makeNodes();
    say("the same with all its nodes, us", (System.nanoTime() - start) / 1_000);
    say("append after it, us", median(() -> author.post(author.laptop)));
    say("packs", author.in((tx, history) -> history.packs().size()));
    say("snapshot, us", median(() -> author.in((tx, history) -> history.snapshot().cid())));
    say("make the first pack again, us", median(() -> author.in(Growth::firstPack)));
  }

  private static Cid firstPack(Tx tx, History history) {
    return history.pack(history.packs().get(0).pack()).orElseThrow().ref().pack();
  }

  private static long allocated(Supplier<Cid> work) {
    long before = allocated();
    for (int i = 0; i < TIMES; i++) {
      Cid unused = work.get();
    }
    return (allocated() - before) / TIMES;
  }

  /** By this thread so far. */
  static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static long median(Supplier<Cid> work) {
    long[] nanos = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      Cid unused = work.get();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[TIMES / 2] / 1_000;
  }
}
