package dagbok.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.PubSub;
import dagbok.schema.ProfileId;
import dagbok.schema.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class GossipRunnerTest {
  private static final ProfileId DEAF = profile(1);
  private static final ProfileId HEARD = profile(2);

  private final Set<String> published = ConcurrentHashMap.newKeySet();

  private static ProfileId profile(int n) {
    return new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) n}));
  }

  private static String topic(ProfileId profile) {
    return Topic.of(profile).name();
  }

  /** One topic can't be listened to; publishing works. */
  private final PubSub pubSub =
      new PubSub() {
        @Override
        public void publish(String topic, byte[] data) {
          if (data.length == 0) {
            throw new StackOverflowError("made by somebody's bytes");
          }
          published.add(topic);
        }

        @Override
        public Subscription subscribe(
            String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd) {
          if (topic.equals(topic(DEAF))) {
            throw new IpfsException(IpfsException.Reason.FAILED, "no more streams", "Wait", null);
          }
          return () -> {};
        }

        @Override
        public List<String> peers(String topic) {
          return List.of();
        }
      };

  private static Input newest(byte[] announcement) {
    Cid head = Cid.of(Multicodec.DAG_CBOR, announcement);
    return new Input.Newest(HEARD, head, announcement, Optional.of(announcement));
  }

  @Test
  void topicThatCannotBeHeardStaysTroubleWhileOthersWork() {
    try (GossipRunner runner = new GossipRunner(pubSub, new Random(1), head -> {})) {
      runner.tell(new Input.Hold(DEAF, Input.Role.FOLLOWED));
      runner.tell(new Input.Hold(HEARD, Input.Role.OWN));
      runner.tell(newest(new byte[] {1}));
      Awaitility.await().until(() -> published.contains(topic(HEARD)));
      assertThat(runner.trouble()).isPresent();
    }
  }

  @Test
  void errorEndsOneInputAndNotGossip() {
    try (GossipRunner runner = new GossipRunner(pubSub, new Random(1), head -> {})) {
      runner.tell(new Input.Hold(HEARD, Input.Role.OWN));
      runner.tell(newest(new byte[0]));
      runner.tell(newest(new byte[] {1}));
      Awaitility.await().until(() -> published.contains(topic(HEARD)));
    }
  }
}
