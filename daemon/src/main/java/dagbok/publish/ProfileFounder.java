package dagbok.publish;

import dagbok.cid.Cid;
import dagbok.crypto.RecoveryPhrase;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.profile.Batch;
import dagbok.profile.KeyFolder;
import dagbok.profile.PhraseFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import dagbok.web.port.Profiles;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes profiles: the root from a recovery phrase, and a grant for the first device. */
public final class ProfileFounder {
  private final ReplicaBook replicas;
  private final KeyFolder keys;
  private final PhraseFolder phrases;
  private final Clock clock;
  private final SecureRandom random;

  /** With where profiles, keys and phrases are kept. */
  public ProfileFounder(
      ReplicaBook replicas,
      KeyFolder keys,
      PhraseFolder phrases,
      Clock clock,
      SecureRandom random) {
    this.replicas = replicas;
    this.keys = keys;
    this.phrases = phrases;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A new profile, in use from now on. Its key is in the phrase alone, which is kept until its
   * person has confirmed to have it; this machine keeps the key of the first device for good.
   *
   * @throws IllegalArgumentException if the name is longer than the protocol allows
   */
  public Profiles.Created found(String name) {
    Encoded<Payload> about = profileBody(name);
    RecoveryPhrase phrase = RecoveryPhrase.ofEntropy(randomBytes(RecoveryPhrase.ENTROPY_BYTES));
    ProfileRoot root = ProfileRoot.of(phrase);
    ProfileId profile = root.profile();

    SigningKey deviceKey = SigningKey.ofSeed(randomBytes(SigningKey.SEED_BYTES));
    Encoded<Payload> grantPayload = Encoded.of(grant(profile, root.entry().cid(), deviceKey));
    Encoded<Entry> grant =
        Encoded.of(
            firstEntry(profile, root.entry().cid(), grantPayload.cid()).signedBy(root.key()));
    List<Item> items = List.of(root.item(), Item.whole(grant, grantPayload));
    try {
      keys.add(new KeyFolder.Key(profile, grant.cid(), deviceKey.seed()));
      phrases.keep(profile, phrase.words());
      settle(profile, items, grant.cid(), deviceKey, about);
    } catch (RuntimeException e) {
      undo(profile, grant.cid(), e);
      throw e;
    }
    return new Profiles.Created(profile, grant.cid(), phrase.words());
  }

  private void settle(
      ProfileId profile, List<Item> items, Cid device, SigningKey key, Encoded<Payload> about) {
    Replica replica = replicas.own(profile);
    Replica.Taken taken = replica.take(Batch.of(items, List.of()));
    if (!taken.whole()) {
      throw new IllegalStateException("one's own root is not accepted: " + taken);
    }
    replica.write(device, key, about, List.of());
    replicas.use(replica);
  }

  /** Nobody was told of the profile nor saw its phrase: it is as if it had never been. */
  private void undo(ProfileId profile, Cid device, RuntimeException why) {
    try {
      replicas.forget(profile);
      keys.remove(device);
      phrases.erase(profile);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private Encoded<Payload> profileBody(String name) {
    Display.Profile body =
        new Display.Profile(
            name,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            Map.of());
    return Encoded.of(new Payload(salt(), now(), List.of(), body.toBody()));
  }

  private Payload grant(ProfileId profile, Cid root, SigningKey deviceKey) {
    SealSecret seal = Seals.of(deviceKey);
    return Control.Grant.by(deviceKey, seal.publicKey(), profile, root).toPayload(salt(), now());
  }

  private static Entry firstEntry(ProfileId profile, Cid root, Cid payload) {
    return new Entry(
        Optional.of(profile),
        Optional.of(root),
        Optional.of(root),
        1,
        1,
        List.of(),
        true,
        payload,
        Entry.UNSIGNED);
  }

  private Salt salt() {
    return new Salt(randomBytes(Salt.BYTES));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
