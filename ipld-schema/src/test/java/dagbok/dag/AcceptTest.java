package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.crypto.SealKey;
import dagbok.dag.TestProfile.Made;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Function 1: which entries are right. */
class AcceptTest {
  private final TestProfile p = new TestProfile(1);
  private final Cid laptop = p.grant(p.root);
  private final Cid phone = p.grant(laptop);
  private final Cid first = p.post(laptop);

  @Test
  void profileIsFoundedByItsRootAlone() {
    TestProfile other = new TestProfile(2);
    Made root = other.get(other.root);
    assertRefused(offer(p.emptyHistory(), root), "a root entry whose node is");
    assertThat(offer(other.emptyHistory(), root)).isInstanceOf(Offer.Accepted.class);
  }

  @Test
  void rootPayloadIsBare() {
    Control.Root control = new Control.Root(p.keyOf(p.root).publicKey(), Optional.empty());
    Payload late = control.toPayload(Salt.ZERO, 1);
    Payload salted = control.toPayload(new Salt(Arrays.copyOf(new byte[] {1}, 16)), 0);
    for (Payload payload : List.of(late, salted)) {
      Encoded<Payload> encoded = Encoded.of(payload);
      Entry entry = Entry.root(encoded.cid()).signedBy(p.keyOf(p.root));
      Encoded<Entry> root = Encoded.of(entry);
      ProfileId id = new ProfileId(Encoded.of(Node.root(root.cid())).cid());
      CheckedHistory history = new CheckedHistory(id, p.verifier());
      assertRefused(history.offer(root, Optional.of(encoded.bytes())), "a root payload");
    }
  }

  @Test
  void whatIsBehindComesFirst() {
    Made post = p.by(phone).prev(first).make();
    CheckedHistory history = p.emptyHistory();
    assertThat(offer(history, post)).isEqualTo(new Offer.Waiting(post.cid(), Set.of(phone, first)));
    TestProfile.offerAll(history, p.all());
    assertThat(offer(history, post)).isEqualTo(new Offer.Accepted(post.cid(), true));
  }

  @Test
  void controlEntryWaitsForItsPayload() {
    Made delete = p.by(laptop).control(new Control.Delete(List.of(first))).make();
    CheckedHistory history = p.history();
    assertThat(history.offer(delete.entry(), Optional.empty()))
        .isEqualTo(new Offer.Waiting(delete.cid(), Set.of(delete.payload().cid())));
    byte[] others = first.toBytes();
    assertThat(history.offer(delete.entry(), Optional.of(others)))
        .isInstanceOf(Offer.Waiting.class);
    assertThat(offer(history, delete)).isInstanceOf(Offer.Accepted.class);
  }

  @Test
  void revokeWaitsForGrantAndLast() {
    Cid late = p.post(phone);
    Made revoke = p.by(laptop).control(new Control.Revoke(phone, late)).make();
    CheckedHistory history = p.emptyHistory();
    for (Made made : p.all()) {
      if (!made.cid().equals(late)) {
        TestProfile.offerAll(history, List.of(made));
      }
    }
    assertThat(offer(history, revoke)).isEqualTo(new Offer.Waiting(revoke.cid(), Set.of(late)));
  }

  @Test
  void ownIsOfTheSameDeviceAndNumbersGoUpByOne() {
    assertRefused(offer(p.by(phone).own(first).seqOff(1).make()), "own of device");
    assertRefused(offer(p.by(laptop).seqOff(1).make()), "seq 2");
    assertRefused(offer(p.by(laptop).seqOff(-1).make()), "seq 2");
    assertAccepted(p.by(laptop).own(laptop).make());
    assertRefused(offer(p.by(laptop).own(laptop).seqOff(1).make()), "seq 0");
    assertAccepted(p.by(p.root).own(p.root).make());
    assertRefused(offer(p.by(p.root).own(p.root).seqOff(-1).make()), "seq 1");
  }

  @Test
  void deviceIsAGrantOrTheRoot() {
    Made post = p.get(first);
    Entry entry =
        new Entry(
            Optional.of(p.id),
            Optional.of(first),
            Optional.of(first),
            0,
            post.value().height() + 1,
            List.of(),
            false,
            post.payload().cid(),
            Entry.UNSIGNED);
    Encoded<Entry> signed = Encoded.of(entry.signedBy(p.keyOf(laptop)));
    assertRefused(p.history().offer(signed, Optional.empty()), "own of device");
  }

  @Test
  void heightIsOneMoreThanAllBehind() {
    Cid high = first;
    for (int i = 0; i < 5; i++) {
      high = p.post(laptop);
    }
    for (long off : new long[] {-1, 1}) {
      assertRefused(offer(p.by(phone).prev(high).heightOff(off).make()), "height");
      Control.Revoke revoke = new Control.Revoke(laptop, high);
      assertRefused(offer(p.by(p.root).control(revoke).heightOff(off).make()), "height");
    }
    assertAccepted(p.by(phone).prev(high).make());
    assertAccepted(p.by(p.root).control(new Control.Revoke(laptop, high)).make());
  }

  @Test
  void signatureIsByTheDevice() {
    Made forged = p.by(laptop).key(p.keyOf(phone)).make();
    assertRefused(offer(forged), "a signature by the key of device " + laptop);
  }

  @Test
  void entryIsOfThisProfile() {
    TestProfile other = new TestProfile(2);
    assertRefused(offer(p.by(laptop).profile(other.id).make()), "profile " + p.id);
  }

  @Test
  void payloadOfAPostDecidesNothing() {
    CheckedHistory history = p.history();
    for (byte[] bytes : List.of(new byte[0], new byte[] {1}, controlKind())) {
      Made odd = p.by(laptop).payload(bytes).make();
      assertThat(offer(history, odd)).isInstanceOf(Offer.Accepted.class);
      assertThat(history.member(odd.cid()).orElseThrow().payload()).isEmpty();
      assertThat(history.derive().standings()).containsEntry(odd.cid(), Standing.INCOMPLETE);
    }
  }

  private static byte[] controlKind() {
    return new Control.Delete(List.of()).toPayload(Salt.ZERO, 1).encode();
  }

  @Test
  void payloadOfAControlEntryHasTheGenericFormAndNoContents() {
    assertRefused(offer(p.by(laptop).control(deleteAll()).payload(new byte[] {1}).make()), "");
    Content content = Content.of(first.withCodec(Multicodec.RAW), 1, "text/plain");
    Made withContents = p.by(laptop).control(deleteAll()).contents(List.of(content)).make();
    assertRefused(offer(withContents), "without contents");
    Map<String, Ipld> extra = Map.of("entries", Ipld.list(List.of()), "why", Ipld.of("so"));
    assertRefused(offer(p.by(laptop).control(new Body("delete", Ipld.map(extra))).make()), "why");
  }

  private static Control deleteAll() {
    return new Control.Delete(List.of());
  }

  @Test
  void otherKindsInAControlEntryDoNothing() {
    assertAccepted(p.by(laptop).control(new Body("freeze", Ipld.NULL)).make());
    assertAccepted(p.by(laptop).control(Post.EMPTY.toBody()).make());
  }

  @Test
  void secondRootIsRefused() {
    Control.Root root = new Control.Root(p.keyOf(laptop).publicKey(), Optional.empty());
    assertRefused(offer(p.by(laptop).control(root).make()), "root in the root entry alone");
  }

  @Test
  void grantIsProvenByItsKeyForThisDevice() {
    SealKey seal = new SealKey(new byte[32]);
    Control.Grant byPhone = Control.Grant.by(TestProfile.key(9), seal, p.id, phone);
    assertRefused(offer(p.by(laptop).control(byPhone).make()), "a proof");
    assertAccepted(p.by(phone).control(byPhone).make());
    SealKey other = new SealKey(TestProfile.key(8).seed());
    Control.Grant bent = new Control.Grant(byPhone.key(), other, byPhone.proof());
    assertRefused(offer(p.by(phone).control(bent).make()), "a proof");
  }

  @Test
  void onlySeniorsRevokeOthers() {
    Cid sibling = p.grant(laptop);
    assertRefused(offer(revoke(sibling, phone, phone)), "a revoke by a senior");
    assertRefused(offer(revoke(phone, laptop, laptop)), "a revoke by a senior");
    assertAccepted(revoke(laptop, phone, phone));
    assertAccepted(revoke(p.root, phone, phone));
  }

  @Test
  void seniorityReaches16Steps() {
    List<Cid> line = new ArrayList<>(List.of(p.root, laptop));
    for (int i = 0; i < 16; i++) {
      line.add(p.grant(line.get(line.size() - 1)));
    }
    Cid youngest = line.get(17);
    assertRefused(offer(revoke(line.get(0), youngest, youngest)), "a revoke by a senior");
    assertAccepted(revoke(line.get(1), youngest, youngest));
    assertAccepted(revoke(line.get(0), line.get(16), line.get(16)));
  }

  @Test
  void revokeNamesAGrantAndAnEntryOfIt() {
    assertRefused(offer(revoke(p.root, first, first)), "a revoke of a grant");
    assertRefused(offer(revoke(p.root, p.root, p.root)), "a revoke of a grant");
    assertRefused(offer(revoke(p.root, phone, first)), "last of the device revoked");
    assertAccepted(revoke(p.root, laptop, first));
  }

  @Test
  void deviceRevokesItselfAtItsOwnAndNothingFollows() {
    assertRefused(offer(revoke(laptop, laptop, laptop)), "last = own");
    Cid before = p.lastOf(laptop);
    Cid end = p.revoke(laptop, laptop, before);
    assertRefused(offer(p.by(laptop).make()), "own that is no self-revoke");
    assertAccepted(p.by(laptop).own(before).make());
    assertAccepted(p.by(phone).prev(end).make());
  }

  @Test
  void offeringAgainAddsTheMissingPayload() {
    CheckedHistory history = p.history();
    Made post = p.by(laptop).text("later").make();
    post.contents().forEach(history::offerContent);
    assertThat(history.offer(post.entry(), Optional.empty())).isInstanceOf(Offer.Accepted.class);
    assertThat(history.derive().live()).doesNotContain(post.cid());
    assertThat(offer(history, post)).isEqualTo(new Offer.Accepted(post.cid(), true));
    assertThat(history.derive().live()).contains(post.cid());
  }

  private Made revoke(Cid by, Cid device, Cid last) {
    return p.by(by).control(new Control.Revoke(device, last)).make();
  }

  private Offer offer(Made made) {
    return offer(p.history(), made);
  }

  private static Offer offer(CheckedHistory history, Made made) {
    return history.offer(made.entry(), Optional.of(made.payload().bytes()));
  }

  private void assertAccepted(Made made) {
    assertThat(offer(made)).isEqualTo(new Offer.Accepted(made.cid(), true));
  }

  private static void assertRefused(Offer offer, String why) {
    assertThat(offer).isInstanceOf(Offer.Refused.class);
    assertThat(((Offer.Refused) offer).why()).contains(why);
  }
}
