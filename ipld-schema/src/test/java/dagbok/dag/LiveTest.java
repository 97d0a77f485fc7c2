package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.dag.TestProfile.Made;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Functions 2 and 3: what is live, and what is kept. */
class LiveTest {
  private final TestProfile p = new TestProfile(1);
  private final Cid laptop = p.grant(p.root);
  private final Cid phone = p.grant(laptop);
  private final Cid a = p.post(phone);
  private final Cid b = p.post(phone);
  private final Cid c = p.post(phone);

  @Test
  void everythingIsLiveAtFirst() {
    assertLive(p.root, laptop, phone, a, b, c);
    assertThat(p.history().derive().devices())
        .isEqualTo(Map.of(p.root, laptop, laptop, phone, phone, c));
  }

  @Test
  void revokeLeavesTheChainThatEndsInLast() {
    Cid fork = p.by(phone).own(a).add();
    p.revoke(laptop, phone, b);
    assertLive(a, b);
    assertVoid(c, fork);
    assertThat(p.history().derive().devices()).doesNotContainKey(phone);
  }

  @Test
  void revokeAtTheGrantLeavesNothing() {
    p.revoke(laptop, phone, phone);
    assertLive(phone);
    assertVoid(a, b, c);
  }

  @Test
  void laterRevokeInTheSameChainCorrectsAnEarlierOne() {
    Cid wrong = p.revoke(laptop, phone, a);
    p.revoke(laptop, phone, c);
    assertLive(wrong, a, b, c);
  }

  @Test
  void voidRevokeCorrectsNothing() {
    p.revoke(laptop, phone, a);
    Cid before = p.lastOf(laptop);
    Cid correction = p.revoke(laptop, phone, c);
    p.revoke(p.root, laptop, before);
    assertVoid(correction, b, c);
    assertLive(a);
  }

  @Test
  void revokesOnTwoForksOfOneDeviceBothCount() {
    Cid before = p.lastOf(laptop);
    p.revoke(laptop, phone, b);
    p.by(laptop).own(before).control(new Control.Revoke(phone, a)).add();
    assertLive(a);
    assertVoid(b, c);
  }

  @Test
  void ofSeveralDevicesRevokesStandsWhatStandsInAll() {
    Cid fork = p.by(phone).own(a).add();
    p.revoke(laptop, phone, c);
    p.revoke(p.root, phone, fork);
    assertLive(a);
    assertVoid(b, c, fork);
  }

  @Test
  void voidedGrantTakesWithItAllThatItGranted() {
    Cid watch = p.grant(phone);
    Cid ring = p.grant(watch);
    Cid tick = p.post(ring);
    p.revoke(laptop, phone, c);
    assertVoid(watch, ring, tick);
    assertThat(p.history().derive().devices()).containsOnlyKeys(p.root, laptop);
  }

  @Test
  void revokesAndDeletesOfAVoidDeviceDoNotCount() {
    Cid watch = p.grant(phone);
    Cid tick = p.post(watch);
    p.revoke(phone, watch, watch);
    p.delete(phone, a);
    assertVoid(tick);
    p.revoke(laptop, phone, watch);
    assertLive(watch, tick, a, b, c);
  }

  @Test
  void selfRevokeVoidsNothingNotEvenForks() {
    Cid fork = p.by(phone).own(a).add();
    Cid end = p.by(phone).own(c).control(new Control.Revoke(phone, c)).add();
    assertLive(a, b, c, fork, end);
    assertThat(p.history().derive().devices()).doesNotContainKey(phone);
  }

  @Test
  void deleteCountsForPostsAndTheirEditsOneLevelDeep() {
    Cid edit = p.edit(laptop, a);
    Cid editOfEdit = p.edit(laptop, edit);
    Cid other = p.edit(laptop, b);
    Cid delete = p.delete(laptop, a);
    assertThat(standing(a)).isEqualTo(Standing.DELETED);
    assertThat(standing(edit)).isEqualTo(Standing.DELETED);
    assertLive(editOfEdit, other, b, delete);
  }

  @Test
  void editWithoutAReferenceIsNoEdit() {
    Cid odd = p.by(laptop).body(new Body("edit", Ipld.map(Map.of("entry", Ipld.of("a"))))).add();
    p.delete(laptop, a);
    assertLive(odd);
  }

  @Test
  void deleteReachesWhatComesLaterAndWhatIsNotThere() {
    Made late = p.by(phone).text("late").make();
    p.delete(laptop, late.cid());
    p.add(late);
    assertThat(standing(late.cid())).isEqualTo(Standing.DELETED);
  }

  @Test
  void controlEntriesAreNeverDeleted() {
    Cid first = p.delete(laptop, a);
    p.delete(p.root, first, phone, p.root);
    assertLive(first, phone, p.root);
    assertThat(standing(a)).isEqualTo(Standing.DELETED);
  }

  @Test
  void entryWithoutPayloadOrPackedContentsIsNotLiveUntilTheyCome() {
    CheckedHistory history = p.emptyHistory();
    for (Made made : p.all()) {
      Optional<byte[]> payload =
          made.isControl() ? Optional.of(made.payload().bytes()) : Optional.empty();
      history.offer(made.entry(), payload);
    }
    assertThat(history.derive().standings()).containsEntry(a, Standing.INCOMPLETE);
    assertThat(history.derive().live()).containsOnly(p.root, laptop, phone);
    assertThat(history.derive().kept()).doesNotContain(a);

    Made post = p.get(a);
    history.offer(post.entry(), Optional.of(post.payload().bytes()));
    assertThat(history.derive().live()).doesNotContain(a);
    post.contents().forEach(history::offerContent);
    assertThat(history.derive().live()).contains(a);
  }

  @Test
  void contentOfAnotherLengthCountsAsAbsent() {
    Block block = Block.of(Multicodec.RAW, new byte[] {1, 2, 3});
    Cid right = withContent(block, 3);
    Cid wrong = withContent(block, 4);
    assertLive(right);
    assertThat(standing(wrong)).isEqualTo(Standing.INCOMPLETE);
  }

  private Cid withContent(Block block, long size) {
    Content content = Content.of(block.cid(), size, "text/plain");
    return p.by(laptop).contents(List.of(content), block).add();
  }

  @Test
  void twoEntriesWithOneOwnAreBothLiveAndTold() {
    Cid fork = p.by(phone).own(a).add();
    assertLive(a, b, c, fork);
    assertThat(p.history().derive().forks()).containsExactly(a);
  }

  @Test
  void grantWithTheNextOfBothDevicesIsNoFork() {
    p.post(laptop);
    assertThat(p.history().derive().forks()).isEmpty();
  }

  @Test
  void whatIsBehindLiveEntriesIsKeptAndNothingElse() {
    Cid loose = p.post(phone);
    Cid after = p.post(laptop, b);
    p.revoke(laptop, phone, phone);
    Derived derived = p.history().derive();
    assertThat(derived.live()).contains(after).doesNotContain(a, b, c, loose);
    assertThat(derived.kept()).contains(a, b).doesNotContain(c, loose);
  }

  @Test
  void revokeKeepsItsLast() {
    p.revoke(laptop, phone, c);
    p.delete(laptop, c);
    assertThat(p.history().derive().kept()).contains(c);
    assertThat(standing(c)).isEqualTo(Standing.DELETED);
  }

  @Test
  void tipsAreTheMaximalLiveEntries() {
    assertThat(p.history().derive().tips()).containsExactly(c);
    Cid other = p.post(laptop);
    assertThat(p.history().derive().tips()).containsExactlyInAnyOrder(c, other);
    p.delete(laptop, c);
    assertThat(p.history().derive().tips()).containsExactlyInAnyOrder(b, p.lastOf(laptop));
  }

  @Test
  void bytesOfVoidAndDeletedEntriesMayBeErased() {
    Cid shared = p.by(laptop).text("shared").add();
    p.by(phone).own(c).text("shared").add();
    p.delete(laptop, a);
    p.revoke(laptop, phone, b);
    List<Cid> expected = new ArrayList<>();
    for (Cid gone : List.of(a, c, p.lastOf(phone))) {
      expected.add(p.get(gone).payload().cid());
    }
    expected.add(p.get(a).contents().get(0).cid());
    expected.add(p.get(c).contents().get(0).cid());
    assertThat(p.history().derive().erasable()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).doesNotContain(p.get(shared).contents().get(0).cid());
  }

  @Test
  void erasedBytesCanComeBack() {
    CheckedHistory history = p.history();
    Derived before = history.derive();
    Made post = p.get(b);
    history.erase(b, List.of(post.contents().get(0).cid()));
    assertThat(history.derive().standings()).containsEntry(b, Standing.INCOMPLETE);
    assertThat(history.derive().snapshot()).isNotEqualTo(before.snapshot());
    TestProfile.offerAll(history, List.of(post));
    assertThat(history.derive().snapshot()).isEqualTo(before.snapshot());
    assertThatThrownBy(() -> history.erase(phone, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Standing standing(Cid entry) {
    return Objects.requireNonNull(p.history().derive().standings().get(entry));
  }

  private void assertLive(Cid... entries) {
    assertThat(p.history().derive().live()).contains(entries);
  }

  private void assertVoid(Cid... entries) {
    for (Cid entry : entries) {
      assertThat(standing(entry)).as("%s", entry).isEqualTo(Standing.VOID);
    }
  }
}
