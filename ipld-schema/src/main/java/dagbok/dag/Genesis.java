package dagbok.dag;

import dagbok.crypto.SigningKey;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.KeyHash;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.util.Optional;

/**
 * The beginning of a profile. Nothing in it but the key may vary, so the phrase alone gives the
 * profile's name again.
 *
 * @param profile the profile's name
 * @param entry its root entry
 * @param payload the root entry's payload
 */
public record Genesis(ProfileId profile, Encoded<Entry> entry, Encoded<Payload> payload) {
  /** The beginning of the profile of this key. */
  public static Genesis of(SigningKey profileKey) {
    return of(profileKey, Optional.empty());
  }

  /**
   * The beginning of the profile of this key.
   *
   * @param next digest of a key that may succeed it, for a later version
   */
  public static Genesis of(SigningKey profileKey, Optional<KeyHash> next) {
    Control.Root root = new Control.Root(profileKey.publicKey(), next);
    Encoded<Payload> payload = Encoded.of(root.toPayload(Salt.ZERO, 0));
    Encoded<Entry> entry = Encoded.of(Entry.root(payload.cid()).signedBy(profileKey));
    return new Genesis(new ProfileId(Encoded.of(Node.root(entry.cid())).cid()), entry, payload);
  }
}
