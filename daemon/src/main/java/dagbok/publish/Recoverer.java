package dagbok.publish;

import dagbok.cid.Cid;
import dagbok.crypto.RecoveryPhrase;
import dagbok.crypto.SigningKey;
import dagbok.dag.NextEntry;
import dagbok.profile.Batch;
import dagbok.profile.Doubt;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Brings profiles back by their recovery phrases, which are kept nowhere: the root follows from the
 * phrase, the rest comes from whoever has it, and then the profile key grants this machine a new
 * device. Thread-safe.
 */
public final class Recoverer {
  private final ReplicaBook replicas;
  private final KeyFolder keys;
  private final Clock clock;
  private final SecureRandom random;

  /** With where profiles and keys are kept. */
  public Recoverer(ReplicaBook replicas, KeyFolder keys, Clock clock, SecureRandom random) {
    this.replicas = replicas;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /** The profile that a phrase is the key of. */
  public static ProfileId profile(RecoveryPhrase phrase) {
    return ProfileRoot.of(phrase).profile();
  }

  /**
   * The profile as one of one's own, with its root at least; not held yet. Keys of it that are here
   * from before, without what they wrote, are in doubt.
   */
  public synchronized Replica begin(RecoveryPhrase phrase) {
    ProfileRoot root = ProfileRoot.of(phrase);
    Replica held = replicas.ensure(root.profile());
    Replica replica = held.own() ? held : owned(root.profile());
    take(replica, root.item());
    return replica;
  }

  private Replica owned(ProfileId profile) {
    Replica replica = replicas.own(profile);
    keys.of(profile).forEach(key -> replica.devices().doubt(key.device(), Doubt.RESTORED));
    return replica;
  }

  /**
   * Grants this machine a new device, by the profile key; the key is durable before the grant is
   * there. All that the profile key wrote should be here, or its own chain forks.
   *
   * @return the device
   */
  public synchronized Cid grant(Replica replica, RecoveryPhrase phrase) {
    ProfileRoot root = ProfileRoot.of(phrase);
    SigningKey key = SigningKey.ofSeed(randomBytes(SigningKey.SEED_BYTES));
    Encoded<Payload> payload =
        Encoded.of(
            Control.Grant.by(key, Seals.of(key).publicKey(), root.profile(), root.entry().cid())
                .toPayload(new Salt(randomBytes(Salt.BYTES)), clock.instant().getEpochSecond()));
    Encoded<Entry> grant =
        replica.read(history -> NextEntry.of(history, root.entry().cid(), root.key(), payload));
    keys.add(new KeyFolder.Key(root.profile(), grant.cid(), key.seed()));
    try {
      take(replica, Item.whole(grant, payload));
    } catch (RuntimeException e) {
      keys.remove(grant.cid());
      throw e;
    }
    replica.devices().begin(grant.cid());
    return grant.cid();
  }

  private static void take(Replica replica, Item item) {
    Replica.Taken taken = replica.take(Batch.of(List.of(item), List.of()));
    if (!taken.whole()) {
      throw new IllegalStateException("one's own entry is not accepted: " + taken);
    }
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
