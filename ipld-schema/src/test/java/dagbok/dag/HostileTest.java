package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a profile that means ill makes one read, which must not grow with the square of its size.
 */
class HostileTest {
  private static final int MANY = 100;

  private final TestProfile p = new TestProfile(1);
  private final CountingState state = new CountingState(new MemoryState());
  private final CheckedHistory history = new CheckedHistory(p.id, p.verifier(), state.counted());
  private int offered;

  private void offerWhatIsNew() {
    List<TestProfile.Made> all = p.all();
    TestProfile.offerAll(history, all.subList(offered, all.size()));
    offered = all.size();
    history.real();
  }

  private void offerStub(TestProfile.Made entry) {
    offered = p.all().size();
    assertThat(history.offer(entry.entry(), Optional.empty())).isInstanceOf(Offer.Accepted.class);
  }

  @Test
  void anotherEntryWithThePayloadOfManyLooksAtOneOfThem() {
    Cid laptop = p.grant(p.root);
    TestProfile.Made first = p.get(p.post(laptop));
    offerWhatIsNew();
    for (int i = 0; i < MANY; i++) {
      offerStub(p.get(p.by(laptop).payload(first.payload().bytes()).add()));
    }
    history.real();
    state.reset();

    offerStub(p.get(p.by(laptop).payload(first.payload().bytes()).add()));

    assertThat(history.real().isLive(p.lastOf(laptop))).isTrue();
    assertThat(state.of("byPayload")).isEqualTo(2);
    history.derive();
  }

  @Test
  void aPayloadThatComesLastIsGivenToAllThatNameIt() {
    Cid laptop = p.grant(p.root);
    offerWhatIsNew();
    TestProfile.Made first = p.get(p.post(laptop));
    offerStub(first);
    Cid second = p.by(laptop).payload(first.payload().bytes()).add();
    offerStub(p.get(second));
    history.real();
    first.contents().forEach(history::offerContent);
    assertThat(history.real().isLive(second)).isFalse();

    assertThat(history.offer(first.entry(), Optional.of(first.payload().bytes())))
        .isInstanceOf(Offer.Accepted.class);

    assertThat(history.real().isLive(first.cid())).isTrue();
    assertThat(history.real().isLive(second)).isTrue();
    history.derive();
  }

  @Test
  void askingWhetherAContentIsNeededLooksAtOneThatNeedsIt() {
    Cid laptop = p.grant(p.root);
    for (int i = 0; i < MANY; i++) {
      p.by(laptop).text("the same").add();
    }
    Cid last = p.lastOf(laptop);
    Block text = p.get(last).contents().get(0);
    p.delete(laptop, last);
    offerWhatIsNew();
    state.reset();

    assertThat(history.real().erasable(last)).containsExactly(p.get(last).payload().cid());
    assertThat(history.real().isUnneeded(text.cid())).isFalse();

    assertThat(state.of("needing")).isEqualTo(4);
  }

  @Test
  void anotherRevokeOfADeviceLooksAtOneOfThoseBefore() {
    Cid laptop = p.grant(p.root);
    Cid post = p.post(laptop);
    for (int i = 0; i < MANY; i++) {
      p.revoke(p.root, laptop, i % 2 == 0 ? laptop : post);
    }
    offerWhatIsNew();
    state.reset();

    p.revoke(p.root, laptop, laptop);
    offerWhatIsNew();

    assertThat(history.real().isLive(post)).isFalse();
    assertThat(state.of("revokesOf")).isLessThan(10);
    history.derive();
  }

  @Test
  void aForkedDeviceThatRevokesManyIsReadOnce() {
    Cid senior = p.grant(p.root);
    p.post(senior);
    p.by(senior).own(senior).text("a fork").add();
    List<Cid> juniors = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      juniors.add(p.grant(senior));
    }
    for (Cid junior : juniors) {
      p.by(senior).control(new Control.Revoke(junior, junior)).add();
      p.by(senior).control(new Control.Revoke(junior, junior)).add();
    }

    offerWhatIsNew();

    assertThat(state.of("chain")).isLessThan(10L * MANY);
    assertThat(history.real().devices()).hasSize(2);
    history.derive();
  }
}
