package dagbok.dag;

import dagbok.crypto.Verifier;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import dagbok.schema.SchemaException;
import org.jspecify.annotations.Nullable;

/** What makes a control entry right, beyond the form of its body. */
final class ControlRules {
  /** How far up the tree of grants a device has seniors. */
  static final int MAX_SENIORITY_STEPS = 16;

  private final Rows rows;

  ControlRules(Rows rows) {
    this.rows = rows;
  }

  /** The body of a root entry, which nothing but the profile key may vary. */
  static Control.Root root(Encoded<Entry> entry, @Nullable Payload payload) throws SchemaException {
    if (payload == null
        || !(Control.of(payload.body()).orElse(null) instanceof Control.Root root)) {
      throw new SchemaException(entry.cid(), "a root body in the root entry", "another");
    }
    boolean bare =
        payload.salt().equals(Salt.ZERO) && payload.time() == 0 && payload.contents().isEmpty();
    Acceptance.require(bare, entry, "a root payload with no salt, time or contents", "some");
    return root;
  }

  void checkGrant(
      Encoded<Entry> entry,
      Control.Grant grant,
      DeviceRow granter,
      ProfileId profile,
      Verifier verifier)
      throws SchemaException {
    byte[] message =
        Control.Grant.provenMessage(profile, rows.get(granter.id()).cid(), grant.seal());
    boolean proven = verifier.verify(grant.key(), message, grant.proof());
    Acceptance.require(proven, entry, "a proof by the granted key", "another");
  }

  /** That {@code last} is of the device that {@code grant} is, and the signer may end it there. */
  void checkRevoke(
      Encoded<Entry> entry, DeviceRow signer, EntryRow own, EntryRow grant, EntryRow last)
      throws SchemaException {
    if (grant.facts().kind() != EntryRow.Kind.GRANT) {
      throw new SchemaException(entry.cid(), "a revoke of a grant", grant.cid().toString());
    }
    boolean ofDevice = last.id() == grant.id() || last.facts().device() == grant.id();
    Acceptance.require(ofDevice, entry, "last of the device revoked", last.cid());
    if (signer.id() == grant.id()) {
      boolean isOwn = last.id() == own.id();
      Acceptance.require(isOwn, entry, "last = own in a self-revoke", last.cid());
    } else {
      boolean senior = isSenior(signer.id(), grant.id());
      Acceptance.require(senior, entry, "a revoke by a senior", rows.get(signer.id()).cid());
    }
  }

  /** Whether {@code device} granted {@code junior}, or who granted that, and so on. */
  private boolean isSenior(long device, long junior) {
    long step = junior;
    for (int i = 0; i < MAX_SENIORITY_STEPS; i++) {
      step = rows.device(step).granter();
      if (step == device) {
        return true;
      }
    }
    return false;
  }
}
