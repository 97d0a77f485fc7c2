package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.ProfileId;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.port.Revocations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laptop that granted a phone, and somebody who follows both. */
final class RevocationsTest {
  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs phoneNode = network.newNode();
  private final MemoryIpfs laptopNode = network.newNode();
  private TestDaemon laptop;
  private TestDaemon phone;
  private TestDaemon friend;
  private String phrase;
  private Replica onLaptop;
  private Replica onPhone;
  private Replica atFriend;
  private Cid phonesDevice;

  @BeforeEach
  void start() {
    MemoryIpfs friendsNode = network.newNode();
    network.connect(laptopNode, phoneNode);
    network.connect(laptopNode, friendsNode);
    network.connect(phoneNode, friendsNode);
    laptop = new TestDaemon(folder.resolve("laptop"), laptopNode);
    phone = new TestDaemon(folder.resolve("phone"), phoneNode);
    friend = new TestDaemon(folder.resolve("friend"), friendsNode);
    Profiles.Created created = laptop.founder.found("Ann");
    phrase = String.join(" ", created.phrase());
    ProfileId profile = created.profile();
    onLaptop = laptop.replicas.find(profile).orElseThrow();
    laptop.sync.hold(onLaptop);
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    seed[0] = 7;
    phonesDevice =
        laptop.write(
            onLaptop,
            Control.Grant.by(
                SigningKey.ofSeed(seed),
                SealSecret.ofBytes(new byte[32]).publicKey(),
                profile,
                laptop.device(onLaptop)));
    phone.keys.add(new KeyFolder.Key(profile, phonesDevice, seed));
    onPhone = phone.replicas.own(profile);
    phone.sync.hold(onPhone);
    TestDaemon.awaitSame(onPhone, onLaptop);
    atFriend = friend.follow(profile);
    TestDaemon.awaitSame(atFriend, onLaptop);
  }

  @AfterEach
  void stop() {
    laptop.close();
    phone.close();
    friend.close();
  }

  private static DaemonRevocations of(TestDaemon daemon) {
    return new DaemonRevocations(daemon.replicas, daemon.writer, daemon.sync, new EventHub());
  }

  private Revocations.Request request(Cid device, Optional<Cid> last, Optional<String> words) {
    return new Revocations.Request(onLaptop.profile(), device, last, words);
  }

  private static boolean isLive(Replica replica, Cid entry) {
    return replica.read(history -> history.isLive(entry));
  }

  private void awaitAllSame() {
    TestDaemon.awaitSame(onLaptop, atFriend);
    TestDaemon.awaitSame(onLaptop, onPhone);
  }

  @Test
  void whatAThiefWritesAppearsNowhereAndHonestPostsStand() {
    Cid honest = phone.post(onPhone, "honest");
    awaitAllSame();
    network.isolate(phoneNode);
    Cid theft = phone.post(onPhone, "a thief's");

    Revocations.Revoked revoked =
        of(laptop).revoke(request(phonesDevice, Optional.empty(), Optional.empty()));
    network.connect(phoneNode, laptopNode);

    assertThat(revoked.last()).isEqualTo(honest);
    awaitAllSame();
    assertThat(isLive(atFriend, honest)).isTrue();
    assertThat(isLive(atFriend, theft)).isFalse();
    assertThat(isLive(onPhone, theft)).isFalse();
    assertThatThrownBy(() -> phone.post(onPhone, "more")).isInstanceOf(Refusal.class);
  }

  @Test
  void theOwnerPicksWhatStandsAndMayCorrectIt() {
    Cid first = phone.post(onPhone, "first");
    Cid second = phone.post(onPhone, "second");
    awaitAllSame();
    DaemonRevocations revocations = of(laptop);
    assertThat(revocations.wrote(onLaptop.profile(), phonesDevice))
        .extracting(Revocations.Wrote::excerpt)
        .containsExactly("second", "first");

    revocations.revoke(request(phonesDevice, Optional.of(first), Optional.empty()));
    TestDaemon.await("the second is void", () -> !isLive(atFriend, second));
    assertThat(isLive(atFriend, first)).isTrue();

    revocations.revoke(request(phonesDevice, Optional.of(second), Optional.empty()));
    TestDaemon.await("the second stands again", () -> isLive(atFriend, second));
  }

  @Test
  void aDeviceSignsItselfOut() {
    Cid post = phone.post(onPhone, "to stay");
    awaitAllSame();

    of(phone).revoke(request(phonesDevice, Optional.empty(), Optional.empty()));

    awaitAllSame();
    assertThat(isLive(atFriend, post)).isTrue();
    assertThat(onLaptop.<Boolean>read(history -> history.isInForce(phonesDevice))).isFalse();
    assertThatThrownBy(() -> phone.post(onPhone, "more")).isInstanceOf(Refusal.class);
    laptop.post(onLaptop, "the laptop goes on");
    awaitAllSame();
  }

  @Test
  void theFirstDeviceIsEndedByThePhraseAlone() {
    Cid first = laptop.device(onLaptop);
    DaemonRevocations revocations = of(phone);
    assertThatThrownBy(() -> revocations.revoke(request(first, Optional.empty(), Optional.empty())))
        .hasMessageContaining("only the recovery phrase");
    String other = String.join(" ", friend.founder.found("Bob").phrase());
    assertThatThrownBy(
            () -> revocations.revoke(request(first, Optional.empty(), Optional.of(other))))
        .hasMessageContaining("another profile");
    assertThatThrownBy(
            () -> revocations.revoke(request(first, Optional.empty(), Optional.of("one two"))))
        .hasMessageContaining("no recovery phrase");

    Cid granted = onPhone.member(phonesDevice).orElseThrow().cid();
    revocations.revoke(request(first, Optional.of(granted), Optional.of(phrase)));

    awaitAllSame();
    assertThat(atFriend.<List<Cid>>read(history -> history.devices()))
        .contains(phonesDevice)
        .doesNotContain(first);
    assertThatThrownBy(() -> laptop.post(onLaptop, "more")).isInstanceOf(Refusal.class);
    Cid post = phone.post(onPhone, "from the phone");
    TestDaemon.await("the phone's post", () -> isLive(atFriend, post));
  }

  @Test
  void whatIsNotThereIsRefused() {
    Cid foreign = laptop.post(onLaptop, "the laptop's");
    DaemonRevocations revocations = of(laptop);
    assertThatThrownBy(
            () -> revocations.revoke(request(phonesDevice, Optional.of(foreign), Optional.empty())))
        .hasMessageContaining("none of that device");
    assertThatThrownBy(
            () -> revocations.revoke(request(foreign, Optional.empty(), Optional.empty())))
        .hasMessageContaining("no such device");
  }
}
