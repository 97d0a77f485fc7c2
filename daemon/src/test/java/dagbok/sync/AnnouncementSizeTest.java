package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.ipfs.PubSub;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.Topic;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes over pubsub to a follower in step when a post is deleted, in bytes. */
final class AnnouncementSizeTest {
  private static final int MOST_BYTES = 2_000;

  @TempDir Path folder;

  @Test
  void aDeleteIsToldInLessThanTwoKilobytesAndNothingIsFetchedForIt() {
    MemoryNetwork network = new MemoryNetwork(Runnable::run);
    MemoryIpfs annsNode = network.newNode();
    MemoryIpfs bobsNode = network.newNode();
    network.connect(annsNode, bobsNode);
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    try (TestDaemon ann = new TestDaemon(folder.resolve("ann"), annsNode);
        TestDaemon bob = new TestDaemon(folder.resolve("bob"), bobsNode)) {
      Replica profile = ann.found("Ann");
      ann.sync.hold(profile);
      Cid first = ann.post(profile, "the first");
      for (int i = 0; i < 40; i++) {
        ann.post(profile, "post " + i);
      }
      Replica copy = bob.follow(profile.profile());
      TestDaemon.awaitSame(profile, copy);
      ann.awaitKept(profile);
      bob.awaitKept(copy);
      int fetched = bob.blocks.fetched().size();
      PubSub.Subscription listening =
          bobsNode
              .pubsub()
              .subscribe(
                  Topic.of(profile.profile()).name(),
                  message -> sizes.add(message.data().length),
                  end -> {});
      try {
        ann.write(profile, new Control.Delete(List.of(first)));
        TestDaemon.awaitSame(profile, copy);
        assertThat(sizes).isNotEmpty();
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isLessThan(MOST_BYTES);
        assertThat(bob.blocks.fetched()).hasSize(fetched);
      } finally {
        listening.close();
      }
    }
  }
}
