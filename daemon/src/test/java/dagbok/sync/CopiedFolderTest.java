package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Batch;
import dagbok.profile.Doubt;
import dagbok.profile.Replica;
import dagbok.schema.Item;
import dagbok.schema.ProfileId;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that was copied to a second machine, or put back from an old copy. */
final class CopiedFolderTest {
  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs node = network.newNode();
  private final MemoryIpfs copyNode = network.newNode();
  private TestDaemon original;
  private TestDaemon copy;
  private Replica ann;
  private Replica copied;

  @BeforeEach
  void start() throws IOException {
    TestDaemon first = new TestDaemon(folder.resolve("original"), node);
    ProfileId profile = first.found("Ann").profile();
    first.post(first.replicas.find(profile).orElseThrow(), "before");
    first.close();
    copyFolder(folder.resolve("original"), folder.resolve("copy"));
    original = new TestDaemon(folder.resolve("original"), node);
    copy = new TestDaemon(folder.resolve("copy"), copyNode);
    ann = original.replicas.find(profile).orElseThrow();
    copied = copy.replicas.find(profile).orElseThrow();
    original.sync.hold(ann);
    copy.sync.hold(copied);
  }

  @AfterEach
  void stop() {
    original.close();
    copy.close();
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private void meet() {
    network.connect(node, copyNode);
    original.sync.hold(ann);
    copy.sync.hold(copied);
  }

  private void awaitDoubt(TestDaemon daemon, Replica replica) {
    TestDaemon.await(
        "in doubt", () -> daemon.writer.doubt(replica).filter(Doubt.ELSEWHERE::equals).isPresent());
    assertThatThrownBy(() -> daemon.post(replica, "no more"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("another machine writes");
  }

  @Test
  void bothStopWritingWhenBothWroteAndNothingIsLost() {
    List<Cid> written =
        List.of(
            original.post(ann, "one"), original.post(ann, "two"), copy.post(copied, "of the copy"));
    meet();
    awaitDoubt(original, ann);
    awaitDoubt(copy, copied);
    TestDaemon.awaitSame(ann, copied);
    assertThat(original.feed()).containsAll(written);
    assertThat(copy.feed()).containsAll(written);
  }

  @Test
  void oneThatOnlyLaggedBehindStopsBeforeItWrites() {
    Cid after = original.post(ann, "one");
    meet();
    awaitDoubt(copy, copied);
    TestDaemon.awaitSame(ann, copied);
    assertThat(original.writer.doubt(ann)).isEmpty();
    Cid more = original.post(ann, "two");
    TestDaemon.await("both there", () -> copy.feed().containsAll(List.of(after, more)));
    assertThat(copied.summary().forked()).isFalse();
  }

  @Test
  void doubtOutlivesARestartAndEndsOnTheWordOfThePerson() {
    original.post(ann, "one");
    meet();
    awaitDoubt(copy, copied);
    TestDaemon.awaitSame(ann, copied);
    network.isolate(node);
    copy = copy.restarted();
    Replica again = copy.replicas.find(ann.profile()).orElseThrow();
    awaitDoubt(copy, again);
    assertThat(again.devices().resume(copy.device(again))).isTrue();
    Cid after = copy.post(again, "goes on");
    assertThat(copy.feed()).contains(after);
    assertThat(again.summary().forked()).isFalse();
    assertThat(copy.writer.doubt(again)).isEmpty();
  }

  @Test
  void forkThatOnlyEntriesTellOfIsNoticedToo() {
    Cid mine = original.post(ann, "one");
    copy.post(copied, "of the copy");
    Replica.Taken unused =
        copied.take(
            Batch.of(
                ann.member(mine).stream()
                    .map(member -> Item.whole(member.entry(), member.payload().orElseThrow()))
                    .toList(),
                List.of()));
    awaitDoubt(copy, copied);
  }
}
