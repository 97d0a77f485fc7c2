package dagbok.pair;

import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.schema.Item;
import dagbok.schema.ProfileId;
import java.util.List;

/**
 * A key that asked for a grant and may have it. Its text form does not show the seed.
 *
 * @param granter the device that was asked
 * @param addresses where the profile can be had
 * @param proof the root entry and the grants down to this key's; empty as long as it is not known
 *     whether there is one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record PendingKey(
    ProfileId profile, byte[] seed, Cid granter, List<String> addresses, List<Item> proof) {
  /** Copies the lists. */
  public PendingKey {
    addresses = List.copyOf(addresses);
    proof = List.copyOf(proof);
  }

  SigningKey key() {
    return SigningKey.ofSeed(seed);
  }

  PendingKey with(List<Item> known) {
    return new PendingKey(profile, seed, granter, addresses, known);
  }

  /** The device that the proof is of. */
  Cid device() {
    return proof.get(proof.size() - 1).entry().cid();
  }

  @Override
  public String toString() {
    return "key that waits for " + profile;
  }
}
