package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.profile.Replica;
import dagbok.schema.PackRef;
import dagbok.sync.SyncState;
import dagbok.testing.Drafts;
import dagbok.testing.Forger;
import dagbok.testing.TestDaemon;
import dagbok.testing.TwoDaemons;
import dagbok.web.port.Posts;
import dagbok.web.port.Posts.PostView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bob follows Ann, and reads her newest posts while the older ones are on their way. */
final class UncheckedPostsTest extends TwoDaemons {
  /** More than come first. */
  private static final int ENOUGH_ITEMS = 250;

  @BeforeEach
  void start() {
    do {
      for (int i = 0; i < 60; i++) {
        ann.author.publish(profile, Drafts.tags(List.of("sea")), root -> {});
        ann.author.publish(profile, Drafts.text(i + "x".repeat(5_000)), root -> {});
      }
    } while (newest() < ENOUGH_ITEMS);
    ann.sync.changed(profile.profile());
    ann.awaitKept(profile);
  }

  @AfterEach
  void stop() {
    bob.blocks.letGo();
  }

  /** The items outside of the first pack. */
  private long newest() {
    List<PackRef> packs = profile.read(history -> history.packs());
    return packs.stream().skip(1).mapToLong(PackRef::items).sum();
  }

  private static DaemonPosts posts(TestDaemon daemon) {
    return new DaemonPosts(
        daemon.database,
        daemon.replicas,
        daemon.author,
        daemon.writer,
        new Uploads(daemon.ipfs.pins()),
        new PostViews(
            daemon.database,
            daemon.blocks,
            new Names(daemon.database),
            daemon.copies,
            entry -> Optional.empty()),
        daemon.sync,
        daemon.copies,
        new EventHub(),
        TestDaemon.CLOCK);
  }

  private List<PostView> feed(Optional<Cid> before, Optional<String> tag, int limit) {
    return posts(bob).feed(new Posts.FeedQuery(Optional.of(profile.profile()), before, tag, limit));
  }

  private List<PostView> feed() {
    return feed(Optional.empty(), Optional.empty(), 0);
  }

  private static List<Cid> entries(List<PostView> posts) {
    return posts.stream().map(PostView::entry).toList();
  }

  /** Nobody gives Bob what is there now, but for what comes first. */
  private void holdAllButTheNewest() {
    List<PackRef> packs = profile.read(history -> history.packs());
    Set<Cid> held = packs.subList(0, 1).stream().map(PackRef::pack).collect(Collectors.toSet());
    bob.blocks.hold(held::contains);
  }

  private Replica followed() {
    holdAllButTheNewest();
    Replica copy = bob.follow(profile.profile());
    TestDaemon.await("the newest", () -> !feed().isEmpty());
    return copy;
  }

  @Test
  void newestPostsAreReadWithAMarkUntilAllBehindThemIsChecked() {
    Replica copy = followed();
    List<PostView> early = feed();
    List<Cid> all = ann.feed();
    assertThat(entries(early)).isEqualTo(all.subList(0, early.size()));
    assertThat(early).allMatch(post -> post.state() == Posts.State.UNCHECKED);
    assertThat(early).allMatch(post -> post.node().isEmpty());
    assertThat(early.get(0).texts().get(0).text()).endsWith("x");
    assertThat(posts(bob).entry(all.get(1)).state()).isEqualTo(Posts.State.UNCHECKED);
    assertThat(bob.seen).containsExactlyElementsOf(entries(early));
    assertThat(bob.feed()).isEmpty();
    assertThat(copy.member(all.get(0))).isEmpty();

    bob.blocks.letGo();
    TestDaemon.awaitSame(copy, profile);
    assertThat(feed()).hasSameSizeAs(all).allMatch(post -> post.state() == Posts.State.IN_IPFS);
    assertThat(bob.checked).containsExactlyInAnyOrderElementsOf(entries(early));
    TestDaemon.await("nothing is shown early", () -> bob.sync.unchecked().of(copy).isEmpty());
  }

  @Test
  void feedsGoOnBehindWhatIsNotChecked() {
    followed();
    List<Cid> early = entries(feed());
    List<Cid> page = entries(feed(Optional.empty(), Optional.empty(), 2));
    assertThat(page).isEqualTo(early.subList(0, 2));
    assertThat(entries(feed(Optional.of(page.get(1)), Optional.empty(), 0)))
        .isEqualTo(early.subList(2, early.size()));
    assertThat(feed(Optional.empty(), Optional.of("sea"), 0))
        .isNotEmpty()
        .allMatch(post -> post.tags().contains("sea"))
        .hasSizeLessThan(early.size());
  }

  @Test
  void whatIsShownStaysWhileTheRestIsTriedAgain() {
    Cid first = profile.read(history -> history.packs()).get(0).pack();
    bob.blocks.awayAt(n -> bob.blocks.fetched().get(n - 1).equals(first));
    Replica copy = bob.follow(profile.profile());
    TestDaemon.await("the newest", () -> !feed().isEmpty());
    List<Cid> early = entries(feed());
    TestDaemon.await(
        "another attempt", () -> Collections.frequency(bob.blocks.fetched(), first) > 1);
    assertThat(entries(feed())).isEqualTo(early);

    bob.blocks.awayAt(n -> false);
    TestDaemon.awaitSame(copy, profile);
    assertThat(entries(feed())).isEqualTo(ann.feed());
  }

  private Forger mallory() {
    MemoryIpfs malloryNode = network.newNode();
    Forger mallory = new Forger(malloryNode, ann, profile);
    mallory.copyPacks();
    network.isolate(annNode);
    network.connect(malloryNode, bobNode);
    holdAllButTheNewest();
    return mallory;
  }

  @Test
  void whatFollowsNothingGoesWithItsHead() {
    Forger mallory = mallory();
    SigningKey stolen = ann.key(profile);
    Cid unfounded = mallory.unfounded(stolen).cid();
    Replica copy = bob.follow(profile.profile());
    mallory.announce(mallory.unfoundedItems(stolen), 1);
    TestDaemon.await("what the thief signed", () -> entries(feed()).contains(unfounded));

    bob.blocks.letGo();
    TestDaemon.awaitSame(copy, profile);
    TestDaemon.await("it is gone", () -> entries(feed()).equals(ann.feed()));
  }

  @Test
  void whatItsDeviceDidNotSignIsNeverShown() {
    Forger mallory = mallory();
    SigningKey another = SigningKey.ofSeed(new byte[32]);
    Replica copy = bob.follow(profile.profile());
    mallory.announce(mallory.unfoundedItems(another), 1);
    TestDaemon.await("the newest", () -> !feed().isEmpty());
    Cid forged = mallory.unfounded(another).cid();
    assertThat(entries(feed())).doesNotContain(forged);

    bob.blocks.letGo();
    TestDaemon.awaitSame(copy, profile);
    assertThat(bob.seen).isNotEmpty().doesNotContain(forged);
  }

  @Test
  void unfollowedProfileShowsNothing() {
    Replica copy = followed();
    bob.sync.drop(profile.profile());
    assertThat(bob.sync.unchecked().of(copy)).isEmpty();
  }

  @Test
  void whatIsNotCheckedIsNeitherPinnedNorTold() {
    Replica copy = followed();
    assertThat(bob.keeper.isPinned(copy)).isFalse();
    assertThat(copy.summary().counts().live()).isLessThan(10);
    assertThat(bob.sync.state(profile.profile()).phase()).isEqualTo(SyncState.Phase.FETCHING);
  }
}
