package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.gossip.Effect;
import dagbok.profile.Replica;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers say of profiles that want to be found. */
final class DiscoveriesTest {

  @TempDir Path folder;
  private final Discoveries discoveries = new Discoveries(Verifier.ed25519(), TestDaemon.CLOCK);
  private final long now = TestDaemon.CLOCK.instant().getEpochSecond();
  private TestDaemon ann;
  private Replica profile;

  @BeforeEach
  void start() {
    ann = TestDaemon.alone(folder.resolve("ann"));
    profile = ann.found("Ann");
  }

  @AfterEach
  void stop() {
    ann.close();
  }

  private Message.Discover unsigned(Replica of, long time) {
    return new Message.Discover(
        of.profile(),
        ann.device(of),
        Announcements.proof(of, ann.device(of)).orElseThrow(),
        List.of("http://192.0.2.7:8471"),
        time,
        new Signature(new byte[Signature.BYTES]));
  }

  private Message.Discover signed(Replica of, long time) {
    return unsigned(of, time).signedBy(SigningKey.ofSeed(ann.keys.of(of.profile()).get(0).seed()));
  }

  private void hear(Message.Discover message, String from) {
    discoveries.heard(new Effect.Discovered(message, from));
  }

  private List<ProfileId> found() {
    return discoveries.all().stream().map(Discoveries.Found::profile).toList();
  }

  @Test
  void whatADeviceOfTheProfileSignedIsFound() {
    hear(signed(profile, now), "a peer");
    assertThat(found()).containsExactly(profile.profile());
    assertThat(discoveries.all().get(0).peers()).containsExactly("http://192.0.2.7:8471");
  }

  @Test
  void whatItDidNotSignIsNot() {
    hear(unsigned(profile, now), "a peer");
    hear(signed(profile, now).signedBy(SigningKey.ofSeed(new byte[32])), "a peer");
    Replica other = ann.found("Ann's other");
    Message.Discover proofOfAnother =
        new Message.Discover(
                other.profile(),
                ann.device(profile),
                Announcements.proof(profile, ann.device(profile)).orElseThrow(),
                List.of(),
                now,
                new Signature(new byte[Signature.BYTES]))
            .signedBy(SigningKey.ofSeed(ann.keys.of(profile.profile()).get(0).seed()));
    hear(proofOfAnother, "a peer");
    assertThat(found()).isEmpty();
  }

  @Test
  void itIsVoidAfterADayAndWhatIsToComeIsNotTakenNow() {
    long day = Duration.ofDays(1).toSeconds();
    hear(signed(profile, now - day), "a peer");
    hear(signed(profile, now + Duration.ofMinutes(10).toSeconds()), "a peer");
    assertThat(found()).isEmpty();
    hear(signed(profile, now - day + 1), "a peer");
    assertThat(found()).hasSize(1);
  }

  @Test
  void whatWasSaidEarlierTakesNoPlace() {
    hear(signed(profile, now), "a peer");
    hear(signed(profile, now - 5), "a replay");
    assertThat(discoveries.all().get(0).time()).isEqualTo(TestDaemon.CLOCK.instant());
  }

  @Test
  void whoTellsOfMuchPushesOutHisOwn() {
    hear(signed(profile, now), "an honest peer");
    List<Replica> many =
        IntStream.rangeClosed(0, Discoveries.MAX_OF_ONE_PEER)
            .mapToObj(i -> ann.found("n" + i))
            .toList();
    many.forEach(one -> hear(signed(one, now), "a flood"));
    assertThat(found())
        .hasSize(1 + Discoveries.MAX_OF_ONE_PEER)
        .contains(profile.profile(), many.get(Discoveries.MAX_OF_ONE_PEER).profile())
        .doesNotContain(many.get(0).profile());
  }

  @Test
  void whatSeveralTellOfNobodyPushesOut() {
    hear(signed(profile, now), "a flood");
    hear(signed(profile, now), "an honest peer");
    for (int i = 0; i < Discoveries.MAX_OF_ONE_PEER; i++) {
      hear(signed(ann.found("n" + i), now), "a flood");
    }
    assertThat(found()).hasSize(1 + Discoveries.MAX_OF_ONE_PEER).contains(profile.profile());
  }

  @Test
  void onePeerTakesNoMoreThanItsShareOfChecks() {
    for (int i = 0; i < 1_000; i++) {
      hear(unsigned(profile, now), "a flood");
    }
    hear(signed(profile, now), "a flood");
    assertThat(found()).isEmpty();
    hear(signed(profile, now), "an honest peer");
    assertThat(found()).containsExactly(profile.profile());
  }

  @Test
  void whoseClockIsAheadDoesNotStayOnTop() {
    hear(signed(profile, now + 500), "a peer");
    assertThat(discoveries.all().get(0).time()).isEqualTo(TestDaemon.CLOCK.instant());
  }
}
