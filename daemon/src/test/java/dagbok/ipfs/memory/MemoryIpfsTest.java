package dagbok.ipfs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.ipfs.IpfsContract;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.IpfsPair;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryIpfsTest extends IpfsContract {
  private static final Duration NO_TIME = Duration.ZERO;

  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs one = network.newNode();
  private final MemoryIpfs two = network.newNode();

  {
    network.connect(one, two);
  }

  @Override
  protected IpfsPair nodes() {
    return new IpfsPair(side(one), side(two));
  }

  private static IpfsPair.Side side(MemoryIpfs node) {
    return new IpfsPair.Side(node.blocks(), node.pins(), node.pubsub(), node.peers());
  }

  @Override
  protected void collectGarbage() {
    one.collect();
  }

  @Test
  void aNodeThatIsAwayKeepsItsBlocksAndEndsItsSubscriptions() {
    Block block = Block.of(Multicodec.RAW, new byte[] {1});
    List<Reason> ends = new ArrayList<>();
    one.blocks().put(List.of(block));
    one.pubsub().subscribe("t", message -> {}, why -> ends.add(why.reason()));

    one.goAway();

    assertThat(ends).containsExactly(Reason.AWAY);
    assertThatThrownBy(() -> one.blocks().local(block.cid())).isInstanceOf(IpfsException.class);
    assertThatThrownBy(() -> two.blocks().fetch(block.cid(), NO_TIME))
        .isInstanceOf(IpfsException.class);

    one.comeBack();
    assertThat(two.blocks().fetch(block.cid(), NO_TIME)).isEqualTo(block);
  }

  @Test
  void messagesTravelOverListenersButNotPastOthers() {
    MemoryIpfs three = network.newNode();
    network.connect(two, three);
    List<String> heard = new ArrayList<>();
    three.pubsub().subscribe("t", message -> heard.add(message.from()), why -> {});

    one.pubsub().publish("t", new byte[1]);
    assertThat(heard).isEmpty();

    two.pubsub().subscribe("t", message -> {}, why -> {});
    one.pubsub().publish("t", new byte[1]);
    assertThat(heard).containsExactly("memory-0");

    network.isolate(two);
    one.pubsub().publish("t", new byte[1]);
    assertThat(heard).hasSize(1);
  }

  @Test
  void deliveriesRunWhereTheSimulationWantsThem() {
    Deque<Runnable> scheduled = new ArrayDeque<>();
    MemoryNetwork simulated = new MemoryNetwork(scheduled::add);
    MemoryIpfs node = simulated.newNode();
    List<Integer> heard = new ArrayList<>();
    node.pubsub().subscribe("t", message -> heard.add(message.data().length), why -> {});

    node.pubsub().publish("t", new byte[1]);
    node.pubsub().publish("t", new byte[2]);
    assertThat(heard).isEmpty();

    while (!scheduled.isEmpty()) {
      scheduled.removeFirst().run();
    }
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void aListenerMayPublish() {
    List<String> heard = new ArrayList<>();
    one.pubsub()
        .subscribe(
            "t",
            message -> {
              heard.add("in " + message.data().length);
              if (message.data().length < 3) {
                one.pubsub().publish("t", new byte[message.data().length + 1]);
              }
              heard.add("out " + message.data().length);
            },
            why -> {});

    one.pubsub().publish("t", new byte[1]);

    assertThat(heard).containsExactly("in 1", "out 1", "in 2", "out 2", "in 3", "out 3");
  }
}
