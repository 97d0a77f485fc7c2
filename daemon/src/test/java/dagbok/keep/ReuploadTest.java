package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.store.DoomedTable;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was deleted, and comes again while its blocks are being removed. */
final class ReuploadTest {
  private static final int FILE_BYTES = 1_500_000;

  @TempDir Path folder;
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private TestDaemon ann;
  private Replica profile;
  private Eraser eraser;

  @BeforeEach
  void start() {
    ann = TestDaemon.alone(folder.resolve("ann"));
    profile = ann.found("Ann");
    ann.sync.hold(profile);
    eraser = new Eraser(ann.blocks, ann.database, ann.gate, ann.keys, new SecureRandom(), executor);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    ann.close();
  }

  /** Publishes the file; {@code uploaded} pins it. */
  private Cid publish(Path file, Consumer<Cid> uploaded) {
    Cid entry =
        ann.author.publish(profile, Drafts.files("a film", List.of(file)), uploaded).entry();
    ann.sync.changed(profile.profile());
    return entry;
  }

  private void pin(Cid root) {
    ann.ipfs.pins().add(root, Pins.PREFIX + "upload/" + root, Duration.ofSeconds(5));
  }

  private boolean isDoomed(Cid root) {
    return ann.database.read(tx -> DoomedTable.page(tx, 0, 1_000)).stream()
        .anyMatch(row -> row.cid().equals(root));
  }

  /** All that the IPFS node is to lose is removed, as far as that is possible now. */
  private void removeAll() {
    eraser.eraseThere();
    try {
      var unused = executor.submit(() -> {}).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void fileThatComesAgainWhileItIsRemovedStays() throws IOException {
    byte[] bytes = new byte[FILE_BYTES];
    new Random(5).nextBytes(bytes);
    Path file = Files.write(folder.resolve("film.bin"), bytes);
    Cid first = publish(file, this::pin);
    List<Content> contents = profile.payload(first).orElseThrow().value().contents();
    Cid root = contents.get(contents.size() - 1).link();
    ann.awaitKept(profile);
    ann.blocks.keepAll(true);
    Cid unused = ann.write(profile, new Control.Delete(List.of(first)));
    TestDaemon.await("doomed", () -> isDoomed(root));
    ann.ipfs.pins().remove(root);
    ann.awaitKept(profile);

    Cid again =
        publish(
            file,
            uploaded -> {
              ann.blocks.keepAll(false);
              removeAll();
              pin(uploaded);
            });

    assertThat(profile.payload(again)).isPresent();
    removeAll();
    assertThat(ann.ipfs.blocks().local(root)).isPresent();
    ann.awaitKept(profile);
    try (var in = ann.blocks.openFile(root, 0, FILE_BYTES, Duration.ofSeconds(5))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }
}
