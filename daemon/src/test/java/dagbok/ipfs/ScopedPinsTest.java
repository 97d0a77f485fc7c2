package dagbok.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ScopedPinsTest {
  private static final String NAME = Pins.PREFIX + "a";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final MemoryIpfs node = new MemoryNetwork(Runnable::run).newNode();
  private final Pins one = new ScopedPins(node.pins(), node.blocks(), "one");
  private final Pins two = new ScopedPins(node.pins(), node.blocks(), "two");
  private final Block first = block("first");
  private final Block second = block("second");

  private static Block block(String text) {
    return Block.of(Multicodec.RAW, text.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void put() {
    node.blocks().put(List.of(first, second));
  }

  private boolean isKept(Block block) {
    node.collect();
    return node.blocks().local(block.cid()).isPresent();
  }

  @Test
  void oneDaemonUnpinningLeavesTheOthersCopy() {
    one.add(first.cid(), NAME, LIMIT);
    two.add(first.cid(), NAME, LIMIT);
    one.remove(first.cid());
    assertThat(isKept(first)).isTrue();
    two.remove(first.cid());
    assertThat(isKept(first)).isFalse();
  }

  @Test
  void secondDaemonUnpinningLeavesTheFirstOnesCopy() {
    one.add(first.cid(), NAME, LIMIT);
    two.add(first.cid(), NAME, LIMIT);
    two.remove(first.cid());
    assertThat(isKept(first)).isTrue();
    assertThat(one.list(Pins.PREFIX)).containsOnly(Map.entry(first.cid(), NAME));
  }

  @Test
  void pinThroughALinkIsListedAsWhatItKeeps() {
    one.add(first.cid(), NAME, LIMIT);
    two.add(first.cid(), NAME, LIMIT);
    assertThat(two.list(NAME)).containsOnly(Map.entry(first.cid(), NAME));
  }

  @Test
  void oneDaemonMovingOnLeavesTheOthersCopy() {
    one.add(first.cid(), NAME, LIMIT);
    two.add(first.cid(), NAME, LIMIT);
    one.update(first.cid(), second.cid(), NAME, LIMIT);
    assertThat(isKept(first)).isTrue();
    two.update(first.cid(), second.cid(), NAME, LIMIT);
    assertThat(isKept(first)).isFalse();
    one.remove(second.cid());
    assertThat(isKept(second)).isTrue();
  }
}
