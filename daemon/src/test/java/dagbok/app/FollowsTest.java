package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.store.ProfileTable;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Posts;
import dagbok.web.port.Profiles.ProfileView;
import dagbok.web.port.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of one's own profiles follows and reads for itself. */
final class FollowsTest {
  @TempDir Path folder;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private TestDaemon daemon;
  private MemoryIpfs node;
  private TestDaemon friends;
  private DaemonFollows follows;
  private DaemonProfiles profiles;
  private DaemonPosts posts;
  private Replica bo;
  private Cid bosPost;

  @BeforeEach
  void start() {
    MemoryNetwork network = new MemoryNetwork(Runnable::run);
    node = network.newNode();
    MemoryIpfs other = network.newNode();
    network.connect(node, other);
    friends = new TestDaemon(folder.resolve("friends"), other);
    bo = friends.found("Bo");
    friends.sync.hold(bo);
    bosPost = friends.post(bo, "by Bo");
    friends.awaitKept(bo);
    run(new TestDaemon(folder.resolve("daemon"), node));
  }

  private void run(TestDaemon run) {
    daemon = run;
    TestPorts ports = TestPorts.of(daemon, folder.resolve("tmp"), executor, List.of(), List.of());
    posts = ports.posts();
    profiles = ports.profiles();
    follows = ports.follows();
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    daemon.close();
    friends.close();
  }

  private void follow(Optional<ProfileId> as) {
    Follows.FollowView unused =
        follows.follow(
            new Follows.Request(
                bo.profile(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), as));
    TestDaemon.await("the post of whom one follows", () -> feedOf(bo.profile()).contains(bosPost));
  }

  private List<Cid> feedOf(ProfileId profile) {
    return entries(
        new Posts.FeedQuery(Optional.of(profile), Optional.empty(), Optional.empty(), 0));
  }

  private List<Cid> feed(Replica as) {
    return entries(
        new Posts.FeedQuery(
            Optional.empty(), Optional.of(as.profile()), Optional.empty(), Optional.empty(), 0));
  }

  private List<Cid> feed() {
    return entries(new Posts.FeedQuery(Optional.empty(), Optional.empty(), Optional.empty(), 0));
  }

  private List<Cid> entries(Posts.FeedQuery query) {
    return posts.feed(query).stream().map(Posts.PostView::entry).toList();
  }

  private ProfileView view(ProfileId profile) {
    return profiles.get(profile);
  }

  private List<ProfileId> followedBy(Replica own) {
    return follows.list(Optional.of(own.profile())).stream()
        .map(Follows.FollowView::profile)
        .toList();
  }

  @Test
  void feedShowsWhatTheProfileInUseWroteAndFollows() {
    Replica ann = daemon.found("Ann");
    Cid anns = daemon.post(ann, "by Ann");
    follow(Optional.empty());
    Replica zoe = daemon.found("Zoe"); // in use from now on
    Cid zoes = daemon.post(zoe, "by Zoe");

    assertThat(feed()).containsExactly(zoes);
    assertThat(feed(ann)).containsExactlyInAnyOrder(bosPost, anns);
    assertThat(follows.list(Optional.empty())).isEmpty();
    assertThat(followedBy(ann)).containsExactly(bo.profile());
    assertThat(view(bo.profile()).followed()).isFalse();
    assertThat(view(bo.profile()).followedBy()).containsExactly(ann.profile());

    ProfileView unused = profiles.use(ann.profile());
    assertThat(feed()).containsExactlyInAnyOrder(bosPost, anns);
    assertThat(view(bo.profile()).followed()).isTrue();
    assertThat(feedOf(zoe.profile())).containsExactly(zoes); // on its own page
  }

  @Test
  void followedProfileIsForgottenWhenTheLastOfOnesOwnUnfollows() {
    Replica ann = daemon.found("Ann");
    Replica zoe = daemon.found("Zoe");
    follow(Optional.of(ann.profile()));
    follow(Optional.empty());

    follows.unfollow(bo.profile(), Optional.empty());
    assertThat(followedBy(zoe)).isEmpty();
    assertThat(followedBy(ann)).containsExactly(bo.profile());
    assertThat(feed(ann)).containsExactly(bosPost);
    assertThat(feed()).isEmpty();

    assertThatThrownBy(() -> follows.unfollow(bo.profile(), Optional.empty()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.hint())
                    .isEqualTo("dagbok unfollow " + bo.profile() + " --profile " + ann.profile()));
    follows.unfollow(bo.profile(), Optional.of(ann.profile()));
    assertThat(daemon.replicas.holds(bo.profile())).isFalse();
  }

  @Test
  void twoWhoUnfollowAtOnceLeaveNoCopyThatNobodyFollows() throws Exception {
    Replica ann = daemon.found("Ann");
    Replica zoe = daemon.found("Zoe");
    follow(Optional.of(ann.profile()));
    follow(Optional.of(zoe.profile()));
    atOnce(
        () -> follows.unfollow(bo.profile(), Optional.of(ann.profile())),
        () -> follows.unfollow(bo.profile(), Optional.of(zoe.profile())));
    assertThat(daemon.replicas.holds(bo.profile())).isFalse();
    assertThat(daemon.database.read(ProfileTable::all))
        .extracting(ProfileTable.Row::profile)
        .doesNotContain(bo.profile());
  }

  @Test
  void whoFollowsWhileTheLastOtherUnfollowsGoesOnFollowing() throws Exception {
    Replica ann = daemon.found("Ann");
    Replica zoe = daemon.found("Zoe");
    follow(Optional.of(ann.profile()));
    atOnce(
        () -> follows.unfollow(bo.profile(), Optional.of(ann.profile())),
        () -> follow(Optional.of(zoe.profile())));
    assertThat(followedBy(ann)).isEmpty();
    assertThat(followedBy(zoe)).containsExactly(bo.profile());
    Cid next = friends.post(bo, "the next by Bo");
    TestDaemon.await("what Bo wrote since", () -> feed(zoe).contains(next));
  }

  /** Both have begun before either of them can write. */
  private void atOnce(Runnable one, Runnable other) throws Exception {
    List<FutureTask<Boolean>> tasks =
        List.of(new FutureTask<>(one, true), new FutureTask<>(other, true));
    List<Thread> threads = tasks.stream().map(Thread::new).toList();
    List<Thread> started =
        daemon.database.write(
            tx -> {
              threads.forEach(Thread::start);
              TestDaemon.await("both wait", () -> threads.stream().allMatch(FollowsTest::waits));
              return threads;
            });
    assertThat(started).hasSize(2);
    for (FutureTask<Boolean> task : tasks) {
      assertThat(task.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void unfollowingWhatCannotBeReadLeavesItToTheOthersOfOnesOwn() {
    Replica ann = daemon.found("Ann");
    Replica zoe = daemon.found("Zoe");
    follow(Optional.of(ann.profile()));
    follow(Optional.of(zoe.profile()));
    damage(bo.profile());
    damage(zoe.profile());
    run(daemon.restarted());

    follows.unfollow(bo.profile(), Optional.of(zoe.profile()));
    assertThat(followedBy(zoe)).isEmpty();
    assertThat(followedBy(ann)).containsExactly(bo.profile());
    assertThat(daemon.replicas.unopened(bo.profile())).isPresent();
    follows.unfollow(bo.profile(), Optional.of(ann.profile()));
    assertThat(daemon.replicas.holds(bo.profile())).isFalse();

    assertThatThrownBy(() -> follows.unfollow(zoe.profile(), Optional.of(ann.profile())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("of your own");
    assertThat(daemon.replicas.holds(zoe.profile())).isTrue();
  }

  private void damage(ProfileId profile) {
    int unused =
        daemon.database.write(
            tx ->
                tx.run(
                    "UPDATE pack SET cid = x'00' WHERE profile ="
                        + " (SELECT id FROM profile WHERE root = ?)",
                    profile.root().toBytes()));
  }

  @Test
  void addressesThatOneGaveStayWhenAnotherFollowsWithoutAny() {
    Replica ann = daemon.found("Ann");
    daemon.follow(bo.profile(), "/ip4/192.0.2.7/tcp/4001/p2p/somebody");
    Replica zoe = daemon.found("Zoe");
    follow(Optional.empty());
    for (Replica own : List.of(ann, zoe)) {
      assertThat(follows.list(Optional.of(own.profile())).get(0).peers())
          .containsExactly("/ip4/192.0.2.7/tcp/4001/p2p/somebody");
    }
  }

  @Test
  void readerWithoutProfileFollowsAndTheFirstProfileGoesOnWithIt() {
    follow(Optional.empty());
    assertThat(feed()).containsExactly(bosPost);
    assertThat(view(bo.profile()).followed()).isTrue();

    Replica ann = daemon.found("Ann");
    assertThat(followedBy(ann)).containsExactly(bo.profile());
    assertThat(feed()).containsExactly(bosPost);
    Replica zoe = daemon.found("Zoe");
    assertThat(followedBy(zoe)).isEmpty();
  }

  @Test
  void whatNobodyFollowsIsForAll() {
    Replica kept = daemon.replicas.ensure(bo.profile());
    daemon.sync.hold(kept);
    TestDaemon.await("the post", () -> feedOf(bo.profile()).contains(bosPost));
    Replica ann = daemon.found("Ann");
    Replica zoe = daemon.found("Zoe");
    assertThat(feed(ann)).containsExactly(bosPost);
    assertThat(feed(zoe)).containsExactly(bosPost);
  }

  @Test
  void onlyOnesOwnProfileFollowsOrReads() {
    Replica ann = daemon.found("Ann");
    follow(Optional.of(ann.profile()));
    assertThatThrownBy(() -> follow(Optional.of(bo.profile())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not a profile of your own");
    assertThatThrownBy(() -> feed(bo)).isInstanceOf(Refusal.class);
  }
}
