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
final class PlainControlRules {
  /** How far up the tree of grants a device has seniors. */
  static final int MAX_SENIORITY_STEPS = 16;

  private PlainControlRules() {}

  /** The body of a root entry, which nothing but the profile key may vary. */
  static Control.Root root(Encoded<Entry> entry, @Nullable Payload payload) throws SchemaException {
    if (payload == null
        || !(Control.of(payload.body()).orElse(null) instanceof Control.Root root)) {
      throw new SchemaException(entry.cid(), "a root body in the root entry", "another");
    }
    boolean bare =
        payload.salt().equals(Salt.ZERO) && payload.time() == 0 && payload.contents().isEmpty();
    Judge.require(bare, entry, "a root payload with no salt, time or contents", "some");
    return root;
  }

  static void checkGrant(
      Vertex.Checked checked, Control.Grant grant, ProfileId profile, Verifier verifier)
      throws SchemaException {
    Device granter = signer(checked);
    byte[] message = Control.Grant.provenMessage(profile, granter.grant.cid(), grant.seal());
    boolean proven = verifier.verify(grant.key(), message, grant.proof());
    Judge.require(proven, checked.entry(), "a proof by the granted key", "another");
  }

  /** That {@code last} is of the device that {@code grant} is, and the signer may end it there. */
  static void checkRevoke(Vertex.Checked checked, Vertex grant, Vertex last)
      throws SchemaException {
    Encoded<Entry> entry = checked.entry();
    Device revoked = grant.founded;
    if (revoked == null || grant.own == null) {
      throw new SchemaException(entry.cid(), "a revoke of a grant", grant.cid().toString());
    }
    boolean ofDevice = last == grant || last.device == revoked;
    Judge.require(ofDevice, entry, "last of the device revoked", last.cid());
    Device signer = signer(checked);
    if (signer == revoked) {
      Judge.require(last == checked.own(), entry, "last = own in a self-revoke", last.cid());
    } else {
      Judge.require(isSenior(signer, revoked), entry, "a revoke by a senior", signer.grant.cid());
    }
  }

  /** Whether {@code device} granted {@code junior}, or who granted that, and so on. */
  private static boolean isSenior(Device device, Device junior) {
    Device step = junior;
    for (int i = 0; i < MAX_SENIORITY_STEPS; i++) {
      Device granter = step.grant.device;
      if (granter == device) {
        return true;
      }
      step = granter;
    }
    return false;
  }

  private static Device signer(Vertex.Checked checked) {
    Device device = checked.device();
    if (device == null) {
      throw new IllegalStateException(checked.entry().cid() + " has no device");
    }
    return device;
  }
}
