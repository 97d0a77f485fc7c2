package dagbok.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.Entry;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.schema.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gossip about profiles that want to be found. */
final class GossipDiscoveryTest {
  private static final String TOPIC = Topic.DISCOVER.name();
  private static final ProfileId ANN =
      new ProfileId(Cid.of(Multicodec.DAG_CBOR, "Ann".getBytes(StandardCharsets.UTF_8)));
  private static final Message.Discover MESSAGE =
      new Message.Discover(ANN, ANN.root(), List.of(), List.of(), 7, Entry.UNSIGNED);

  private final Gossip gossip = new Gossip(new Random(7));

  private List<Effect> tell(Input input) {
    return gossip.on(input, 0);
  }

  @Test
  void whoWantsToHearOfThemSubscribes() {
    assertThat(tell(new Input.Discover())).containsExactly(new Effect.Subscribe(TOPIC));
    assertThat(tell(new Input.Listening(TOPIC))).isEmpty();
    assertThat(tell(new Input.Received(TOPIC, "bob", MESSAGE.encode())))
        .containsExactly(new Effect.Discovered(MESSAGE, "bob"));
  }

  @Test
  void itStaysSubscribedWhenProfilesAreDropped() {
    List<Effect> unused = tell(new Input.Discover());
    unused = tell(new Input.Hold(ANN, Input.Role.FOLLOWED));
    assertThat(tell(new Input.Drop(ANN)))
        .containsExactly(new Effect.Unsubscribe(Topic.of(ANN).name()));
  }

  @Test
  void inATopicOfHeadsItIsIgnored() {
    assertThat(tell(new Input.Received(Topic.of(ANN).name(), "bob", MESSAGE.encode()))).isEmpty();
  }

  @Test
  void floodIsCut() {
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      passed += tell(new Input.Received(TOPIC, "mallory", MESSAGE.encode())).size();
    }
    assertThat(passed).isEqualTo(200);
  }

  @Test
  void whatOneTellsIsPublishedOnce() {
    byte[] data = MESSAGE.encode();
    assertThat(tell(new Input.Tell(data))).containsExactly(new Effect.Publish(TOPIC, data));
    assertThat(tell(new Input.Tick())).isEmpty();
  }
}
