package dagbok.it;

import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kubo's garbage collection at any moment takes nothing that is to be kept, and all the rest. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class GarbageIT {
  private static final int POSTS = 20;
  private static final int FILE_BYTES = 400_000;

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;
  private final AtomicBoolean isOver = new AtomicBoolean();

  /** Nothing can be pinned while Kubo collects, so that it must not do so without a pause. */
  private final Semaphore turns = new Semaphore(0);

  @Test
  void collectingAllTheTimeLosesNothing() throws Exception {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    ExecutorService collectors = Executors.newFixedThreadPool(2);
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      List<Future<Integer>> collections =
          List.of(
              collectors.submit(() -> collectAgainAndAgain(kuboA)),
              collectors.submit(() -> collectAgainAndAgain(kuboB)));
      publish(a, 0);
      b.run("follow", profile);
      for (int i = 1; i < POSTS; i++) {
        turns.release(2); // while it is published, and while it is caught up with
        publish(a, i);
      }
      isOver.set(true);
      turns.release(2);
      for (Future<Integer> collected : collections) {
        assertThat(collected.get()).isPositive();
      }
      awaitInStep(a, a, profile);
      awaitInStep(a, b, profile);

      Cid snapshot = Cid.parse(held(a, profile).orElseThrow().get("snapshot").asString());
      for (KuboNode node : List.of(kuboA, kuboB)) {
        node.client().repo().collect();
        assertThat(missing(node, snapshot)).isEmpty();
      }
      assertThat(entries(a, profile))
          .hasSize(POSTS)
          .allMatch(entry -> isThere(kuboA, Cid.parse(entry)));
      for (DaemonProcess daemon : List.of(a, b)) {
        JsonNode verdict = daemon.run("inspect", "verify", profile, "--json").json();
        assertThat(verdict.get("faults").size()).isZero();
      }

      Set<Cid> below = below(kuboB, snapshot);
      b.run("unfollow", profile);
      kuboB.client().repo().collect();
      assertThat(below).hasSizeGreaterThan(POSTS / 5).noneMatch(cid -> isThere(kuboB, cid));
    } finally {
      isOver.set(true);
      collectors.shutdownNow();
    }
  }

  private int collectAgainAndAgain(KuboNode node) throws InterruptedException {
    int times = 0;
    while (turns.tryAcquire(1, TimeUnit.MINUTES) && !isOver.get()) {
      node.client().repo().collect();
      times++;
    }
    return times;
  }

  /** Every fifth has a file. */
  private void publish(DaemonProcess daemon, int number) throws Exception {
    if (number % 5 > 0) {
      post(daemon, "post " + number);
      return;
    }
    byte[] bytes = new byte[FILE_BYTES];
    new Random(number).nextBytes(bytes);
    Path file = Files.write(folder.resolve(number + ".bin"), bytes);
    post(daemon, "post " + number, "--attach", file.toString());
  }

  private static boolean isThere(KuboNode node, Cid cid) {
    return node.client().blocks().getLocal(cid).isPresent();
  }

  private static Set<Cid> missing(KuboNode node, Cid root) throws Exception {
    Set<Cid> missing = new HashSet<>(below(node, root));
    missing.removeIf(cid -> isThere(node, cid));
    return missing;
  }

  /** A root and all that it links to, as far as it is there. */
  private static Set<Cid> below(KuboNode node, Cid root) throws Exception {
    Set<Cid> all = new HashSet<>();
    Deque<Cid> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      if (all.add(cid) && cid.codec() != Multicodec.RAW) {
        Optional<byte[]> bytes = node.client().blocks().getLocal(cid);
        if (bytes.isPresent()) {
          rest.addAll(Links.of(new Block(cid, bytes.get())));
        }
      }
    }
    return all;
  }
}
