package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.History.Member;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.store.StoreException;
import dagbok.testing.Drafts;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicaTest {
  @TempDir Path folder;
  private TestDaemon daemon;
  private TestDaemon other;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("one"));
    other = TestDaemon.alone(folder.resolve("other"));
  }

  @AfterEach
  void stop() {
    daemon.close();
    other.close();
  }

  private Cid post(Replica replica, String text) {
    return daemon.author.publish(replica, Drafts.text(text), root -> {}).entry();
  }

  private static Item item(Replica replica, Cid entry) {
    Member member = replica.member(entry).orElseThrow();
    return member.payload().isPresent()
        ? Item.whole(member.entry(), member.payload().get())
        : Item.stub(member.entry());
  }

  /** All that a replica holds. */
  private static Batch batch(Replica replica) {
    List<Item> items = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (Cid entry : Sets.kept(replica)) {
      items.add(item(replica, entry));
      replica.member(entry).orElseThrow().payload().stream()
          .flatMap(payload -> payload.value().packing().packed().stream())
          .flatMap(content -> replica.content(content.link()).stream())
          .forEach(contents::add);
    }
    return Batch.of(items, contents);
  }

  private void limitPages(String limit) {
    daemon.database.write(tx -> tx.one("PRAGMA max_page_count = " + limit, row -> row.getLong(1)));
  }

  /** No page more than there are. */
  private void fillDisk() {
    long pages =
        daemon
            .database
            .read(tx -> tx.one("PRAGMA page_count", row -> row.getLong(1)))
            .orElseThrow();
    limitPages(String.valueOf(pages));
  }

  @Test
  void whatWasTakenIsThereAfterReopening() {
    Replica ann = daemon.found("Ann");
    for (int i = 0; i < 40; i++) {
      post(ann, "post " + i);
    }
    Replica copy = other.replicas.ensure(ann.profile());
    Replica.Taken taken = copy.take(batch(ann));
    assertThat(taken.whole()).isTrue();
    assertThat(taken.arrived()).hasSize(41);
    assertThat(TestDaemon.snapshot(copy)).isEqualTo(TestDaemon.snapshot(ann));
    List<Cid> feed = other.feed();
    other = other.restarted();
    Replica again = other.replicas.find(ann.profile()).orElseThrow();
    assertThat(TestDaemon.snapshot(again)).isEqualTo(TestDaemon.snapshot(ann));
    assertThat(again.summary().head()).isEqualTo(ann.summary().head());
    assertThat(other.feed()).isEqualTo(feed).hasSize(40);
  }

  @Test
  void aContentInManyPacksCountsForEach() {
    Replica ann = daemon.found("Ann");
    String text = "x".repeat(15_000);
    for (int i = 0; i < 70; i++) {
      post(ann, text);
    }
    Replica.Summary summary = ann.summary();
    assertThat(summary.counts().bytes()).isLessThan(summary.packBytes());
    assertThat(summary.packBytes())
        .isGreaterThan(summary.packs() * (long) text.length())
        .isEqualTo(ann.bytes());
  }

  @Test
  void takingTheSameAgainChangesNothing() {
    Replica ann = daemon.found("Ann");
    post(ann, "post");
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(batch(ann));
    Replica.Taken again = copy.take(batch(ann));
    assertThat(again.accepted()).isZero();
    assertThat(again.arrived()).isEmpty();
    assertThat(again.whole()).isTrue();
  }

  @Test
  void fullDiskLosesNothingAcknowledgedAndThePostAfterItWorks() {
    Replica ann = daemon.found("Ann");
    List<Cid> acknowledged = new ArrayList<>();
    fillDisk();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                acknowledged.add(post(ann, i + "x".repeat(12_000)));
              }
            })
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NO_SPACE));
    Cid before = TestDaemon.snapshot(ann);
    assertThat(daemon.feed()).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThatThrownBy(() -> post(ann, "y".repeat(12_000))).isInstanceOf(StoreException.class);
    assertThat(TestDaemon.snapshot(ann)).isEqualTo(before);
    assertThat(Sets.live(ann)).hasSize(acknowledged.size() + 3);

    limitPages("1073741823");
    acknowledged.add(post(ann, "there is room again"));
    Cid after = TestDaemon.snapshot(ann);
    assertThat(ann.summary().forked()).isFalse();
    daemon = daemon.restarted();
    Replica again = daemon.replicas.find(ann.profile()).orElseThrow();
    assertThat(TestDaemon.snapshot(again)).isEqualTo(after);
    assertThat(daemon.feed()).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  @Test
  void whatAFullDiskRefusedOfOthersCanBeTakenLater() {
    Replica ann = daemon.found("Ann");
    Replica bob = other.found("Bob");
    for (int i = 0; i < 20; i++) {
      other.author.publish(bob, Drafts.text(i + "z".repeat(10_000)), root -> {});
    }
    Replica copy = daemon.replicas.ensure(bob.profile());
    fillDisk();
    assertThatThrownBy(() -> copy.take(batch(bob))).isInstanceOf(StoreException.class);
    assertThat(Sets.live(copy)).isEmpty();
    assertThat(daemon.feed()).isEmpty();
    limitPages("1073741823");
    assertThat(copy.take(batch(bob)).arrived()).hasSize(21);
    assertThat(TestDaemon.snapshot(copy)).isEqualTo(TestDaemon.snapshot(bob));
    post(ann, "and Ann goes on");
  }

  @Test
  void profileThatCouldNotBeFoundedLeavesNothing() {
    Replica ann = daemon.found("Ann");
    fillDisk();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                daemon.found("Bob " + "b".repeat(200));
              }
            })
        .isInstanceOf(StoreException.class);
    int whole = daemon.replicas.all().size();
    assertThat(daemon.keys.all()).hasSize(whole);
    assertThat(daemon.replicas.all()).allMatch(replica -> Sets.live(replica).size() == 3);
    limitPages("1073741823");
    daemon = daemon.restarted();
    assertThat(daemon.replicas.all()).hasSize(whole);
    assertThat(daemon.replicas.find(ann.profile())).isPresent();
  }

  @Test
  void contentsThatNothingNamesAreNotKept() {
    Replica ann = daemon.found("Ann");
    Cid entry = post(ann, "named");
    Block stray = Block.of(Multicodec.RAW, "named by nobody".getBytes(StandardCharsets.UTF_8));
    Batch all = batch(ann);
    List<Block> contents = new ArrayList<>(all.contents());
    contents.add(stray);
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(new Batch(all.arrivals(), List.of(), contents));
    assertThat(copy.content(stray.cid())).isEmpty();
    assertThat(TestDaemon.text(copy, entry)).isEqualTo("named");
  }

  @Test
  void contentOfAnotherLengthThanItsPayloadSaysIsNotShown() {
    Replica ann = daemon.found("Ann");
    Block text = Block.of(Multicodec.RAW, "12345".getBytes(StandardCharsets.UTF_8));
    Content lying = Content.of(text.cid(), 4, "text/markdown");
    Payload payload =
        new Payload(new Salt(new byte[Salt.BYTES]), 1, List.of(lying), Post.EMPTY.toBody());
    Cid entry =
        ann.write(daemon.device(ann), daemon.key(ann), Encoded.of(payload), List.of(text))
            .entry()
            .cid();
    assertThat(Sets.live(ann)).doesNotContain(entry);
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(Batch.of(List.of(), List.of()));
    Batch all = batch(ann);
    List<Block> contents = new ArrayList<>(all.contents());
    contents.add(text);
    copy.take(new Batch(all.arrivals(), List.of(), contents));
    copy.take(Batch.of(List.of(item(ann, entry)), List.of(text)));
    assertThat(copy.content(text.cid())).isEmpty();
    assertThat(other.feed()).isEmpty();
  }

  @Test
  void deletedPostLeavesTheIndexHereAndWithWhoeverHearsOfIt() {
    Replica ann = daemon.found("Ann");
    Cid gone = post(ann, "gone");
    Cid stays = post(ann, "stays");
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(batch(ann));
    assertThat(other.feed()).containsExactlyInAnyOrder(gone, stays);
    Cid delete = daemon.write(ann, new Control.Delete(List.of(gone)));
    assertThat(daemon.feed()).containsExactly(stays);
    copy.take(Batch.of(List.of(item(ann, delete)), List.of()));
    assertThat(other.feed()).containsExactly(stays);
    assertThat(TestDaemon.snapshot(copy)).isEqualTo(TestDaemon.snapshot(ann));
    other = other.restarted();
    assertThat(other.feed()).containsExactly(stays);
    Replica again = other.replicas.find(ann.profile()).orElseThrow();
    assertThat(TestDaemon.snapshot(again)).isEqualTo(TestDaemon.snapshot(ann));
  }

  @Test
  void forgottenProfileLeavesNothing() {
    Replica ann = daemon.found("Ann");
    Cid entry = post(ann, "text");
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(batch(ann));
    Cid content =
        copy.member(entry).flatMap(Member::payload).orElseThrow().value().contents().get(0).link();
    other.replicas.forget(ann.profile());
    assertThat(other.replicas.find(ann.profile())).isEmpty();
    assertThat(other.feed()).isEmpty();
    assertThat(other.replicas.ensure(ann.profile()).content(content)).isEmpty();
  }

  @Test
  void itemsThatComeBeforeTheirAncestorsWait() {
    Replica ann = daemon.found("Ann");
    Cid entry = post(ann, "late");
    Replica copy = other.replicas.ensure(ann.profile());
    Replica.Taken taken = copy.take(Batch.of(List.of(item(ann, entry)), List.of()));
    assertThat(taken.waiting()).hasSize(1);
    assertThat(taken.whole()).isFalse();
    assertThat(Sets.live(copy)).isEqualTo(Set.of());
  }
}
