package dagbok.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.PubSub;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics(List.of("ok", "broken"));

  @Test
  void everyNumberHasItsNameAndNothingElseIsTold() {
    String text = metrics.text(new Numbers(1, 2, 30, 20, 4, 5, 6, Map.of("ok", 16L)));

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.startsWith("dagbok_"))
        .contains(
            "dagbok_profiles{kind=\"own\"} 1.0",
            "dagbok_profiles{kind=\"followed\"} 2.0",
            "dagbok_entries{state=\"all\"} 30.0",
            "dagbok_entries{state=\"live\"} 20.0",
            "dagbok_outbox_blocks 4.0",
            "dagbok_pins 5.0",
            "dagbok_peers 6.0",
            "dagbok_checks{state=\"ok\"} 16.0",
            "dagbok_checks{state=\"broken\"} 0.0",
            "dagbok_announcements_refused_total 0.0");
    assertThat(text).contains("dagbok_memory_used_bytes{area=\"heap\"} ");
  }

  @Test
  void whatPassesIsCounted() {
    MemoryIpfs ipfs = new MemoryNetwork(Runnable::run).newNode();
    Blocks blocks = new MeasuredBlocks(ipfs.blocks(), metrics);
    byte[] bytes = {1, 2, 3};
    Cid cid = Cid.of(Multicodec.RAW, bytes);
    blocks.put(List.of(new Block(cid, bytes)));
    blocks.fetch(cid, Duration.ofSeconds(1));
    PubSub pubSub = new MeasuredPubSub(ipfs.pubsub(), metrics);
    PubSub.Subscription subscription = pubSub.subscribe("t", message -> {}, why -> {});
    pubSub.publish("t", bytes);
    subscription.close();
    metrics.refused();

    assertThat(metrics.text(Numbers.NONE).lines())
        .contains(
            "dagbok_blocks_fetched_total 1.0",
            "dagbok_blocks_bytes_total{direction=\"in\"} 3.0",
            "dagbok_blocks_bytes_total{direction=\"out\"} 3.0",
            "dagbok_announcements_total{direction=\"out\"} 1.0",
            "dagbok_announcements_refused_total 1.0");
  }
}
