package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.schema.ProfileId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FinderTest {
  private static final ProfileId ANN =
      new ProfileId(Cid.of(Multicodec.DAG_CBOR, "ann".getBytes(StandardCharsets.UTF_8)));

  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs node = network.newNode();
  private final MemoryIpfs friend = network.newNode();
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final Finder finder =
      new Finder(
          node.peers(),
          executor,
          profile -> SyncState.START,
          profile -> true,
          profile -> asked.incrementAndGet());

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void whoeverIsReachedAtAnAddressGivenLaterIsAskedAtOnce() throws Exception {
    finder.look(ANN, List.of("/memory/p2p/nobody"));
    executor.submit(() -> {}).get();
    assertThat(asked).as("who is reached already").hasValue(1);

    finder.look(ANN, List.of(friend.peers().self().addresses().get(0)));

    await().until(() -> asked.get() == 3);
    assertThat(node.peers().connected()).hasSize(1);
  }
}
