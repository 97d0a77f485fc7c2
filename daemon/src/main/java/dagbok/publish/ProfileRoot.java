package dagbok.publish;

import dagbok.crypto.RecoveryPhrase;
import dagbok.crypto.SigningKey;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.util.Optional;

/** The root of a profile, which follows from its recovery phrase alone. */
record ProfileRoot(
    ProfileId profile, Encoded<Entry> entry, Encoded<Payload> payload, SigningKey key) {
  static ProfileRoot of(RecoveryPhrase phrase) {
    SigningKey key = phrase.profileKey();
    Encoded<Payload> payload =
        Encoded.of(new Control.Root(key.publicKey(), Optional.empty()).toPayload(Salt.ZERO, 0));
    Encoded<Entry> entry = Encoded.of(Entry.root(payload.cid()).signedBy(key));
    return new ProfileRoot(
        new ProfileId(Encoded.of(Node.root(entry.cid())).cid()), entry, payload, key);
  }

  Item item() {
    return Item.whole(entry, payload);
  }

  @Override
  public String toString() {
    return "root of " + profile;
  }
}
