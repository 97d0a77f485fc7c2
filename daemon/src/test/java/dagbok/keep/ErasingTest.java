package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.Place;
import dagbok.dag.Standing;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.store.DoomedTable;
import dagbok.store.MarkTable;
import dagbok.testing.Disk;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import dagbok.testing.TwoDaemons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was deleted is nowhere: not in a file of the daemon, nor in a block of its IPFS node. */
final class ErasingTest extends TwoDaemons {
  private static final String SECRET = "the deleted words: gjætarhund, 51 lamb, a locked door";

  private Payload payload(Replica replica, Cid entry) {
    return replica.member(entry).orElseThrow().payload().orElseThrow().value();
  }

  /** Its payload, its contents, and the pack that has it. */
  private List<Cid> blocksOf(Replica replica, Cid entry) {
    List<Cid> blocks = new ArrayList<>();
    blocks.add(replica.member(entry).orElseThrow().entry().value().payload());
    payload(replica, entry).contents().stream().map(Content::link).forEach(blocks::add);
    long height = replica.member(entry).orElseThrow().entry().value().height();
    blocks.addAll(replica.read(history -> history.packsAt(List.of(new Place(height, entry)))));
    return blocks;
  }

  private Standing standing(Cid entry) {
    return profile.<Optional<Standing>>read(history -> history.standing(entry)).orElseThrow();
  }

  private static void awaitErased(TestDaemon daemon) {
    TestDaemon.await(
        "erased", () -> daemon.database.read(tx -> DoomedTable.page(tx, 0, 1)).isEmpty());
  }

  private Cid delete(Cid... entries) {
    return ann.write(profile, new Control.Delete(Stream.of(entries).sorted().toList()));
  }

  @Test
  void whatIsDeletedIsInNoFileAndNoBlockOfAuthorOrFollower() {
    for (int i = 0; i < 10; i++) {
      ann.post(profile, "before " + i);
    }
    Cid secret = ann.post(profile, SECRET);
    ann.post(profile, "behind");
    Replica copy = bob.follow(profile.profile());
    TestDaemon.awaitSame(profile, copy);
    ann.awaitKept(profile);
    bob.awaitKept(copy);
    List<Cid> blocks = blocksOf(profile, secret);
    assertThat(Disk.has(folder, SECRET)).isTrue();
    assertThat(blocks).anyMatch(cid -> bobNode.blocks().local(cid).isPresent());

    delete(secret);

    TestDaemon.awaitSame(profile, copy);
    TestDaemon.await(
        "gone from both", () -> !Disk.has(folder, SECRET) && copy.payload(secret).isEmpty());
    awaitErased(ann);
    awaitErased(bob);
    assertThat(blocks)
        .allMatch(cid -> annNode.blocks().local(cid).isEmpty())
        .allMatch(cid -> bobNode.blocks().local(cid).isEmpty());
    assertThat(standing(secret)).isEqualTo(Standing.DELETED);
    assertThat(TestDaemon.text(copy, ann.feed().get(0))).isEqualTo("behind");
  }

  @Test
  void whatComesAgainAfterItWasDeletedIsErasedAgain() {
    Cid secret = ann.post(profile, SECRET);
    Item item =
        Item.whole(
            profile.member(secret).orElseThrow().entry(),
            profile.member(secret).orElseThrow().payload().orElseThrow());
    delete(secret);
    TestDaemon.await("gone", () -> !Disk.has(folder, SECRET));

    Replica.Taken unused = profile.take(Batch.of(List.of(item), List.of()));
    ann.sync.changed(profile.profile());

    TestDaemon.await("gone again", () -> profile.payload(secret).isEmpty());
    assertThat(standing(secret)).isEqualTo(Standing.DELETED);
  }

  @Test
  void theSameTextInAnotherPostStays() {
    Cid deleted = ann.post(profile, SECRET);
    Cid other = ann.post(profile, SECRET);
    delete(deleted);

    TestDaemon.await("erased", () -> profile.payload(deleted).isEmpty());
    awaitErased(ann);

    assertThat(TestDaemon.text(profile, other)).isEqualTo(SECRET);
    assertThat(standing(other)).isEqualTo(Standing.LIVE);
    TestDaemon.await(
        "kept",
        () -> annNode.blocks().local(payload(profile, other).contents().get(0).link()).isPresent());
  }

  @Test
  void whatAStolenDeviceDeletedIsSealedAndComesBackWhenThatIsRevoked() {
    Cid secret = ann.post(profile, SECRET);
    Replica stolen = ann.grant(profile, bob);
    Cid device = bob.device(stolen);

    bob.write(stolen, new Control.Delete(List.of(secret)));
    TestDaemon.awaitSame(profile, stolen);
    TestDaemon.await("gone", () -> !Disk.has(folder.resolve("ann"), SECRET));
    assertThat(profile.payload(secret)).isEmpty();

    ann.write(profile, new Control.Revoke(device, device));

    TestDaemon.await("back", () -> profile.read(history -> history.isLive(secret)));
    assertThat(TestDaemon.text(profile, secret)).isEqualTo(SECRET);
    assertThat(ann.feed()).contains(secret);
  }

  @Test
  void anEditedPostIsErasedOnceWithItsEdits() {
    Cid post = ann.post(profile, "first " + SECRET);
    ann.author.edit(profile, post, Drafts.text("second " + SECRET), root -> {});
    ann.sync.changed(profile.profile());
    Replica copy = bob.follow(profile.profile());
    TestDaemon.awaitSame(profile, copy);
    bob.awaitKept(copy);
    Map<Cid, MarkTable.Mark> marks = copy.marks();

    delete(post);

    TestDaemon.awaitSame(profile, copy);
    TestDaemon.await("gone from both", () -> !Disk.has(folder, SECRET));
    awaitErased(bob);
    assertThat(copy.marks()).containsAllEntriesOf(marks);
    assertThat(bob.feed()).isEmpty();
  }

  @Test
  void whatAFollowedProfileNamesAndDeletesIsNotTakenUnlessItCameFromThere() {
    Block mine = Block.of(Multicodec.RAW, new byte[300_000]);
    bobNode.blocks().put(List.of(mine));
    bobNode.pins().add(mine.cid(), "dagbok/of another profile", Duration.ofSeconds(5));
    Content named = Content.of(mine.cid().withCodec(Multicodec.DAG_PB), 300_000, "image/png");
    Cid post =
        ann.writer
            .write(profile, ann.writer.payload(List.of(named), Post.EMPTY.toBody()), List.of())
            .entry()
            .cid();
    ann.sync.changed(profile.profile());
    Replica copy = bob.follow(profile.profile());
    TestDaemon.awaitSame(profile, copy);
    delete(post);
    TestDaemon.awaitSame(profile, copy);
    TestDaemon.await("erased", () -> copy.payload(post).isEmpty());
    awaitErased(bob);

    assertThat(bobNode.blocks().local(mine.cid())).isPresent();
  }

  @Test
  void aHeadGoesOutBeforeTheNodesOfALargeProfileAreMadeAnew() {
    Cid first = ann.post(profile, SECRET);
    for (int i = 0; i < 2_100; i++) {
      ann.author.publish(profile, Drafts.text("post " + i), root -> {});
    }

    Replica.Written written = ann.writer.write(profile, new Control.Delete(List.of(first)));

    assertThat(written.head().value().node()).isEmpty();
    assertThat(profile.summary().head()).isEmpty();
    ann.sync.changed(profile.profile());
    TestDaemon.await(
        "a head with node",
        () ->
            profile.heads().stream()
                .anyMatch(
                    head ->
                        head.value().node().isPresent()
                            && head.value().node().equals(profile.summary().head())));
  }
}
