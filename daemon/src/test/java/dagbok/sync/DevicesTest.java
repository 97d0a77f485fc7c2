package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.testing.Forger;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevicesTest {
  private static final long LARGEST_SEQ = (1L << 53) - 1;

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs laptopNode = network.newNode();
  private final MemoryIpfs phoneNode = network.newNode();
  private final MemoryIpfs thirdNode = network.newNode();
  private TestDaemon laptop;
  private TestDaemon phone;
  private Replica onLaptop;

  @BeforeEach
  void start() {
    network.connect(laptopNode, phoneNode);
    laptop = new TestDaemon(folder.resolve("laptop"), laptopNode);
    phone = new TestDaemon(folder.resolve("phone"), phoneNode);
    onLaptop = laptop.found("Ann");
    laptop.sync.hold(onLaptop);
  }

  @AfterEach
  void stop() {
    laptop.close();
    phone.close();
  }

  /** The phone has a key of its own for the laptop's profile. */
  private Replica onPhone() {
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    seed[0] = 7;
    SigningKey key = SigningKey.ofSeed(seed);
    Control.Grant grant =
        Control.Grant.by(
            key,
            SealSecret.ofBytes(new byte[32]).publicKey(),
            onLaptop.profile(),
            laptop.device(onLaptop));
    Cid device = laptop.write(onLaptop, grant);
    phone.keys.add(new KeyFolder.Key(onLaptop.profile(), device, seed));
    Replica replica = phone.replicas.own(onLaptop.profile());
    phone.sync.hold(replica);
    TestDaemon.awaitSame(replica, onLaptop);
    return replica;
  }

  @Test
  void devicesThatWroteApartComeToOneSnapshotAndAHeadOfIt() {
    Replica onPhone = onPhone();
    network.isolate(phoneNode);
    laptop.post(onLaptop, "from the laptop");
    phone.post(onPhone, "from the phone");
    laptop.awaitKept(onLaptop);
    phone.awaitKept(onPhone);
    network.connect(laptopNode, phoneNode);
    laptop.post(onLaptop, "and after that");
    TestDaemon.await(
        "all three on both",
        () ->
            laptop.feed().size() == 3
                && TestDaemon.snapshot(onPhone).equals(TestDaemon.snapshot(onLaptop)));
    for (Replica replica : List.of(onLaptop, onPhone)) {
      TestDaemon.await(
          "a head of what was merged",
          () ->
              replica.heads().stream()
                  .anyMatch(head -> head.value().snapshot().equals(TestDaemon.snapshot(replica))));
    }
  }

  @Test
  void mergingIsAnnouncedToFollowers() {
    Replica onPhone = onPhone();
    network.isolate(phoneNode);
    Cid fromPhone = phone.post(onPhone, "from the phone");
    network.connect(laptopNode, phoneNode);
    network.connect(laptopNode, thirdNode);
    try (TestDaemon third = new TestDaemon(folder.resolve("third"), thirdNode)) {
      Replica copy = third.follow(onLaptop.profile());
      TestDaemon.awaitSame(copy, onLaptop); // so that it listens
      phone.post(onPhone, "again");
      TestDaemon.await("merged", () -> laptop.feed().contains(fromPhone));
      TestDaemon.awaitSame(copy, onLaptop);
      assertThat(third.feed()).contains(fromPhone);
    }
  }

  @Test
  void headWithTheLargestSeqDoesNotEndPosting() {
    laptop.post(onLaptop, "hello");
    laptop.awaitKept(onLaptop);
    Encoded<Head> own = onLaptop.heads().get(0);
    Forger mallory = new Forger(thirdNode, laptop, onLaptop);
    onLaptop.keepHead(mallory.head(TestDaemon.snapshot(onLaptop), LARGEST_SEQ));
    assertThat(onLaptop.heads()).containsExactly(own);
    Cid after = laptop.post(onLaptop, "goes on");
    assertThat(laptop.feed()).contains(after);
    assertThat(onLaptop.heads().get(0).value().seq()).isEqualTo(own.value().seq() + 1);
  }

  @Test
  void headThatNamesAnotherNodeThanItsSnapshotGivesIsNotBelieved() {
    laptop.post(onLaptop, "hello");
    Head own = onLaptop.heads().get(0).value();
    Head other =
        new Head(
            own.profile(),
            own.snapshot(),
            own.device(),
            own.seq(),
            own.time(),
            Entry.UNSIGNED,
            Optional.of(own.profile().root()),
            Optional.empty());
    assertThat(onLaptop.isInStep(own)).isTrue();
    assertThat(onLaptop.isInStep(other.signedBy(laptop.key(onLaptop)))).isFalse();
    assertThat(onLaptop.contradicts(other)).isTrue();
  }

  @Test
  void holdersAreFoundByTheRootCidAlone() {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    laptop.post(onLaptop, "hello");
    laptop.awaitKept(onLaptop);
    try (TestDaemon third = new TestDaemon(folder.resolve("third"), thirdNode)) {
      TestDaemon.await(
          "provided",
          () ->
              !thirdNode
                  .peers()
                  .findProviders(onLaptop.profile().root(), 1, java.time.Duration.ofSeconds(1))
                  .isEmpty());
      Replica copy = third.follow(onLaptop.profile());
      new Finder(thirdNode.peers(), executor, third.sync::state, profile -> true, profile -> {})
          .look(onLaptop.profile(), List.of());
      TestDaemon.awaitSame(copy, onLaptop);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void nothingIsProvidedWhileNobodyIsConnected() {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    try {
      MemoryIpfs alone = network.newNode();
      Provider provider = new Provider(alone.peers(), executor, new Random(1));
      provider.provide(onLaptop.profile());
      executor.submit(() -> {}).get();
      assertThat(
              phoneNode
                  .peers()
                  .findProviders(onLaptop.profile().root(), 1, java.time.Duration.ofSeconds(1)))
          .isEmpty();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      executor.shutdownNow();
    }
  }
}
