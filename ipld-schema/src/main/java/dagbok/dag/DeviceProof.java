package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.List;
import java.util.Optional;

/**
 * The proof of an announcement: the root entry and the grants down to a device (protocol.md,
 * Exchange). It shows by itself, without anything else of the profile, that the device was granted;
 * whether it still is in force, only the whole set says.
 */
public final class DeviceProof {
  /** The most entries of a proof. */
  public static final int MAX_ITEMS = 32;

  private final ProfileId profile;
  private final Verifier verifier;

  private DeviceProof(ProfileId profile, Verifier verifier) {
    this.profile = profile;
    this.verifier = verifier;
  }

  /**
   * The key of {@code device}.
   *
   * @throws SchemaException if {@code proof} does not lead from the profile's root to it
   */
  public static DeviceKey key(ProfileId profile, List<Item> proof, Cid device, Verifier verifier)
      throws SchemaException {
    if (proof.isEmpty() || proof.size() > MAX_ITEMS) {
      throw refusal(device, "a proof of 1 to " + MAX_ITEMS + " entries", proof.size());
    }
    DeviceProof chain = new DeviceProof(profile, verifier);
    DeviceKey key = chain.root(proof.get(0));
    Cid granter = proof.get(0).entry().cid();
    for (Item item : proof.subList(1, proof.size())) {
      key = chain.granted(item, granter, key);
      granter = item.entry().cid();
    }
    if (!granter.equals(device)) {
      throw refusal(device, "a proof that ends in the device", granter);
    }
    return key;
  }

  private DeviceKey root(Item item) throws SchemaException {
    Encoded<Entry> entry = entry(item);
    Cid node = Cid.of(Multicodec.DAG_CBOR, Node.root(entry.cid()).encode());
    Acceptance.require(node.equals(profile.root()), entry, "the root entry of " + profile, node);
    Control.Root root = ControlRules.root(entry, payload(item, entry.value()));
    checkSigned(entry, root.key());
    return root.key();
  }

  private DeviceKey granted(Item item, Cid granter, DeviceKey key) throws SchemaException {
    Encoded<Entry> entry = entry(item);
    Entry value = entry.value();
    Acceptance.require(
        value.profile().equals(Optional.of(profile)), entry, "profile " + profile, value.profile());
    Acceptance.require(
        value.control() && value.device().equals(Optional.of(granter)),
        entry,
        "a grant by " + granter,
        value.device());
    Payload payload = payload(item, value);
    Control control = Control.of(payload.body()).orElse(null);
    if (!(control instanceof Control.Grant grant)) {
      throw refusal(entry.cid(), "a grant", "another body");
    }
    Acceptance.require(
        payload.contents().isEmpty(), entry, "a control payload without contents", "contents");
    checkSigned(entry, key);
    byte[] message = Control.Grant.provenMessage(profile, granter, grant.seal());
    boolean proven = verifier.verify(grant.key(), message, grant.proof());
    Acceptance.require(proven, entry, "a proof by the granted key", "another");
    return grant.key();
  }

  private static Encoded<Entry> entry(Item item) throws SchemaException {
    return new Encoded<>(Entry.decode(item.entry().bytes()), item.entry());
  }

  private static Payload payload(Item item, Entry entry) throws SchemaException {
    if (!(item instanceof Item.Whole whole) || !whole.payload().cid().equals(entry.payload())) {
      throw refusal(item.entry().cid(), "an entry with its payload", "a stub");
    }
    return Payload.decode(whole.payload().bytes());
  }

  private void checkSigned(Encoded<Entry> entry, DeviceKey key) throws SchemaException {
    boolean signed = verifier.verify(key, entry.value().signedMessage(), entry.value().sig());
    Acceptance.require(signed, entry, "a signature by who granted it", "another");
  }

  private static SchemaException refusal(Cid cid, String expected, Object found) {
    return new SchemaException(cid, expected, String.valueOf(found));
  }
}
