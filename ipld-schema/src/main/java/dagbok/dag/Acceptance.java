package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.History.Member;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.Optional;

/** {@code accept} (protocol.md, Functions, 1), for an entry whose form and bounds are right. */
final class Acceptance {
  private final ProfileId profile;
  private final EntrySet set;
  private final Verifier verifier;

  Acceptance(ProfileId profile, EntrySet set, Verifier verifier) {
    this.profile = profile;
    this.set = set;
    this.verifier = verifier;
  }

  /** How {@code entry} is judged, with its payload as far as that has the generic form. */
  Offer judge(Encoded<Entry> encoded, Optional<Payload> payload) {
    Entry entry = encoded.value();
    try {
      Optional<Control> control = entry.control() ? control(entry, payload) : Optional.empty();
      if (entry.isRoot()) {
        checkRoot(encoded, control);
        return new Offer.Accepted(encoded.cid());
      }
      for (Cid behind : EntrySet.behind(entry, control)) {
        if (set.get(behind) == null) {
          return new Offer.Waiting(encoded.cid(), behind);
        }
      }
      checkPlace(entry, control);
      return new Offer.Accepted(encoded.cid());
    } catch (RefusedException e) {
      return new Offer.Refused(encoded.cid(), e.why);
    }
  }

  /** Why an entry is refused; never leaves this class. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    RefusedException(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }

  private static void require(boolean condition, String otherwise) throws RefusedException {
    if (!condition) {
      throw new RefusedException(otherwise);
    }
  }

  private Optional<Control> control(Entry entry, Optional<Payload> payload)
      throws RefusedException {
    require(payload.isPresent(), "the payload of a control entry is missing or wrong");
    require(payload.get().contents().isEmpty(), "a control entry has contents");
    Optional<Control> control = form(payload.get());
    boolean root = control.isPresent() && control.get() instanceof Control.Root;
    require(root == entry.isRoot(), "a root body belongs to the root entry only");
    if (control.isPresent() && control.get() instanceof Control.Grant grant) {
      byte[] proven =
          Control.Grant.provenMessage(profile, entry.device().orElseThrow(), grant.seal());
      require(verifier.verify(grant.key(), proven, grant.proof()), "the proof of a grant is wrong");
    }
    return control;
  }

  private static Optional<Control> form(Payload payload) throws RefusedException {
    try {
      return Control.of(payload.body());
    } catch (SchemaException e) {
      throw new RefusedException("the payload of a control entry is wrong: " + e.getMessage());
    }
  }

  private void checkRoot(Encoded<Entry> entry, Optional<Control> control) throws RefusedException {
    Cid node = Encoded.of(Node.root(entry.cid())).cid();
    require(node.equals(profile.root()), "the root entry is that of another profile");
    checkSignature(entry.value(), key(control.orElseThrow()));
  }

  private void checkPlace(Entry entry, Optional<Control> control) throws RefusedException {
    require(entry.profile().equals(Optional.of(profile)), "it is of another profile");
    Cid device = entry.device().orElseThrow();
    Member own = set.require(entry.own().orElseThrow());
    if (own.cid().equals(device)) {
      boolean root = own.entry().value().isRoot();
      boolean grant = own.control(Control.Grant.class).isPresent();
      require(grant || root, "its device is no grant");
      require(entry.seq() == (root ? 1 : 0), "the first entry of its device has a wrong seq");
    } else {
      Entry before = own.entry().value();
      require(before.device().equals(Optional.of(device)), "own is of another device");
      require(entry.seq() == before.seq() + 1, "seq is not one more than that of own");
      require(!EntrySet.isSelfRevoke(own), "own is the device's revoke of itself");
    }
    require(entry.height() == height(entry, control), "height is not one more than behind it");
    checkSignature(entry, key(set.require(device).control(Control.class).orElseThrow()));
  }

  private long height(Entry entry, Optional<Control> control) {
    long highest = 0;
    for (Cid behind : EntrySet.behind(entry, control)) {
      highest = Math.max(highest, set.require(behind).entry().value().height());
    }
    return highest + 1;
  }

  /** The key that a grant, or the root entry, put in force. */
  private static DeviceKey key(Control control) {
    if (control instanceof Control.Grant grant) {
      return grant.key();
    }
    if (control instanceof Control.Root root) {
      return root.key();
    }
    throw new IllegalStateException("an entry was accepted whose device is no grant");
  }

  private void checkSignature(Entry entry, DeviceKey key) throws RefusedException {
    require(verifier.verify(key, entry.signedMessage(), entry.sig()), "the signature is wrong");
  }
}
