package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Arrival;
import dagbok.dag.Genesis;
import dagbok.dag.Offer;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.schema.SchemaException;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner grants a device; a thief has a key that nobody granted. */
final class SignersTest {
  private static final SigningKey OWNER = key(1);
  private static final SigningKey DEVICE = key(2);
  private static final SigningKey THIEF = key(3);

  private final Genesis genesis = Genesis.of(OWNER);
  private final Cid root = genesis.entry().cid();
  private final Map<Cid, DeviceKey> known = new HashMap<>();
  private final List<Cid> asked = new ArrayList<>();

  private static SigningKey key(int n) {
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    seed[0] = (byte) n;
    return SigningKey.ofSeed(seed);
  }

  private Signers signers(Verifier verifier) {
    return new Signers(
        device -> {
          asked.add(device);
          return Optional.ofNullable(known.get(device));
        },
        verifier);
  }

  private Signers signers() {
    return signers(Verifier.ed25519());
  }

  private static Arrival arrival(Item item) {
    try {
      return Arrival.of(item);
    } catch (SchemaException e) {
      throw new IllegalStateException(e);
    }
  }

  private Entry entry(Cid device, Cid own, long seq, long height, Encoded<Payload> payload) {
    return new Entry(
        Optional.of(genesis.profile()),
        Optional.of(device),
        Optional.of(own),
        seq,
        height,
        List.of(),
        payload.value().body().isControl(),
        payload.cid(),
        Entry.UNSIGNED);
  }

  /** The first post of a device. */
  private Arrival post(Cid device, SigningKey signer) {
    Encoded<Payload> payload =
        Encoded.of(new Payload(Salt.ZERO, 1, List.of(), Post.EMPTY.toBody()));
    Entry entry = entry(device, device, 0, 2, payload);
    return arrival(Item.whole(Encoded.of(entry.signedBy(signer)), payload));
  }

  private Encoded<Payload> grantPayload() {
    Control.Grant grant =
        Control.Grant.by(
            DEVICE, SealSecret.ofBytes(new byte[32]).publicKey(), genesis.profile(), root);
    return Encoded.of(grant.toPayload(Salt.ZERO, 1));
  }

  /** The grant of {@link #DEVICE}. */
  private Arrival grant(SigningKey signer) {
    Encoded<Payload> payload = grantPayload();
    Entry entry = entry(root, root, 1, 1, payload);
    return arrival(Item.whole(Encoded.of(entry.signedBy(signer)), payload));
  }

  private Arrival rootEntry() {
    return arrival(Item.whole(genesis.entry(), genesis.payload()));
  }

  private static Cid cid(Arrival arrival) {
    return arrival.entry().cid();
  }

  private static List<Optional<DeviceKey>> signed(List<Arrival> arrivals) {
    return arrivals.stream().map(Arrival::signedBy).toList();
  }

  @Test
  void entryOfAKnownDeviceCarriesItsKey() {
    Cid device = cid(grant(OWNER));
    known.put(device, DEVICE.publicKey());
    Arrival post = post(device, DEVICE);
    assertThat(signers().check(List.of(post))).containsExactly(post.signedBy(DEVICE.publicKey()));
  }

  @Test
  void entryWithAWrongSignatureIsNotMarkedAndThoseBesideItAreInTheirOrder() {
    Cid device = cid(grant(OWNER));
    known.put(device, DEVICE.publicKey());
    known.put(root, OWNER.publicKey());
    Arrival forged = post(device, THIEF);
    Arrival right = post(device, DEVICE);
    Arrival forgedGrant = grant(THIEF);
    List<Arrival> checked = signers().check(List.of(forged, right, forgedGrant));
    assertThat(checked).containsExactly(forged, right.signedBy(DEVICE.publicKey()), forgedGrant);
  }

  @Test
  void rootEntryIsCheckedByTheKeyThatItNames() {
    assertThat(signed(signers().check(List.of(rootEntry())))).containsExactly(key(OWNER));
    assertThat(asked).isEmpty();
  }

  private static Optional<DeviceKey> key(SigningKey key) {
    return Optional.of(key.publicKey());
  }

  @Test
  void grantInTheSamePackPutsItsKeyAtHandWhereverItStands() {
    Arrival grant = grant(OWNER);
    Arrival post = post(cid(grant), DEVICE);
    Arrival forged = post(cid(grant), THIEF);
    List<Arrival> checked = signers().check(List.of(post, forged, grant, rootEntry()));
    assertThat(signed(checked))
        .containsExactly(key(DEVICE), Optional.empty(), key(OWNER), key(OWNER));
    assertThat(asked).isEmpty();
  }

  @Test
  void grantOfAnEarlierPackIsRemembered() {
    Arrival grant = grant(OWNER);
    Signers signers = signers();
    signers.check(List.of(rootEntry(), grant));
    assertThat(signed(signers.check(List.of(post(cid(grant), DEVICE)))))
        .containsExactly(key(DEVICE));
    assertThat(asked).isEmpty();
  }

  @Test
  void grantThatCameWithoutItsPayloadNamesNoKey() {
    Arrival grant = arrival(Item.stub(grant(OWNER).entry()));
    Arrival post = post(cid(grant), DEVICE);
    assertThat(signers().check(List.of(grant, post))).containsExactly(grant, post);
  }

  @Test
  void entryOfAnUnknownDeviceIsLeftAsItIsAndAskedAboutOnceAPack() {
    Cid device = cid(grant(OWNER));
    Arrival one = post(device, DEVICE);
    Arrival other = post(device, THIEF);
    Signers signers = signers();
    assertThat(signers.check(List.of(one, other))).containsExactly(one, other);
    assertThat(asked).containsExactly(device);
    known.put(device, DEVICE.publicKey());
    assertThat(signed(signers.check(List.of(one, other))))
        .containsExactly(key(DEVICE), Optional.empty());
    assertThat(asked).containsExactly(device, device);
  }

  /** Grants by nobody, each another entry. */
  private List<Arrival> grants(int count) {
    Encoded<Payload> payload = grantPayload();
    List<Arrival> grants = new ArrayList<>(count);
    for (int seq = 1; seq <= count; seq++) {
      Entry entry = entry(root, root, seq, 1, payload);
      grants.add(arrival(Item.whole(Encoded.of(entry), payload)));
    }
    return grants;
  }

  @Test
  void keysAreRememberedUpToABoundAndThoseOfTheSetAreUsedBeyondIt() {
    List<Arrival> grants = grants(Signers.MAX_KEYS + 1);
    Cid lastWithin = cid(grants.get(Signers.MAX_KEYS - 1));
    Cid firstBeyond = cid(grants.get(Signers.MAX_KEYS));
    Signers signers = signers((key, message, signature) -> true);
    signers.check(grants);
    asked.clear();

    List<Arrival> posts = List.of(post(lastWithin, DEVICE), post(firstBeyond, DEVICE));
    assertThat(signed(signers.check(posts))).containsExactly(key(DEVICE), Optional.empty());
    assertThat(asked).containsExactly(firstBeyond);

    signers.check(List.of(grants.get(Signers.MAX_KEYS))); // nor when it comes again
    known.put(firstBeyond, DEVICE.publicKey());
    assertThat(signed(signers.check(posts))).containsExactly(key(DEVICE), key(DEVICE));
  }

  /** A mark is for the key that was used, not for the right to use it. */
  @Test
  void grantThatNobodySignedLetsNoEntryIntoTheSet(@TempDir Path folder) {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Replica replica = daemon.replicas.ensure(genesis.profile());
      Arrival forged = grant(THIEF);
      Arrival honest = grant(OWNER);
      List<Arrival> pack =
          List.of(
              rootEntry(), forged, honest, post(cid(forged), DEVICE), post(cid(honest), DEVICE));
      List<Arrival> checked = replica.signers().check(pack);
      assertThat(signed(checked))
          .containsExactly(key(OWNER), Optional.empty(), key(OWNER), key(DEVICE), key(DEVICE));

      Replica.Taken taken = replica.take(new Batch(checked, List.of(), List.of()));
      assertThat(taken.refused()).extracting(Offer.Refused::entry).containsExactly(cid(forged));
      assertThat(taken.waiting())
          .extracting(Offer.Waiting::entry)
          .containsExactly(cid(pack.get(3)));
      assertThat(replica.member(cid(pack.get(3)))).isEmpty();
      assertThat(replica.member(cid(pack.get(4)))).isPresent();
    }
  }
}
