package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.PubSub;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Message;
import dagbok.schema.SchemaException;
import dagbok.schema.Topic;
import dagbok.testing.TestDaemon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that a daemon with two own profiles says or stores names both, though they share a topic.
 */
final class ApartTest {
  @TempDir Path folder;
  private final List<PubSub.Message> heard = new CopyOnWriteArrayList<>();
  private TestDaemon daemon;
  private MemoryIpfs ear;
  private String topic;
  private Replica ann;
  private Replica zoe;

  @BeforeEach
  void start() {
    MemoryNetwork network = new MemoryNetwork(Runnable::run);
    MemoryIpfs node = network.newNode();
    ear = network.newNode();
    network.connect(node, ear);
    daemon = new TestDaemon(folder, node);
    List<Replica> sharing = foundTwoOfOneTopic();
    ann = sharing.get(0);
    zoe = sharing.get(1);
    topic = Topic.of(ann.profile()).name();
    var unused = ear.pubsub().subscribe(topic, heard::add, why -> {});
  }

  /** Of more profiles than there are topics two must share one. */
  private List<Replica> foundTwoOfOneTopic() {
    Map<Topic, Replica> byTopic = new HashMap<>();
    while (true) {
      Replica next = daemon.found("Profile " + byTopic.size());
      Replica before = byTopic.put(Topic.of(next.profile()), next);
      if (before != null) {
        return List.of(before, next);
      }
    }
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  /** What tells who a profile is: its name, root, device, key, and what its newest state is. */
  private List<byte[]> marks(Replica replica) {
    List<byte[]> marks = new ArrayList<>();
    marks.add(replica.profile().root().toBytes());
    marks.add(replica.profile().toString().getBytes(StandardCharsets.US_ASCII));
    marks.add(daemon.device(replica).toBytes());
    marks.add(daemon.key(replica).publicKey().toBytes());
    replica.heads().stream().map(Encoded::cid).map(Cid::toBytes).forEach(marks::add);
    marks.add(TestDaemon.snapshot(replica).toBytes());
    return marks;
  }

  private static boolean names(byte[] data, List<byte[]> marks) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    return marks.stream()
        .anyMatch(mark -> text.contains(new String(mark, StandardCharsets.ISO_8859_1)));
  }

  private long heard(Class<? extends Message> kind, Replica of) {
    byte[] root = of.profile().root().toBytes();
    return heard.stream()
        .map(PubSub.Message::data)
        .filter(data -> kind.isInstance(message(data)) && names(data, List.of(root)))
        .count();
  }

  private static Message message(byte[] data) {
    try {
      return Message.decode(data);
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noMessageAndNoBlockNamesTwoOfOnesOwnProfiles() {
    daemon.sync.hold(ann);
    daemon.sync.hold(zoe);
    Cid unusedPost = daemon.post(ann, "by Ann");
    Cid unusedOther = daemon.post(zoe, "by Zoe");
    daemon.awaitKept(ann);
    daemon.awaitKept(zoe);
    TestDaemon.await("both are announced", () -> heardOfBoth(Message.Announcement.class, 1));
    TestDaemon.await("both are asked about", () -> heardOfBoth(Message.Query.class, 1));
    List<PubSub.Message> unasked = List.copyOf(heard);

    heard.clear();
    List<Message.Query.Known> both =
        List.of(
            new Message.Query.Known(ann.profile(), List.of()),
            new Message.Query.Known(zoe.profile(), List.of()));
    ear.pubsub().publish(topic, new Message.Query(both).encode());
    TestDaemon.await("both are answered", () -> heardOfBoth(Message.Announcement.class, 1));

    List<byte[]> said = new ArrayList<>();
    unasked.forEach(message -> said.add(message.data()));
    heard.stream()
        .filter(message -> !message.from().equals(ear.id()))
        .forEach(message -> said.add(message.data()));
    daemon.blocks.stored().stream().map(Block::bytes).forEach(said::add);
    List<byte[]> anns = marks(ann);
    List<byte[]> zoes = marks(zoe);
    assertThat(said).anyMatch(data -> names(data, anns)).anyMatch(data -> names(data, zoes));
    assertThat(said).noneMatch(data -> names(data, anns) && names(data, zoes));
  }

  private boolean heardOfBoth(Class<? extends Message> kind, int times) {
    return heard(kind, ann) >= times && heard(kind, zoe) >= times;
  }
}
