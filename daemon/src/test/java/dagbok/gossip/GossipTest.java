package dagbok.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GossipTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long TICK = 250;
  private static final ProfileId ANN = profile(1);
  private static final byte[] BARE = announcement(ANN, "new").encode();
  private static final byte[] FULL =
      "the announcement with all it carries".getBytes(StandardCharsets.UTF_8);

  private final Gossip gossip = new Gossip(new Random(7));
  private long now = 5 * HOUR;

  private record Said(long at, Effect.Publish publish) {}

  private static Cid cid(String name) {
    return Cid.of(Multicodec.DAG_CBOR, name.getBytes(StandardCharsets.UTF_8));
  }

  private static ProfileId profile(int n) {
    return new ProfileId(cid("profile " + n));
  }

  private static Encoded<Head> head(ProfileId profile, String name) {
    return Encoded.of(
        new Head(
            profile,
            cid(name),
            cid("device"),
            0,
            0,
            Entry.UNSIGNED,
            Optional.empty(),
            Optional.empty()));
  }

  private static Message.Announcement announcement(ProfileId profile, String name) {
    return new Message.Announcement(head(profile, name), List.of(), List.of(), List.of());
  }

  private List<Effect> tell(Input input) {
    return gossip.on(input, now);
  }

  private void hold(ProfileId profile, Input.Role role) {
    assertThat(tell(new Input.Hold(profile, role)))
        .containsExactly(new Effect.Subscribe(Topic.of(profile).name()));
    assertThat(tell(new Input.Listening(Topic.of(profile).name()))).isEmpty();
  }

  private List<Effect> newest(boolean justSigned) {
    Optional<byte[]> full = justSigned ? Optional.of(FULL) : Optional.empty();
    return tell(new Input.Newest(ANN, head(ANN, "new").cid(), BARE, full));
  }

  /** What is to be done about a message, but for noting who says to hold what. */
  private List<Effect> hear(String from, Message message) {
    return tell(received(from, message)).stream()
        .filter(effect -> !(effect instanceof Effect.Held))
        .toList();
  }

  private static Input received(String from, Message message) {
    return new Input.Received(Topic.of(ANN).name(), from, message.encode());
  }

  private List<Effect> ask(String from, Cid... known) {
    return hear(from, new Message.Query(List.of(new Message.Query.Known(ANN, List.of(known)))));
  }

  /** Lets time go on, and gives what was said meanwhile. */
  private List<Said> pass(long millis) {
    List<Said> said = new ArrayList<>();
    for (long end = now + millis; now < end; now += TICK) {
      for (Effect effect : tell(new Input.Tick())) {
        said.add(new Said(now, (Effect.Publish) effect));
      }
    }
    return said;
  }

  private static boolean isQuery(Said said) {
    try {
      return Message.decode(said.publish().data()) instanceof Message.Query;
    } catch (SchemaException e) {
      return false;
    }
  }

  private static List<Said> announcements(List<Said> said) {
    return said.stream().filter(one -> !isQuery(one)).toList();
  }

  private static List<Long> gaps(List<Said> said) {
    return IntStream.range(1, said.size())
        .mapToObj(i -> said.get(i).at() - said.get(i - 1).at())
        .toList();
  }

  @Test
  void firstQueryComesSoonAfterListeningAndThenEverRarer() {
    hold(ANN, Input.Role.FOLLOWED);
    long start = now;
    List<Said> queries = pass(2 * HOUR);
    assertThat(queries).allMatch(GossipTest::isQuery);
    assertThat(queries.get(0).at() - start).isLessThanOrEqualTo(500 + TICK);
    List<Long> gaps = gaps(queries);
    assertThat(gaps.subList(0, 6)).isSorted();
    assertThat(gaps.get(0)).isLessThan(2 * SECOND);
    assertThat(gaps.subList(12, gaps.size()))
        .allMatch(gap -> gap >= 10 * MINUTE && gap <= 15 * MINUTE + TICK);
  }

  @Test
  void aReplicaSaysSoonThatItHasANewHead() {
    hold(ANN, Input.Role.FOLLOWED);
    tell(new Input.Newest(ANN, head(ANN, "old").cid(), BARE, Optional.empty()));
    long start = now;
    newest(false);
    List<Said> said = announcements(pass(10 * SECOND));
    assertThat(said).hasSize(1);
    assertThat(said.get(0).at() - start).isBetween(5 * SECOND, 6 * SECOND);
  }

  @Test
  void aReplicaNeedNotSayWhatManyHaveSaid() {
    hold(ANN, Input.Role.FOLLOWED);
    Message.Announcement announcement = announcement(ANN, "new");
    tell(new Input.Newest(ANN, head(ANN, "old").cid(), BARE, Optional.empty()));
    hear("author", announcement);
    hear("one", announcement);
    newest(false);
    hear("two", announcement);
    hear("two", announcement);
    hear("three", announcement);
    assertThat(announcements(pass(10 * SECOND))).isEmpty();
    assertThat(announcements(pass(MINUTE))).hasSize(1); // nobody said it since
  }

  @Test
  void whoAnnouncesAProfileIsTold() {
    hold(ANN, Input.Role.FOLLOWED);
    Message.Announcement announcement = announcement(ANN, "new");
    Effect held = new Effect.Held(ANN, announcement.head().value().snapshot(), "bob");
    assertThat(tell(received("bob", announcement))).contains(held).hasSize(2);
    assertThat(tell(received("bob", announcement))).containsExactly(held);
  }

  @Test
  void aQuietProfileIsHeardAndNeverSpokenOf() throws SchemaException {
    hold(ANN, Input.Role.QUIET);
    assertThat(newest(false)).isEmpty();
    tell(new Input.Ask(ANN));
    assertThat(ask("somebody")).isEmpty();
    assertThat(pass(12 * HOUR)).isEmpty();
    Message.Query query = new Message.Query(List.of(new Message.Query.Known(ANN, List.of())));
    assertThat(gossip.answers(query.encode())).isEmpty();
    assertThat(hear("somebody", announcement(ANN, "newer")))
        .hasSize(1)
        .allMatch(Effect.Announced.class::isInstance);
  }

  @Test
  void aProfileThatIsOnlyReadIsAskedAboutAndNeverAnnounced() {
    hold(ANN, Input.Role.READ);
    assertThat(newest(false)).isEmpty();
    assertThat(ask("somebody")).isEmpty();
    assertThat(pass(12 * HOUR)).isNotEmpty().allMatch(GossipTest::isQuery);
  }

  @Test
  void anotherRoleCountsFromNowOn() {
    hold(ANN, Input.Role.FOLLOWED);
    tell(new Input.Hold(ANN, Input.Role.QUIET));
    assertThat(pass(HOUR)).isEmpty();
    tell(new Input.Hold(ANN, Input.Role.FOLLOWED));
    assertThat(pass(SECOND)).hasSize(1).allMatch(GossipTest::isQuery);
  }

  @Test
  void nothingIsAskedBeforeTheSubscriptionStands() {
    tell(new Input.Hold(ANN, Input.Role.FOLLOWED));
    assertThat(pass(HOUR)).isEmpty();
  }

  @Test
  void whatOneHadBeforeListeningDoesNotPutOffTheFirstQuery() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    assertThat(pass(SECOND)).hasSize(1).allMatch(GossipTest::isQuery);
  }

  @Test
  void reconnectingAsksAgainSoon() {
    hold(ANN, Input.Role.FOLLOWED);
    pass(HOUR);
    tell(new Input.Listening(Topic.of(ANN).name()));
    assertThat(pass(SECOND)).hasSize(1).allMatch(GossipTest::isQuery);
  }

  @Test
  void whatNothingIsKnownOfIsAskedForAtOnceButNotOftenerForThat() {
    hold(ANN, Input.Role.FOLLOWED);
    assertThat(tell(new Input.Tick())).hasSize(1);
    for (int i = 0; i < 100; i++) {
      tell(new Input.Listening(Topic.of(ANN).name()));
      pass(TICK);
    }
    assertThat(pass(0)).isEmpty();
    assertThat(pass(SECOND)).hasSizeBetween(1, 2).allMatch(GossipTest::isQuery);
  }

  @Test
  void newcomerIsAskedSoonHoweverLongNobodyAnswered() {
    hold(ANN, Input.Role.FOLLOWED);
    pass(HOUR);
    tell(new Input.Ask(ANN));
    assertThat(pass(SECOND)).hasSize(1).allMatch(GossipTest::isQuery);
  }

  @Test
  void newcomerIsNotAskedBeforeTheSubscriptionStandsNorOfWhatIsNotHeld() {
    tell(new Input.Ask(ANN));
    tell(new Input.Hold(ANN, Input.Role.FOLLOWED));
    tell(new Input.Ask(ANN));
    assertThat(pass(HOUR)).isEmpty();
  }

  @Test
  void profileOnATopicThatIsListenedToAsksToo() {
    hold(ANN, Input.Role.FOLLOWED);
    pass(HOUR);
    ProfileId neighbour = neighbour();
    tell(new Input.Hold(neighbour, Input.Role.FOLLOWED));
    assertThat(pass(SECOND)).anyMatch(GossipTest::isQuery);
  }

  private static ProfileId neighbour() {
    return IntStream.iterate(2, n -> n + 1)
        .mapToObj(GossipTest::profile)
        .filter(other -> Topic.of(other).equals(Topic.of(ANN)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ownHeadIsAnnouncedAtOnceThenEverRarerAndAgainEveryTenMinutes() {
    hold(ANN, Input.Role.OWN);
    assertThat(newest(true)).containsExactly(new Effect.Publish(Topic.of(ANN).name(), FULL));
    long start = now;
    List<Said> again = announcements(pass(3 * HOUR));
    assertThat(again).allMatch(said -> said.publish().data() == BARE);
    assertThat(again.get(0).at() - start).isBetween(5 * SECOND, 6 * SECOND);
    List<Long> gaps = gaps(again);
    assertThat(gaps.subList(0, 4)).isSorted();
    assertThat(gaps.subList(3, gaps.size()))
        .hasSizeBetween(14, 18)
        .allMatch(gap -> gap >= 10 * MINUTE && gap <= 11 * MINUTE + TICK);
  }

  @Test
  void whoHasOneProfileAsksAboutAllOfATopicTogether() {
    List<ProfileId> sharing = holdOfOneTopic(1, 3);
    assertThat(askedTogether()).containsExactly(sharing);
    assertThat(askedTogether()).isEmpty();
  }

  @Test
  void whoHasSeveralProfilesAsksAboutEachAlone() {
    List<ProfileId> sharing = holdOfOneTopic(2, 2);
    List<List<ProfileId>> asked = new ArrayList<>();
    for (int i = 0; i < sharing.size(); i++) {
      asked.addAll(askedTogether());
      assertThat(askedTogether()).isEmpty(); // at once, for others would not take so many
      now += TICK;
    }
    assertThat(asked).containsExactlyElementsOf(sharing.stream().map(List::of).toList());
  }

  /** Holds some of one's own and some followed, which share a topic and are all due. */
  private List<ProfileId> holdOfOneTopic(int own, int followed) {
    List<ProfileId> sharing =
        IntStream.range(2, 10_000)
            .mapToObj(GossipTest::profile)
            .filter(profile -> Topic.of(profile).equals(Topic.of(ANN)))
            .limit(own + followed)
            .toList();
    sharing.subList(0, own).forEach(profile -> hold(profile, Input.Role.OWN));
    sharing.subList(own, own + followed).forEach(profile -> hold(profile, Input.Role.FOLLOWED));
    assertThat(tell(new Input.Listening(Topic.of(ANN).name()))).isEmpty();
    now += SECOND;
    return sharing;
  }

  /** Of which profiles each query of a tick is. */
  private List<List<ProfileId>> askedTogether() {
    return tell(new Input.Tick()).stream()
        .map(effect -> profiles((Effect.Publish) effect))
        .toList();
  }

  private static List<ProfileId> profiles(Effect.Publish query) {
    try {
      return ((Message.Query) Message.decode(query.data()))
          .profiles().stream().map(Message.Query.Known::profile).toList();
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void toBeToldAgainWhatOneHasPutsNothingOff() {
    hold(ANN, Input.Role.OWN);
    newest(true);
    pass(HOUR);
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      newest(false);
      said.addAll(pass(MINUTE));
    }
    assertThat(announcements(said)).hasSizeBetween(5, 6);
    assertThat(said).anyMatch(GossipTest::isQuery);
  }

  @Test
  void replicaLeavesAnnouncingToWhoeverDid() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    for (int i = 1; i < HeldProfile.ENOUGH_COPIES; i++) {
      hear("peer " + i, announcement(ANN, "new"));
    }
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      hear("carl", announcement(ANN, "new"));
      said.addAll(announcements(pass(HOUR)));
    }
    assertThat(said).isEmpty();
  }

  @Test
  void followerLeavesAskingToWhoeverDidButNotForEver() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 24 * 60; i++) {
      ask("carl");
      said.addAll(pass(MINUTE));
    }
    assertThat(said.stream().filter(GossipTest::isQuery)).hasSizeBetween(4, 12);
  }

  @Test
  void followerAsksItselfIfOthersKnowMore() {
    hold(ANN, Input.Role.FOLLOWED);
    ask("carl", head(ANN, "newer").cid());
    assertThat(pass(SECOND)).anyMatch(GossipTest::isQuery);
  }

  @Test
  void ofThousandsWhoKnowTheAnswerFewGiveItBeforeTheyHearAnother() {
    List<Long> answered = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Gossip replica = new Gossip(new Random(i));
      replica.on(new Input.Hold(ANN, Input.Role.FOLLOWED), 0);
      replica.on(new Input.Newest(ANN, head(ANN, "new").cid(), BARE, Optional.empty()), 0);
      byte[] query = new Message.Query(List.of(new Message.Query.Known(ANN, List.of()))).encode();
      replica.on(new Input.Received(Topic.of(ANN).name(), "bob", query), MINUTE);
      answered.add(replica.due());
    }
    long first = Collections.min(answered);
    assertThat(first).isBetween(MINUTE, MINUTE + 2 * SECOND);
    assertThat(answered.stream().filter(at -> at <= first + 100)).hasSizeLessThan(25);
  }

  @Test
  void headToldFirstWithAWrongProofIsJudgedWithTheRightOneToo() {
    hold(ANN, Input.Role.FOLLOWED);
    Encoded<Head> head = head(ANN, "other");
    Item junk = new Item.Stub(Encoded.of(Entry.root(cid("payload"))).block());
    for (int i = 0; i < 10; i++) {
      hear("mallory", new Message.Announcement(head, List.of(junk), List.of(), List.of()));
    }
    assertThat(hear("bob", announcement(ANN, "other"))).hasSize(1);
  }

  @Test
  void replicaAnnouncesEveryHour() {
    hold(ANN, Input.Role.FOLLOWED);
    assertThat(newest(false)).isEmpty();
    List<Said> again = announcements(pass(12 * HOUR));
    assertThat(again).hasSizeBetween(10, 12);
    assertThat(gaps(again)).allMatch(gap -> gap >= HOUR && gap <= 66 * MINUTE + TICK);
  }

  @Test
  void queryIsAnsweredWithinTwoSecondsWithoutItems() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    pass(MINUTE);
    assertThat(ask("bob")).isEmpty();
    List<Said> answers = announcements(pass(2 * SECOND));
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).publish().data()).isSameAs(BARE);
  }

  @Test
  void nobodyAnswersAfterSomebodyElseDid() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    pass(MINUTE);
    ask("bob");
    assertThat(hear("carl", announcement(ANN, "new"))).isEmpty();
    assertThat(announcements(pass(MINUTE))).isEmpty();
  }

  @Test
  void nobodyAnswersWhoKnowsNothingNew() {
    hold(ANN, Input.Role.FOLLOWED);
    ask("bob");
    assertThat(announcements(pass(MINUTE))).isEmpty();
    newest(false);
    pass(MINUTE);
    ask("bob", head(ANN, "new").cid());
    assertThat(announcements(pass(MINUTE))).isEmpty();
  }

  @Test
  void howeverManyAskThereIsOneAnswerAPause() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    pass(MINUTE);
    List<Said> answers = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      ask("peer " + i);
      answers.addAll(announcements(pass(TICK)));
    }
    assertThat(answers).hasSizeBetween(10, 30);
    assertThat(gaps(answers)).allMatch(gap -> gap >= HeldProfile.ANSWER_PAUSE_MILLIS);
  }

  @Test
  void whoAsksForOneProfileManyTimesIsAnsweredOnce() throws Exception {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    Message.Query.Known known = new Message.Query.Known(ANN, List.of());
    byte[] query = new Message.Query(Collections.nCopies(64, known)).encode();
    assertThat(gossip.answers(query)).containsExactly(BARE);
  }

  @Test
  void headIsJudgedOnceAndAgainOnlyAfterAWhile() {
    hold(ANN, Input.Role.FOLLOWED);
    Message.Announcement other = announcement(ANN, "other");
    assertThat(hear("bob", other)).containsExactly(new Effect.Announced(ANN, other, "bob"));
    assertThat(hear("carl", other)).isEmpty();
    pass(2 * MINUTE);
    assertThat(hear("bob", other)).hasSize(1);
  }

  @Test
  void unknownProfilesAreIgnored() {
    hold(ANN, Input.Role.FOLLOWED);
    newest(false);
    pass(MINUTE);
    ProfileId neighbour = neighbour();
    assertThat(hear("bob", announcement(neighbour, "new"))).isEmpty();
    hear("bob", new Message.Query(List.of(new Message.Query.Known(neighbour, List.of()))));
    assertThat(pass(10 * SECOND)).isEmpty();
    assertThat(tell(new Input.Newest(neighbour, cid("head"), BARE, Optional.of(FULL)))).isEmpty();
  }

  @Test
  void headToldInAnotherTopicIsIgnored() {
    hold(ANN, Input.Role.FOLLOWED);
    byte[] data = announcement(ANN, "other").encode();
    assertThat(tell(new Input.Received("/dagbok/1/heads/elsewhere", "bob", data))).isEmpty();
  }

  @Test
  void topicIsLeftOnlyWithTheLastProfileOnIt() {
    ProfileId neighbour = neighbour();
    hold(ANN, Input.Role.FOLLOWED);
    hold(neighbour, Input.Role.FOLLOWED);
    assertThat(tell(new Input.Drop(ANN))).isEmpty();
    assertThat(tell(new Input.Drop(neighbour)))
        .containsExactly(new Effect.Unsubscribe(Topic.of(ANN).name()));
    assertThat(pass(HOUR)).isEmpty();
  }

  @Test
  void floodOfOnePeerIsCutAndAnotherIsHeard() {
    hold(ANN, Input.Role.FOLLOWED);
    int passed = 0;
    for (int i = 0; i < 5_000; i++) {
      passed += hear("mallory", announcement(ANN, "flood " + i)).size();
    }
    assertThat(passed).isBetween(100, 200);
    assertThat(hear("bob", announcement(ANN, "honest"))).hasSize(1);
  }

  @Test
  void junkIsDroppedAndCountsTwice() {
    hold(ANN, Input.Role.FOLLOWED);
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] junk = new byte[random.nextInt(300)];
      random.nextBytes(junk);
      assertThat(tell(new Input.Received(Topic.of(ANN).name(), "peer " + i, junk))).isEmpty();
      byte[] bent = announcement(ANN, "other").encode();
      bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(tell(new Input.Received(Topic.of(ANN).name(), "peer " + i, bent)))
          .noneMatch(effect -> effect instanceof Effect.Publish);
    }
    for (int i = 0; i < 100; i++) {
      tell(new Input.Received(Topic.of(ANN).name(), "mallory", new byte[] {1}));
    }
    assertThat(hear("mallory", announcement(ANN, "late"))).isEmpty();
  }

  @Test
  void messageOverTheBoundIsDroppedUnread() {
    hold(ANN, Input.Role.FOLLOWED);
    byte[] large = new byte[Message.MAX_BYTES + 1];
    assertThat(tell(new Input.Received(Topic.of(ANN).name(), "mallory", large))).isEmpty();
  }
}
