package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done to a Kubo, on a real one. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KuboCareTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  @Test
  void pubsubIsSwitchedOnAndKuboEndsToStartAgain() throws Exception {
    KuboNode node = KUBO.start(KuboSetup.test().with("Pubsub.Enabled", "false"));

    assertThat(new KuboCare(node.endpoint().toString()).switchPubsubOn()).contains("starts again");

    node.process().onExit().get(60, TimeUnit.SECONDS);
  }

  @Test
  void garbageIsCollected() throws Exception {
    KuboNode node = KUBO.start();
    byte[] bytes = "nobody keeps this".getBytes(StandardCharsets.UTF_8);
    Block block = new Block(Cid.of(Multicodec.RAW, bytes), bytes);
    new dagbok.ipfs.kubo.KuboBlocks(node.client()).put(List.of(block));

    assertThat(new KuboCare(node.endpoint().toString()).collectGarbage()).contains("are gone");
    assertThat(new dagbok.ipfs.kubo.KuboBlocks(node.client()).local(block.cid())).isEmpty();
  }
}
