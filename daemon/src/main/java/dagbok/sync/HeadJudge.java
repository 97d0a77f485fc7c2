package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.History.Member;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.schema.SchemaException;
import java.util.List;
import java.util.Optional;

/** Whether a head may be believed to be its device's (protocol.md, Order of checks, 4 and 5). */
public final class HeadJudge {
  /** The longest chain of grants that is looked at. */
  static final int MAX_PROOF_ITEMS = 32;

  private final Verifier verifier;

  /** With what checks signatures. */
  public HeadJudge(Verifier verifier) {
    this.verifier = verifier;
  }

  /** Why an announced head is not believed; empty if it is. Takes in the grants of its proof. */
  public Optional<String> objection(Replica replica, Message.Announcement announcement) {
    List<Item> proof = announcement.proof();
    Head head = announcement.head().value();
    if (!head.profile().equals(replica.profile())) {
      return Optional.of("it is of another profile");
    }
    if (proof.isEmpty() || proof.size() > MAX_PROOF_ITEMS) {
      return Optional.of("its proof has " + proof.size() + " entries");
    }
    if (!isChain(proof, head.device()) || !replica.take(new Batch(proof, List.of())).whole()) {
      return Optional.of("its proof does not lead from the profile's root to its device");
    }
    return objection(replica, head);
  }

  /**
   * Whether the entries begin with a root, and each grants who signed the next, down to a device.
   */
  private static boolean isChain(List<Item> proof, Cid device) {
    Optional<Cid> granter = Optional.empty();
    try {
      for (Item item : proof) {
        Entry entry = Entry.decode(item.entry().bytes());
        if (!entry.device().equals(granter)) {
          return false;
        }
        granter = Optional.of(item.entry().cid());
      }
    } catch (SchemaException e) {
      return false;
    }
    return granter.equals(Optional.of(device));
  }

  /** The same for a head whose grants are here. */
  public Optional<String> objection(Replica replica, Head head) {
    if (!head.profile().equals(replica.profile())) {
      return Optional.of("it is of another profile");
    }
    if (!replica.derived().devices().containsKey(head.device())) {
      return Optional.of("its device is not in force");
    }
    Optional<DeviceKey> key = key(replica, head.device());
    boolean signed =
        key.isPresent() && verifier.verify(key.get(), head.signedMessage(), head.sig());
    return signed ? Optional.empty() : Optional.of("its signature is wrong");
  }

  private static Optional<DeviceKey> key(Replica replica, Cid device) {
    Optional<Member> member = replica.member(device);
    Optional<DeviceKey> granted =
        member.flatMap(m -> m.control(Control.Grant.class)).map(Control.Grant::key);
    return granted.isPresent()
        ? granted
        : member.flatMap(m -> m.control(Control.Root.class)).map(Control.Root::key);
  }
}
