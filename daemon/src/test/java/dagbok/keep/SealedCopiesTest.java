package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Standing;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.store.DeletedCopyTable;
import dagbok.store.DoomedTable;
import dagbok.store.ErasureTable;
import dagbok.store.Tx;
import dagbok.testing.Disk;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import dagbok.testing.TwoDaemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another device deleted stays sealed here, until one says that it should not. */
final class SealedCopiesTest extends TwoDaemons {
  private static final int FILE_BYTES = 300_000;
  private static final int SOUGHT_BYTES = 64;

  private Replica other;

  @BeforeEach
  void start() {
    other = ann.grant(profile, bob);
  }

  /** Ann's post, which her other device deletes. */
  private Cid deletedElsewhere(Cid post) {
    TestDaemon.awaitSame(profile, other);
    bob.write(other, new Control.Delete(List.of(post)));
    TestDaemon.awaitSame(profile, other);
    TestDaemon.await(
        "sealed", () -> read(tx -> DeletedCopyTable.find(tx, profile.row(), post).isPresent()));
    return post;
  }

  private <T> T read(Function<Tx, T> work) {
    return ann.database.read(work);
  }

  /** Some of what is sealed of an entry. */
  private byte[] sealed(Cid entry) {
    byte[] all =
        read(
            tx ->
                tx.one(
                        "SELECT sealed FROM deleted_copy WHERE entry = ?",
                        row -> row.getBytes(1),
                        (Object) entry.toBytes())
                    .orElseThrow());
    return Arrays.copyOf(all, SOUGHT_BYTES);
  }

  private long copies() {
    return read(tx -> DeletedCopyTable.count(tx, profile.row()));
  }

  private Path annsFiles() {
    return folder.resolve("ann");
  }

  @Test
  void erasedCopiesAreInNoFileAndDoNotComeBack() {
    Cid one = deletedElsewhere(ann.post(profile, "one"));
    Cid two = deletedElsewhere(ann.post(profile, "two"));
    byte[] first = sealed(one);
    byte[] second = sealed(two);
    assertThat(Disk.has(annsFiles(), first)).isTrue();

    assertThat(ann.eraser.discardCopies(profile, List.of(one))).isEqualTo(1);

    TestDaemon.await("gone", () -> !Disk.has(annsFiles(), first));
    assertThat(Disk.has(annsFiles(), second)).isTrue();
    assertThat(ann.eraser.discardCopies(profile, List.of(one))).isZero();

    assertThat(ann.eraser.discardCopies(profile)).isEqualTo(1);

    TestDaemon.await("gone", () -> !Disk.has(annsFiles(), second));
    assertThat(copies()).isZero();
    ann.write(profile, new Control.Revoke(bob.device(other), bob.device(other)));
    TestDaemon.await(
        "it stands without its bytes",
        () ->
            profile
                .read(history -> history.standing(one))
                .filter(Standing.INCOMPLETE::equals)
                .isPresent());
    assertThat(profile.payload(one)).isEmpty();
  }

  @Test
  void filesOfErasedCopiesLeaveTheIpfsNode() throws IOException {
    byte[] bytes = new byte[FILE_BYTES];
    new Random(5).nextBytes(bytes);
    Path file = Files.write(folder.resolve("picture.bin"), bytes);
    Cid post = ann.publish(profile, Drafts.files("with a file", List.of(file))).entry();
    List<Cid> named =
        profile.payload(post).orElseThrow().value().contents().stream().map(Content::link).toList();
    Cid picture = named.get(named.size() - 1);
    deletedElsewhere(post);
    ann.awaitKept(profile);
    TestDaemon.await("erased", () -> read(tx -> DoomedTable.page(tx, 0, 1)).isEmpty());
    assertThat(annNode.blocks().local(picture)).isPresent();

    assertThat(ann.eraser.discardCopies(profile)).isEqualTo(1);
    ann.sync.changed(profile.profile());

    TestDaemon.await("gone", () -> annNode.blocks().local(picture).isEmpty());
  }

  @Test
  void whatIsNotErasedYetIsNotSealedEitherOnceCopiesAreErased() {
    Cid post = ann.post(profile, "late");
    TestDaemon.awaitSame(profile, other);
    Encoded<Entry> delete = bob.writer.write(other, new Control.Delete(List.of(post))).entry();
    Item item = Item.whole(delete, other.payload(delete.cid()).orElseThrow());
    assertThat(profile.take(Batch.of(List.of(item), List.of())).whole()).isTrue();

    assertThat(ann.eraser.discardCopies(profile)).isZero();

    ann.sync.changed(profile.profile());
    TestDaemon.await("gone", () -> profile.payload(post).isEmpty());
    assertThat(copies()).isZero();
  }

  @Test
  void whatComesAgainIsNotSealedAgain() {
    Cid post = ann.post(profile, "again");
    Encoded<Payload> payload = profile.payload(post).orElseThrow();
    Item item = Item.whole(profile.member(post).orElseThrow().entry(), payload);
    deletedElsewhere(post);
    assertThat(ann.eraser.discardCopies(profile)).isEqualTo(1);

    Replica.Taken unused = profile.take(Batch.of(List.of(item), List.of()));
    assertThat(profile.payload(post)).isPresent();
    ann.sync.changed(profile.profile());

    TestDaemon.await("gone again", () -> profile.payload(post).isEmpty());
    assertThat(copies()).isZero();
  }

  private long coming() {
    return read(tx -> DeletedCopyTable.coming(tx, profile.row()));
  }

  private boolean isDiscarded(Cid entry) {
    return read(tx -> DeletedCopyTable.isDiscarded(tx, profile.row(), entry));
  }

  private long newest() {
    return read(tx -> DeletedCopyTable.newest(tx, 1)).get(0).id();
  }

  @Test
  void copiesThatCameSinceTheyWereShownStay() {
    Cid shown = deletedElsewhere(ann.post(profile, "shown"));
    long newest = newest();
    Cid since = deletedElsewhere(ann.post(profile, "deleted by a thief since"));
    Cid late = ann.post(profile, "still to be erased");
    TestDaemon.awaitSame(profile, other);
    Encoded<Entry> delete = bob.writer.write(other, new Control.Delete(List.of(late))).entry();
    Item item = Item.whole(delete, other.payload(delete.cid()).orElseThrow());
    assertThat(profile.take(Batch.of(List.of(item), List.of())).whole()).isTrue();
    assertThat(coming()).isEqualTo(1);

    assertThat(ann.eraser.discardCopies(profile, newest)).isEqualTo(1);

    ann.sync.changed(profile.profile());
    TestDaemon.await("sealed", () -> copies() == 2);
    ann.write(profile, new Control.Revoke(bob.device(other), bob.device(other)));
    TestDaemon.await(
        "back", () -> profile.read(history -> history.isLive(since) && history.isLive(late)));
    assertThat(profile.payload(shown)).isEmpty();
  }

  @Test
  void whatStandsAgainAndIsDeletedOnceMoreIsSealed() {
    Cid post = ann.post(profile, "wanted after all");
    Encoded<Payload> payload = profile.payload(post).orElseThrow();
    Item item = Item.whole(profile.member(post).orElseThrow().entry(), payload);
    Block text = profile.content(payload.value().contents().get(0).link()).orElseThrow();
    deletedElsewhere(post);
    assertThat(ann.eraser.discardCopies(profile)).isEqualTo(1);
    ann.write(profile, new Control.Revoke(bob.device(other), bob.device(other)));
    Replica.Taken unused = profile.take(Batch.of(List.of(item), List.of(text)));
    assertThat(profile.<Boolean>read(history -> history.isLive(post))).isTrue();
    TestDaemon eve = new TestDaemon(folder.resolve("eve"), network.newNode());
    try {
      network.connect(annNode, eve.ipfs);
      Replica hers = ann.grant(profile, eve, 8);

      eve.write(hers, new Control.Delete(List.of(post)));

      TestDaemon.await("sealed again", () -> copies() == 1);
      assertThat(profile.payload(post)).isEmpty();
    } finally {
      eve.close();
    }
  }

  @Test
  void copiesOfEntriesThatStandAreNotGivenUp() {
    Cid post = ann.post(profile, "stands");
    ann.database.write(
        tx -> {
          ErasureTable.add(tx, profile.row(), List.of(post), true);
          return post;
        });
    assertThat(coming()).isZero();

    assertThat(ann.eraser.discardCopies(profile)).isZero();

    assertThat(isDiscarded(post)).isFalse();
  }

  @Test
  void copiesWhoseTimeIsOverLeaveNothing() {
    Cid post = deletedElsewhere(ann.post(profile, "old"));
    List<DeletedCopyTable.Held> over =
        ann.database.write(tx -> DeletedCopyTable.expire(tx, profile.row(), 2_000_000_000));
    assertThat(over).extracting(DeletedCopyTable.Held::entry).containsExactly(post);
    assertThat(isDiscarded(post)).isFalse();
    assertThat(copies()).isZero();
  }
}
