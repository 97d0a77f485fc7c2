package dagbok.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.pair.PairingException.Reason;
import dagbok.profile.Doubt;
import dagbok.profile.Replica;
import dagbok.publish.Seals;
import dagbok.schema.Control;
import dagbok.schema.ProfileId;
import dagbok.store.ProfileTable;
import dagbok.sync.Announcements;
import dagbok.testing.Drafts;
import dagbok.testing.StepClock;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Daemons that pair, write apart from each other, and meet again. */
final class JoiningTest {
  private static final int STEPS = 24;

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final StepClock clock = new StepClock();
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private final List<Device> devices = new ArrayList<>();
  private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
  private final Invitations invitations =
      new Invitations(clock, random, (work, pause) -> later.add(work));
  private int opened;

  /** A daemon with what joins. */
  private final class Device {
    private final MemoryIpfs node = network.newNode();
    private final Path home = folder.resolve("device-" + devices.size());
    private TestDaemon daemon = new TestDaemon(home, node);
    private Settling settling = newSettling();
    private Joins joins = new Joins(settling, clock, random, Seals::of, executor);

    private Settling newSettling() {
      return new Settling(
          new PendingFolder(home.resolve("keys")),
          daemon.keys,
          daemon.replicas,
          daemon.database,
          (replica, addresses) -> daemon.sync.hold(replica));
    }

    Replica replica() {
      return daemon.replicas.all().get(0);
    }

    /** As after a crash. */
    void restart() {
      daemon = daemon.restarted();
      settling = newSettling();
      settling.resume();
      joins = new Joins(settling, clock, random, Seals::of, executor);
    }

    long pending() {
      try (Stream<Path> files = Files.list(home.resolve("keys"))) {
        return files.filter(f -> f.toString().endsWith(".pending")).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void start() {
    Device laptop = device();
    laptop.daemon.sync.hold(laptop.daemon.found("Ann"));
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    devices.forEach(device -> device.daemon.close());
  }

  private Device device() {
    Device device = new Device();
    devices.forEach(other -> network.connect(other.node, device.node));
    devices.add(device);
    return device;
  }

  private Device laptop() {
    return devices.get(0);
  }

  private Invitations.View invite(Device by) {
    Replica replica = by.replica();
    Terms terms = new Terms(replica.profile(), by.daemon.device(replica), "Ann", List.of("memory"));
    opened++;
    return invitations.invite(
        terms, false, () -> new Invitations.Opened(List.of(), () -> opened--));
  }

  /** None is opened where files are carried. */
  private static Invitations.Opened noWay() {
    throw new AssertionError("a way for files");
  }

  private PairingCode code(Invitations.View view) {
    return PairingCode.parse(view.code());
  }

  /** A way that says when it was closed. */
  private final class Counted implements Joins.Way {
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public byte[] say(byte[] message) throws IOException {
      if (closed.get() > 0) {
        throw new IOException("closed");
      }
      return JoiningTest.this.say(message);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private byte[] say(byte[] message) throws IOException {
    try {
      return invitations.take(message);
    } catch (PairingException e) {
      throw new IOException(e);
    }
  }

  /** Time goes by. */
  private void pass(Duration time) {
    clock.step(time);
    for (Runnable work = later.poll(); work != null; work = later.poll()) {
      work.run();
    }
  }

  private void confirm(Device by) {
    Invitations.View unused =
        invitations.confirm(
            (terms, request) -> {
              Cid grant = by.daemon.write(by.replica(), request.grant());
              return Announcements.proof(by.replica(), grant).orElseThrow();
            });
  }

  private void await(Device joiner, Stage stage) {
    TestDaemon.await(
        "joiner at " + stage,
        () -> joiner.joins.current().filter(view -> view.stage() == stage).isPresent());
  }

  /** Waits until the words stand on both screens. */
  private void awaitWords(Device joiner) {
    await(joiner, Stage.ASKED);
    TestDaemon.await(
        "inviter too", () -> invitations.current().orElseThrow().stage() == Stage.ASKED);
  }

  /** Joins, invited by {@code by}, and waits until it may write. */
  private void join(Device joiner, Device by) {
    Invitations.View view = invite(by);
    Joins.View unused = joiner.joins.start(code(view), "phone", List.of(this::say));
    awaitWords(joiner);
    List<String> words = joiner.joins.current().orElseThrow().words();
    assertThat(words).hasSize(4).isEqualTo(invitations.current().orElseThrow().words());
    Joins.View agreed = joiner.joins.agree();
    assertThat(agreed.agreed()).isTrue();
    confirm(by);
    await(joiner, Stage.DONE);
    pass(Invitations.LAST_WORD);
    assertThat(opened).isZero();
    TestDaemon.awaitSame(joiner.replica(), by.replica());
  }

  @Test
  void joinerHoldsTheProfileAsItsOwnAndWrites() {
    laptop().daemon.post(laptop().replica(), "before");
    Device phone = device();
    join(phone, laptop());
    assertThat(phone.replica().own()).isTrue();
    assertThat(phone.pending()).isZero();
    ProfileTable.Row row = phone.daemon.database.read(ProfileTable::all).get(0);
    assertThat(row.inUse()).isTrue();
    assertThat(row.peers()).containsExactly("memory");
    Cid written = phone.daemon.post(phone.replica(), "from the phone");
    TestDaemon.await("it", () -> laptop().daemon.feed().contains(written));
    phone.restart();
    Cid after = phone.daemon.post(phone.replica(), "after a restart");
    TestDaemon.await("it too", () -> laptop().daemon.feed().contains(after));
  }

  @Test
  void deviceInDoubtJoinsAgainAsANewOne() {
    Device phone = device();
    join(phone, laptop());
    Cid before = phone.daemon.device(phone.replica());
    phone.replica().devices().doubt(before, Doubt.RESTORED);
    assertThat(phone.daemon.writer.find(phone.replica())).isEmpty();
    Replica opened = phone.replica();

    join(phone, laptop());

    assertThat(phone.replica()).isSameAs(opened);

    Cid after = phone.daemon.writer.device(phone.replica()).device();
    assertThat(after).isNotEqualTo(before);
    assertThat(phone.daemon.writer.doubt(phone.replica())).isEmpty();
    Cid written =
        phone.daemon.author.publish(phone.replica(), Drafts.text("again"), root -> {}).entry();
    phone.daemon.sync.changed(phone.replica().profile());
    TestDaemon.await("it", () -> laptop().daemon.feed().contains(written));
    assertThat(phone.replica().summary().forked()).isFalse();
  }

  @Test
  void grantedKeyIsLeftWhereADeviceMayWriteAlready() {
    Replica profile = laptop().replica();
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    seed[0] = 9;
    Cid before = laptop().daemon.device(profile);
    laptop().settling.keep(new PendingKey(profile.profile(), seed, before, List.of(), List.of()));
    Control.Grant grant =
        Control.Grant.by(
            SigningKey.ofSeed(seed),
            SealSecret.ofBytes(new byte[32]).publicKey(),
            profile.profile(),
            before);
    Cid granted = laptop().daemon.write(profile, grant);

    laptop().settling.arrived(profile);

    assertThat(laptop().daemon.keys.find(granted)).isEmpty();
    profile.devices().doubt(before, Doubt.RESTORED);
    laptop().settling.arrived(profile);
    assertThat(laptop().daemon.keys.find(granted)).isPresent();
    assertThat(laptop().replica()).isSameAs(profile);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void threeDevicesThatWriteApartComeToOneSnapshotAndLoseNothing(long seed) {
    Random dice = new Random(seed);
    Device phone = device();
    join(phone, laptop());
    Device tablet = device();
    join(tablet, dice.nextBoolean() ? phone : laptop());
    Set<Cid> written = new HashSet<>();
    for (int i = 0; i < STEPS; i++) {
      Device device = devices.get(dice.nextInt(devices.size()));
      switch (dice.nextInt(4)) {
        case 0 -> network.isolate(device.node);
        case 1 -> meet(device, devices.get(dice.nextInt(devices.size())));
        default -> written.add(device.daemon.post(device.replica(), "post " + i));
      }
    }
    devices.forEach(device -> devices.forEach(other -> meet(device, other)));
    devices.forEach(device -> written.add(device.daemon.post(device.replica(), "at last")));
    for (Device device : devices) {
      TestDaemon.await("all of it", () -> device.daemon.feed().size() == written.size());
      TestDaemon.awaitSame(device.replica(), laptop().replica());
      assertThat(new HashSet<>(device.daemon.feed())).isEqualTo(written);
      TestDaemon.await(
          "a head of it", () -> Announcements.fitting(device.replica()).findAny().isPresent());
    }
    assertThat(devices.stream().map(d -> d.replica().summary().head()).distinct()).hasSize(1);
  }

  private void meet(Device one, Device other) {
    if (one != other) {
      network.connect(one.node, other.node);
    }
  }

  @Test
  void wrongCodeEndsItOnBothSides() {
    Invitations.View view = invite(laptop());
    Device phone = device();
    String other = view.code().endsWith("0") ? "1" : "0";
    String wrong = view.code().substring(0, view.code().length() - 1) + other;
    Joins.View unused = phone.joins.start(PairingCode.parse(wrong), "phone", List.of(this::say));
    await(phone, Stage.ENDED);
    assertThat(phone.joins.current().orElseThrow().why()).contains(Reason.WRONG_CODE);
    TestDaemon.await("told", () -> invitations.current().orElseThrow().stage() == Stage.ENDED);
    assertThat(invitations.current().orElseThrow().why()).contains(Reason.WRONG_CODE);
    assertThat(phone.daemon.replicas.all()).isEmpty();
    pass(Invitations.LAST_WORD);
    assertThat(opened).isZero();
  }

  @Test
  void codeExpiresAndItsWayIsClosed() {
    Invitations.View view = invite(laptop());
    clock.step(Invitations.TIME);
    Device phone = device();
    Joins.View unused = phone.joins.start(code(view), "phone", List.of(this::say));
    await(phone, Stage.ENDED);
    assertThat(phone.joins.current().orElseThrow().why()).contains(Reason.EXPIRED);
    assertThat(opened).isEqualTo(1); // not by the message itself, which came by that way
    pass(Duration.ZERO);
    assertThat(opened).isZero();
    assertThat(invitations.current()).isPresent();
    assertThat(opened).isZero(); // and once only
  }

  @Test
  void cancelledInvitationThatNobodyTookClosesItsWayAtOnce() {
    Invitations.View unused = invite(laptop());
    Optional<Invitations.View> cancelled = invitations.cancel();
    assertThat(cancelled.orElseThrow().why()).contains(Reason.REFUSED);
    assertThat(opened).isZero();
    pass(Invitations.TIME);
    assertThat(opened).isZero();
  }

  @Test
  void newInvitationEndsTheOneBefore() {
    Invitations.View first = invite(laptop());
    Invitations.View second = invite(laptop());
    assertThat(second.code()).isNotEqualTo(first.code());
    assertThat(opened).isEqualTo(1);
    Device phone = device();
    Joins.View unused = phone.joins.start(code(first), "phone", List.of(this::say));
    await(phone, Stage.ENDED);
  }

  @Test
  void refusalLeavesNothingBehind() {
    Invitations.View view = invite(laptop());
    Device phone = device();
    Joins.View unused = phone.joins.start(code(view), "phone", List.of(this::say));
    awaitWords(phone);
    assertThat(phone.pending()).isEqualTo(1);
    Optional<Invitations.View> cancelled = invitations.cancel();
    assertThat(cancelled.orElseThrow().why()).contains(Reason.REFUSED);
    assertThat(opened).isEqualTo(1); // the joiner is to hear of it
    await(phone, Stage.ENDED);
    assertThat(phone.joins.current().orElseThrow().why()).contains(Reason.TURNED_DOWN);
    assertThat(phone.pending()).isZero();
    pass(Invitations.LAST_WORD);
    assertThat(opened).isZero();
    assertThatThrownBy(() -> confirm(laptop())).isInstanceOf(PairingException.class);
  }

  @Test
  void joinerWhoCancelsIsNotGranted() {
    Invitations.View view = invite(laptop());
    Device phone = device();
    Joins.View unused = phone.joins.start(code(view), "phone", List.of(this::say));
    awaitWords(phone);
    Optional<Joins.View> cancelled = phone.joins.cancel();
    assertThat(cancelled.orElseThrow().stage()).isEqualTo(Stage.ENDED);
    TestDaemon.await("told", () -> invitations.current().orElseThrow().stage() == Stage.ENDED);
    assertThat(phone.pending()).isZero();
    pass(Invitations.LAST_WORD);
    assertThat(opened).isZero();
  }

  @Test
  void joinerClosesItsWaysWhateverBecomesOfIt() {
    Device phone = device();
    Counted unanswered = new Counted();
    Joins.View none = phone.joins.start(PairingCode.random(random), "phone", List.of(unanswered));
    assertThat(none.stage()).isEqualTo(Stage.WAITING);
    await(phone, Stage.ENDED);
    TestDaemon.await("closed", () -> unanswered.closed.get() == 1);

    PairingCode code = code(invite(laptop()));
    Counted cancelled = new Counted();
    Joins.View unused = phone.joins.start(code, "phone", List.of(cancelled));
    awaitWords(phone);
    assertThat(cancelled.closed).hasValue(0);
    assertThat(phone.joins.cancel()).isPresent();
    TestDaemon.await("closed", () -> cancelled.closed.get() == 1);
    assertThat(invitations.current().orElseThrow().why()).contains(Reason.REFUSED);

    PairingCode other = code(invite(laptop()));
    Counted granted = new Counted();
    Joins.View again = phone.joins.start(other, "phone", List.of(granted));
    assertThat(again.stage()).isEqualTo(Stage.WAITING);
    awaitWords(phone);
    confirm(laptop());
    TestDaemon.await("closed", () -> granted.closed.get() == 1);
    assertThat(phone.joins.agree().stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void grantThatCameIsTakenInAfterACrash() {
    Device phone = device();
    Joins.View unused = phone.joins.start(code(invite(laptop())), "phone", List.of(this::say));
    awaitWords(phone);
    confirm(laptop());
    PendingFolder pending = new PendingFolder(phone.home.resolve("keys"));
    PendingKey key = pending.all().get(0);
    Replica onLaptop = laptop().replica();
    Cid device = onLaptop.read(history -> history.granted().get(1).device());
    // all that is written first when the person has agreed
    pending.keep(key.with(Announcements.proof(onLaptop, device).orElseThrow()));
    phone.restart();
    TestDaemon.awaitSame(phone.replica(), onLaptop);
    assertThat(phone.replica().own()).isTrue();
    assertThat(phone.pending()).isZero();
    Cid written = phone.daemon.post(phone.replica(), "here I am");
    TestDaemon.await("it", () -> laptop().daemon.feed().contains(written));
  }

  @Test
  void nothingIsTakenInAsLongAsTheJoinersPersonHasNotAgreed() {
    Device phone = device();
    Joins.View unused = phone.joins.start(code(invite(laptop())), "phone", List.of(this::say));
    awaitWords(phone);
    confirm(laptop());
    phone.restart();
    assertThat(phone.daemon.replicas.all()).isEmpty();
    assertThat(phone.daemon.keys.all()).isEmpty();
    assertThat(phone.pending()).isEqualTo(1);
  }

  @Test
  void grantWhoseAnswerWasLostIsFoundInTheProfile() {
    Device phone = device();
    Joins.View unused = phone.joins.start(code(invite(laptop())), "phone", List.of(this::lossy));
    awaitWords(phone);
    confirm(laptop());
    phone.restart(); // the answer never came, and the invitation is forgotten
    assertThat(phone.pending()).isEqualTo(1);
    ProfileId profile = laptop().replica().profile();
    Replica followed = phone.daemon.follow(profile);
    TestDaemon.awaitSame(followed, laptop().replica());
    phone.settling.arrived(followed);
    assertThat(phone.pending()).isZero();
    assertThat(phone.replica().own()).isTrue();
    ProfileTable.Row row = phone.daemon.database.read(ProfileTable::all).get(0);
    assertThat(row.followed()).isEmpty();
    Cid written = phone.daemon.post(phone.replica(), "here I am");
    TestDaemon.await("it", () -> laptop().daemon.feed().contains(written));
  }

  /** Loses all answers that say what became of it. */
  private byte[] lossy(byte[] message) throws IOException {
    byte[] answer = say(message);
    if (Wire.read(answer).is("verdict")) {
      throw new IOException("lost");
    }
    return answer;
  }

  @Test
  void byFilesCarriedToAndFro() {
    Replica replica = laptop().replica();
    Terms terms = new Terms(replica.profile(), laptop().daemon.device(replica), "Ann", List.of());
    Invitations.View view = invitations.invite(terms, true, JoiningTest::noWay);
    Device phone = device();
    byte[] first = file(1, view.carried());
    byte[] second = file(2, phone.joins.start(code(view), "phone", first).carried());
    assertOutOfTurn(() -> phone.joins.carried(second)); // its own file again
    assertOutOfTurn(() -> invitations.carried(first));
    byte[] third = file(3, invitations.carried(second).carried());
    assertThat(file(3, invitations.carried(second).carried())).isEqualTo(third);
    byte[] fourth = file(4, phone.joins.carried(third).carried());
    assertThat(file(4, phone.joins.current().orElseThrow().carried())).isEqualTo(fourth);
    assertOutOfTurn(() -> invitations.carried(first));
    assertThat(invitations.carried(fourth).carried()).isEmpty();
    assertThat(phone.joins.current().orElseThrow().words())
        .hasSize(4)
        .isEqualTo(invitations.current().orElseThrow().words());
    Joins.View agreed = phone.joins.agree();
    assertThat(agreed.stage()).isEqualTo(Stage.ASKED);
    Invitations.View confirmed =
        invitations.confirm(
            (invited, request) -> {
              Cid grant = laptop().daemon.write(replica, request.grant());
              return Announcements.proof(replica, grant).orElseThrow();
            });
    assertThat(phone.joins.carried(file(5, confirmed.carried())).carried()).isEmpty();
    assertThat(phone.joins.current().orElseThrow().stage()).isEqualTo(Stage.DONE);
    TestDaemon.awaitSame(phone.replica(), replica);
  }

  private static byte[] file(int number, Optional<Carried> carried) {
    assertThat(carried.orElseThrow().number()).isEqualTo(number);
    return carried.get().message();
  }

  private static void assertOutOfTurn(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            PairingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_TURN));
  }

  @Test
  void invitationByFileIsNotForTheNetworkNorTheOtherWayRound() {
    Replica replica = laptop().replica();
    Terms terms = new Terms(replica.profile(), laptop().daemon.device(replica), "Ann", List.of());
    Invitations.View unused = invitations.invite(terms, true, JoiningTest::noWay);
    assertThatThrownBy(() -> invitations.take(Joiner.hello())).isInstanceOf(PairingException.class);
    Invitations.View other = invitations.invite(terms, false, () -> Invitations.Opened.NONE);
    assertThat(other.expires()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> invitations.carried(Joiner.hello()))
        .isInstanceOf(PairingException.class);
  }

  @Test
  void fileThatIsNoneLeavesTheAttemptThatGoesOn() {
    Device phone = device();
    Joins.View going = phone.joins.start(code(invite(laptop())), "phone", List.of(this::say));
    awaitWords(phone);
    assertOutOfTurn(() -> phone.joins.start(PairingCode.random(random), "phone", Joiner.hello()));
    assertThat(phone.joins.current().orElseThrow().stage()).isEqualTo(Stage.ASKED);
    confirm(laptop());
    assertThat(going.stage()).isEqualTo(Stage.WAITING);
    assertThat(phone.joins.agree().agreed()).isTrue();
    await(phone, Stage.DONE);
  }

  @Test
  void joinerOfAnotherVersionIsToldSo() {
    Invitations.View unused = invite(laptop());
    byte[] older = DagCbor.encode(Ipld.map(Map.of("v", Ipld.of(1), "hello", Ipld.of(true))));
    byte[] answer = invitations.take(older);
    assertThatThrownBy(() -> new Joiner(PairingCode.random(random), random).meet(answer))
        .isInstanceOfSatisfying(
            PairingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_VERSION));
    assertThat(invitations.current().orElseThrow().stage()).isEqualTo(Stage.WAITING);
  }

  @Test
  void grantThatTakesUntilTheLastMomentCounts() {
    Device phone = device();
    Invitations.View view = invite(laptop());
    Joins.View unused = phone.joins.start(code(view), "phone", List.of(this::say));
    awaitWords(phone);
    Invitations.View confirmed =
        invitations.confirm(
            (terms, request) -> {
              assertThat(terms).isEqualTo(view.terms());
              clock.step(Invitations.TIME);
              Cid grant = laptop().daemon.write(laptop().replica(), request.grant());
              return Announcements.proof(laptop().replica(), grant).orElseThrow();
            });
    assertThat(confirmed.stage()).isEqualTo(Stage.DONE);
    assertThat(phone.joins.agree().agreed()).isTrue();
    await(phone, Stage.DONE);
  }

  @Test
  void waysOpenAndCloseWhileOthersAskAndOneAfterTheOther() {
    Terms terms = invite(laptop()).terms();
    Invitations.View view =
        invitations.invite(
            terms,
            false,
            () -> {
              assertThat(opened).isZero(); // the port of the one before is free
              assertThat(fromElsewhere()).isEmpty();
              return new Invitations.Opened(
                  List.of("here"), () -> opened -= fromElsewhere().size());
            });
    assertThat(view.addresses()).containsExactly("here");
    opened = 4;
    assertThat(invitations.cancel()).isPresent();
    assertThat(opened).isEqualTo(3);
  }

  /** What another thread sees. */
  private List<Invitations.View> fromElsewhere() {
    return CompletableFuture.supplyAsync(invitations::current)
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .stream()
        .toList();
  }

  @Test
  void inviterIsLookedForNoLongerThanAMinuteOnAllWays() {
    Device phone = device();
    Duration slow = Joins.HELLO_TIME.dividedBy(2);
    AtomicInteger asked = new AtomicInteger();
    Joins.Way silent =
        message -> {
          asked.incrementAndGet();
          clock.step(slow);
          throw new IOException("nothing");
        };
    Joins.View unused =
        phone.joins.start(PairingCode.random(random), "phone", List.of(silent, silent, silent));
    await(phone, Stage.ENDED);
    assertThat(asked).hasValue(2);
    assertThat(phone.joins.current().orElseThrow().why()).contains(Reason.UNREACHED);
  }

  @Test
  void whoCancelsWhileTheInviterIsLookedForSaysNothingMore() {
    Device phone = device();
    Counted next = new Counted();
    AtomicInteger asked = new AtomicInteger();
    Joins.Way slow =
        message -> {
          asked.incrementAndGet();
          assertThat(phone.joins.cancel()).isPresent();
          throw new IOException("nothing");
        };
    Invitations.View view = invite(laptop());
    Joins.View unused = phone.joins.start(code(view), "phone", List.of(slow, next));
    TestDaemon.await("closed", () -> next.closed.get() == 1);
    assertThat(asked).hasValue(1);
    assertThat(invitations.current().orElseThrow().stage()).isEqualTo(Stage.WAITING);
  }

  @Test
  void inviterIsToldIfItsAnswerComesTooLate() {
    Device phone = device();
    Joins.Way way =
        message -> {
          byte[] answer = say(message);
          if (Wire.read(message).is("first", "second", "commit")) {
            assertThat(phone.joins.cancel()).isPresent();
          }
          return answer;
        };
    Joins.View unused = phone.joins.start(code(invite(laptop())), "phone", List.of(way));
    TestDaemon.await("told", () -> invitations.current().orElseThrow().stage() == Stage.ENDED);
    assertThat(invitations.current().orElseThrow().why()).contains(Reason.REFUSED);
    assertThat(invitations.current().orElseThrow().words()).isEmpty();
  }
}
