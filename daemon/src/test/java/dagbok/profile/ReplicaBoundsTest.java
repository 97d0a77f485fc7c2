package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.History.Member;
import dagbok.dag.Standing;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.Salt;
import dagbok.store.HeadTable;
import dagbok.store.MarkTable;
import dagbok.store.MarkTable.Mark;
import dagbok.store.ProfileTable;
import dagbok.store.StoreException;
import dagbok.testing.Drafts;
import dagbok.testing.Forger;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replica and the book of them do at their bounds and when something is broken. */
final class ReplicaBoundsTest {
  @TempDir Path folder;
  private TestDaemon daemon;
  private TestDaemon other;
  private Replica ann;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("one"));
    other = TestDaemon.alone(folder.resolve("other"));
    ann = daemon.found("Ann");
  }

  @AfterEach
  void stop() {
    daemon.close();
    other.close();
  }

  private Cid post(String text) {
    return daemon.author.publish(ann, Drafts.text(text), root -> {}).entry();
  }

  private Item item(Cid entry, boolean whole) {
    Member member = ann.member(entry).orElseThrow();
    return whole
        ? Item.whole(member.entry(), member.payload().orElseThrow())
        : Item.stub(member.entry());
  }

  private List<Block> contents(Cid entry) {
    return ann.member(entry).flatMap(Member::payload).stream()
        .flatMap(payload -> payload.value().packing().packed().stream())
        .flatMap(content -> ann.content(content.link()).stream())
        .toList();
  }

  private Batch all() {
    List<Item> items = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (Cid entry : Sets.kept(ann)) {
      items.add(item(entry, true));
      contents.addAll(contents(entry));
    }
    return Batch.of(items, contents);
  }

  private static Cid cid(int n) {
    return Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) n, (byte) (n >> 8)});
  }

  /** The replica, as if a snapshot could not have more packs than this. */
  private Replica opened(int most) {
    ProfileTable.Row row =
        daemon.database.read(tx -> ProfileTable.find(tx, ann.profile())).orElseThrow();
    return Replica.open(row, daemon.database, TestDaemon.CLOCK, Verifier.ed25519(), most);
  }

  @Test
  void postThatWouldFillAProfileIsRefusedAndNothingOfItStays() {
    Replica nearly = opened(Sets.packs(ann).size());
    AtomicInteger published = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              while (published.get() < 100) {
                daemon.author.publish(nearly, Drafts.text("x".repeat(9_000)), root -> {});
                published.incrementAndGet();
              }
            })
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("full");
    assertThat(daemon.feed()).hasSize(published.get());
    assertThat(nearly.summary().isFull()).isFalse();
  }

  @Test
  void fullProfileIsKeptAndSaysThatItHasNoSnapshot() {
    post("one");
    Replica full = opened(0);
    assertThat(full.snapshot()).isEmpty();
    assertThat(full.heads()).noneMatch(head -> full.isInStep(head.value()));
    daemon.keeper.keep(full);
    assertThat(daemon.keeper.keepMedia(full)).isEmpty();
    assertThat(daemon.keeper.isPinned(full)).isFalse();
  }

  @Test
  void whatIsHereChangesNothingWhenItComesAgain() {
    post("text");
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(all());
    Replica.Summary before = copy.summary();
    assertThat(copy.take(all()).accepted()).isZero();
    assertThat(copy.summary()).isEqualTo(before);
  }

  @Test
  void headsOfAProfileAreBoundedAndOnesOwnStays() {
    post("text");
    var own = ann.heads().get(0);
    for (int i = 0; i < 2 * HeadTable.MAX_HEADS; i++) {
      ann.keepHead(Forger.head(ann.profile(), cid(i), cid(i), SigningKey.ofSeed(new byte[32]), i));
    }
    assertThat(ann.heads()).hasSize(HeadTable.MAX_HEADS).contains(own);
  }

  @Test
  void marksOfSnapshotsAreBoundedAndTheNewestStay() {
    int most = MarkTable.Kind.SNAPSHOT.most();
    for (int i = 0; i < most + 10; i++) {
      int n = i;
      daemon.database.write(
          tx -> {
            MarkTable.put(tx, ann.row(), MarkTable.Kind.SNAPSHOT, cid(n), Mark.DONE);
            return n;
          });
    }
    Map<Cid, Mark> marks = daemon.database.read(tx -> MarkTable.all(tx, ann.row()));
    assertThat(marks).hasSize(most);
    assertThat(ann.mark(cid(0))).isEmpty();
    assertThat(ann.mark(cid(most + 9))).contains(Mark.DONE);
  }

  /** Of a phone that deletes a post and is revoked for it. */
  @Test
  void marksAreDroppedWhenADeleteIsVoidedWhosePostIsNotHere() {
    SigningKey phoneKey = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);
    Cid post = post("deleted by a thief");
    Cid phone =
        daemon.write(
            ann,
            Control.Grant.by(
                phoneKey,
                SealSecret.ofBytes(new byte[32]).publicKey(),
                ann.profile(),
                daemon.device(ann)));
    Encoded<Payload> delete = Encoded.of(new Control.Delete(List.of(post)).toPayload(Salt.ZERO, 1));
    ann.write(phone, phoneKey, delete, List.of());
    Replica copy = other.replicas.ensure(ann.profile());
    List<Item> items = new ArrayList<>();
    Sets.kept(ann).forEach(entry -> items.add(item(entry, !entry.equals(post))));
    copy.take(Batch.of(items, List.of()));
    assertThat(Sets.standing(copy, post)).isEqualTo(Standing.DELETED);
    mark(copy, cid(1));
    Cid revoke = daemon.write(ann, new Control.Revoke(phone, phone));
    copy.take(Batch.of(List.of(item(revoke, true)), List.of()));
    assertThat(Sets.standing(copy, post)).isEqualTo(Standing.INCOMPLETE);
    assertThat(copy.mark(cid(1))).isEmpty();
    mark(copy, cid(1));
    copy.take(Batch.of(List.of(item(post("later"), true)), List.of()));
    assertThat(copy.mark(cid(1))).as("dropped once").isPresent();
  }

  private void mark(Replica replica, Cid pack) {
    other.database.write(
        tx -> {
          MarkTable.put(tx, replica.row(), MarkTable.Kind.PACK, pack, Mark.DONE);
          return pack;
        });
  }

  @Test
  void profileThatCannotBeReadIsToldOfAndTakesNoOtherWithIt() {
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(all());
    Replica bob = other.found("Bob");
    other.database.write(tx -> tx.run("UPDATE pack SET cid = x'00' WHERE profile = ?", copy.row()));
    other = other.restarted();
    assertThat(other.replicas.find(bob.profile())).isPresent();
    assertThat(other.replicas.unopened())
        .singleElement()
        .satisfies(closed -> assertThat(closed.why().code()).isEqualTo("profile-unreadable"));
    assertThatThrownBy(() -> other.replicas.ensure(ann.profile()))
        .isInstanceOf(LimitException.class);
    other.replicas.forget(ann.profile());
    assertThat(other.replicas.ensure(ann.profile()).take(all()).whole()).isTrue();
  }

  @Test
  void profileThatMayNotBeForgottenStays() {
    Replica copy = other.replicas.ensure(ann.profile());
    assertThat(other.replicas.forget(ann.profile(), tx -> false)).isFalse();
    assertThat(other.replicas.find(ann.profile())).containsSame(copy);
    assertThat(other.replicas.forget(ann.profile(), tx -> true)).isTrue();
    assertThat(other.replicas.holds(ann.profile())).isFalse();
  }

  @Test
  void profileThatCannotBeForgottenStaysAsItWas() {
    daemon.database.write(
        tx ->
            tx.run(
                "CREATE TRIGGER refuse BEFORE DELETE ON profile"
                    + " BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"));
    assertThatThrownBy(() -> daemon.replicas.forget(ann.profile()))
        .isInstanceOf(StoreException.class);
    assertThat(daemon.replicas.find(ann.profile())).contains(ann);
    Cid entry = post("goes on");
    assertThat(daemon.feed()).containsExactly(entry);
  }

  @Test
  void rowOfAForgottenProfileIsNeverUsedAgain() {
    Replica copy = other.replicas.ensure(ann.profile());
    other.replicas.forget(ann.profile());
    Replica bob = other.found("Bob");
    assertThat(bob.row()).isNotEqualTo(copy.row());
  }

  @Test
  void forgettingAProfileLeavesWhatAnIncompleteEntryOfAnotherNames() throws Exception {
    Path file = Files.write(folder.resolve("small.bin"), new byte[] {1, 2, 3});
    Cid entry = daemon.author.publish(ann, Drafts.files("text", List.of(file)), root -> {}).entry();
    List<Block> two = contents(entry);
    assertThat(two).hasSize(2);
    Replica copy = other.replicas.ensure(ann.profile());
    copy.take(new Batch(all().arrivals(), List.of(), two.subList(0, 1)));
    assertThat(Sets.standing(copy, entry)).isEqualTo(Standing.INCOMPLETE);
    Replica bob = other.found("Bob");
    other.replicas.forget(bob.profile());
    assertThat(copy.content(two.get(0).cid())).isPresent();
    copy.take(new Batch(all().arrivals(), List.of(), two.subList(1, 2)));
    assertThat(Sets.live(copy)).contains(entry);
  }
}
