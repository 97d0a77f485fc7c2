package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.ipfs.Mailbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
  private static final String TOPIC = "/dagbok/1/heads/1";

  private final SigningKey key = key(1);
  private final SigningKey other = key(2);
  private final Neighbourhood neighbourhood =
      new Neighbourhood(
          key,
          Verifier.ed25519(),
          Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC),
          List::of);
  private final List<String> heard = new ArrayList<>();

  private static SigningKey key(int seed) {
    byte[] bytes = new byte[SigningKey.SEED_BYTES];
    bytes[0] = (byte) seed;
    return SigningKey.ofSeed(bytes);
  }

  /** A link that remembers what was sent. */
  private static final class Recorder implements Link {
    private final List<byte[]> sent = new ArrayList<>();
    private final String challenge;
    private boolean ended;

    Recorder(String challenge) {
      this.challenge = challenge;
    }

    @Override
    public String theirChallenge() {
      return challenge;
    }

    @Override
    public String ourChallenge() {
      return challenge;
    }

    @Override
    public void send(byte[] frame) {
      sent.add(frame);
    }

    @Override
    public void cut(String why) {
      ended = true;
    }

    @Override
    public boolean isEnded() {
      return ended;
    }

    List<Frame.Spoken> spoken() throws Exception {
      List<Frame.Spoken> spoken = new ArrayList<>();
      for (byte[] frame : sent) {
        if (Frame.decode(frame) instanceof Frame.Spoken said) {
          spoken.add(said);
        }
      }
      return spoken;
    }
  }

  private Recorder linked(int seed, String... topics) {
    Recorder link = new Recorder("challenge " + seed);
    greet(link, seed, topics);
    return link;
  }

  private void greet(Recorder link, int seed, String... topics) {
    Frame.Hello hello =
        Frame.Hello.signed(key(seed), link.ourChallenge(), 0, List.of(topics), List.of());
    neighbourhood.greeted(link, hello, Optional.empty());
  }

  private void listen() {
    neighbourhood.listen(
        new Mailbox(TOPIC, message -> heard.add(message.from()), why -> {}, Runnable::run));
  }

  private static Frame.Spoken said(SigningKey by, long number) {
    return Frame.Spoken.signed(by, number, TOPIC, new byte[] {1, 2});
  }

  @Test
  void messageIsHeardOnceAndPassedOnToThoseWhoListenOnly() throws Exception {
    listen();
    Recorder from = linked(2, TOPIC);
    Recorder listener = linked(3, TOPIC);
    Recorder deaf = linked(4, "/dagbok/1/heads/2");

    neighbourhood.heard(from, said(other, 7));
    neighbourhood.heard(listener, said(other, 7));

    assertThat(heard).containsExactly(new PeerId(other.publicKey()).toString());
    assertThat(listener.spoken()).hasSize(1);
    assertThat(from.spoken()).isEmpty();
    assertThat(deaf.spoken()).isEmpty();
  }

  @Test
  void whatOneDoesNotListenToIsNotPassedOn() throws Exception {
    Recorder from = linked(2, TOPIC);
    Recorder listener = linked(3, TOPIC);

    neighbourhood.heard(from, said(other, 7));

    assertThat(listener.spoken()).isEmpty();
  }

  @Test
  void wrongSignatureIsDropped() throws Exception {
    listen();
    Recorder from = linked(3, TOPIC);
    Frame.Spoken right = said(other, 7);
    Frame.Spoken forged =
        new Frame.Spoken(right.from(), 8, right.topic(), right.data(), right.signature());

    neighbourhood.heard(from, forged);
    assertThat(heard).isEmpty();

    neighbourhood.heard(from, right);
    assertThat(heard).hasSize(1);
  }

  @Test
  void floodOfOneLinkIsCutAndOthersAreHeard() {
    listen();
    Recorder flood = linked(2, TOPIC);
    Recorder honest = linked(3, TOPIC);
    for (int i = 0; i < 2_000; i++) {
      neighbourhood.heard(flood, said(other, i));
    }
    int fromFlood = heard.size();
    neighbourhood.heard(honest, said(key(3), 1));

    assertThat(fromFlood).isLessThan(1_000);
    assertThat(heard).hasSize(fromFlood + 1);
  }

  @Test
  void nobodyTakesAnothersPlace() {
    Recorder thief = new Recorder("challenge of the thief");
    Frame.Hello overheard =
        Frame.Hello.signed(key(2), "another challenge", 0, List.of(TOPIC), List.of());

    neighbourhood.greeted(thief, overheard, Optional.empty());

    assertThat(neighbourhood.all()).isEmpty();
  }

  @Test
  void greetingThatComesAfterTheEndOfItsLinkLeavesNothing() {
    Recorder link = new Recorder("challenge");
    link.cut("gone");
    neighbourhood.left(link);

    greet(link, 2, TOPIC);

    assertThat(neighbourhood.all()).isEmpty();
  }

  @Test
  void linkOfSignsOfLifeAloneIsCut() {
    Recorder link = linked(2, TOPIC);
    neighbourhood.beaten(link);
    assertThat(link.isEnded()).isFalse();

    for (int i = 0; i < 1_000; i++) {
      neighbourhood.beaten(link);
    }

    assertThat(link.isEnded()).isTrue();
  }

  @Test
  void newListenersAreTold() {
    List<Set<String>> told = new ArrayList<>();
    neighbourhood.onListeners(told::add);
    listen();

    linked(2, TOPIC, "/dagbok/1/heads/9");

    assertThat(told).containsExactly(Set.of(TOPIC));
  }

  @Test
  void ownMessagesComeBackToNobody() throws Exception {
    listen();
    Recorder listener = linked(3, TOPIC);

    neighbourhood.publish(TOPIC, new byte[] {5});
    neighbourhood.heard(listener, listener.spoken().get(0));

    assertThat(heard).hasSize(1);
    assertThat(listener.spoken()).hasSize(1);
  }
}
