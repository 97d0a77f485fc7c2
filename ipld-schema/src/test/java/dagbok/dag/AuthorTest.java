package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.crypto.RecoveryPhrase;
import dagbok.schema.Body;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.schema.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a device writes: its first entry, its next one, and heads. */
class AuthorTest {
  private static final Salt SALT = new Salt(new byte[Salt.BYTES]);

  private final TestProfile p = new TestProfile(1);
  private final Cid laptop = p.grant(p.root);
  private final Cid phone = p.grant(laptop);

  @Test
  void phraseAloneGivesTheProfile() {
    RecoveryPhrase phrase = RecoveryPhrase.ofEntropy(TestProfile.key(1).seed());
    Genesis genesis = Genesis.of(phrase.profileKey());
    assertThat(genesis.profile()).isEqualTo(p.id);
    assertThat(genesis.entry().cid()).isEqualTo(p.root);
    CheckedHistory history = new CheckedHistory(genesis.profile(), p.verifier());
    assertThat(history.offer(genesis.entry(), Optional.of(genesis.payload().bytes())))
        .isInstanceOf(Offer.Accepted.class);
  }

  @Test
  void firstEntryOfADeviceFollowsItsGrant() {
    Entry entry = next(p.history(), phone, post()).value();
    assertThat(entry.own()).contains(phone);
    assertThat(entry.device()).contains(phone);
    assertThat(entry.seq()).isZero();
    assertThat(next(p.history(), laptop, post()).value().seq()).isEqualTo(1);
  }

  @Test
  void nextEntryFollowsWhatIsMaximalButItsOwn() {
    Cid a = p.post(laptop);
    Cid b = p.post(phone);
    Entry entry = next(p.history(), laptop, post()).value();
    assertThat(entry.own()).contains(a);
    assertThat(entry.prev()).containsExactly(b);
    assertThat(entry.control()).isFalse();
  }

  @Test
  void voidEntriesAreNeverFollowed() {
    Cid good = p.post(phone);
    Cid bad = p.post(phone);
    p.revoke(laptop, phone, good);
    Entry entry = next(p.history(), p.root, post()).value();
    assertThat(entry.prev()).doesNotContain(bad).contains(p.lastOf(laptop));
  }

  @Test
  void ofMoreThan64TheHighestAreFollowed() {
    List<Cid> ends = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      Cid own = i < 10 ? p.root : p.lastOf(laptop);
      ends.add(p.by(i < 10 ? p.root : laptop).own(own).text("end " + i).add());
      if (i >= 10) {
        p.by(laptop).own(own).text("fork " + i).add();
      }
    }
    CheckedHistory history = p.history();
    Encoded<Entry> entry = next(history, phone, post());
    assertThat(entry.value().prev()).hasSize(Entry.MAX_PREV);
    assertThat(history.offer(entry, Optional.of(post().bytes())))
        .isInstanceOf(Offer.Accepted.class);
    long lowest =
        entry.value().prev().stream()
            .map(p::get)
            .map(TestProfile.Made::value)
            .min(Comparator.comparingLong(Entry::height))
            .orElseThrow()
            .height();
    assertThat(lowest).isGreaterThan(p.get(ends.get(0)).value().height());
  }

  @Test
  void controlEntriesAreSoByTheirKind() {
    Cid post = p.post(laptop);
    Encoded<Payload> revoke = Encoded.of(new Control.Revoke(phone, phone).toPayload(SALT, 1));
    Encoded<Payload> delete = Encoded.of(new Control.Delete(List.of(post)).toPayload(SALT, 1));
    for (Encoded<Payload> payload : List.of(revoke, delete)) {
      CheckedHistory history = p.history();
      Encoded<Entry> entry = next(history, laptop, payload);
      assertThat(entry.value().control()).isTrue();
      assertThat(history.offer(entry, Optional.of(payload.bytes())))
          .isInstanceOf(Offer.Accepted.class);
    }
    Encoded<Payload> wrong =
        Encoded.of(
            new Payload(SALT, 1, List.of(), new Body("delete", post().value().body().value())));
    assertThatThrownBy(() -> next(p.history(), laptop, wrong))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deviceOutOfForceWritesNothing() {
    p.revoke(laptop, phone, phone);
    assertThatThrownBy(() -> next(p.history(), phone, post()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not in force");
    assertThatThrownBy(() -> NextHead.of(p.history().real(), phone, p.keyOf(phone), 0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not in force");
  }

  @Test
  void headIsVerifiedFromPacksAlone() throws Exception {
    Cid old = p.post(laptop);
    p.post(phone, old);
    p.delete(phone, old);
    CheckedHistory history = p.history();
    Encoded<Head> head = NextHead.of(history.real(), phone, p.keyOf(phone), 3, 4);
    Map<Cid, byte[]> blocks = new HashMap<>();
    blocks.put(head.cid(), head.bytes());
    Encoded<Snapshot> snapshot = history.derive().snapshot();
    blocks.put(snapshot.cid(), snapshot.bytes());
    history.derive().packs().forEach(run -> blocks.put(run.ref().pack(), run.block().bytes()));
    Verification verification =
        Verification.of(head.cid(), cid -> Optional.ofNullable(blocks.get(cid)), p.verifier());
    assertThat(verification.firstFaults()).isEmpty();
    assertThat(verification.node()).isEqualTo(head.value().node());
  }

  private Encoded<Entry> next(CheckedHistory history, Cid device, Encoded<Payload> payload) {
    return NextEntry.of(history.real(), device, p.keyOf(device), payload);
  }

  private static Encoded<Payload> post() {
    return Encoded.of(new Payload(SALT, 1, List.of(), Post.EMPTY.toBody()));
  }
}
