package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.DeviceProof;
import dagbok.profile.Batch;
import dagbok.profile.Copy;
import dagbok.schema.Head;
import dagbok.schema.Message;
import dagbok.schema.SchemaException;
import java.util.List;
import java.util.Optional;

/** Whether a head may be believed to be its device's (protocol.md, Order of checks, 4 and 5). */
public final class HeadJudge {
  private final Verifier verifier;

  /** With what checks signatures. */
  public HeadJudge(Verifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Why an announced head is not believed; empty if it is. Takes in what it can of the proof: a
   * grant by a device is judged when that device's entries of before are here.
   */
  public Optional<String> objection(Copy replica, Message.Announcement announcement) {
    Head head = announcement.head().value();
    if (!head.profile().equals(replica.profile())) {
      return Optional.of("it is of another profile");
    }
    try {
      DeviceKey key =
          DeviceProof.key(replica.profile(), announcement.proof(), head.device(), verifier);
      if (!verifier.verify(key, head.signedMessage(), head.sig())) {
        return Optional.of("its signature is wrong");
      }
    } catch (SchemaException e) {
      return Optional.of(
          "its proof does not lead from the profile's root to its device: " + e.getMessage());
    }
    replica.take(Batch.of(announcement.proof(), List.of()));
    return isRevoked(replica, head.device())
        ? Optional.of("its device is not in force")
        : Optional.empty();
  }

  /**
   * The same for a head that was believed before, by what is known now. The grant of its device may
   * still be on its way.
   */
  public Optional<String> objection(Copy replica, Head head) {
    if (!head.profile().equals(replica.profile())) {
      return Optional.of("it is of another profile");
    }
    if (replica.member(head.device()).isEmpty()) {
      return Optional.empty();
    }
    if (isRevoked(replica, head.device())) {
      return Optional.of("its device is not in force");
    }
    Optional<DeviceKey> key = replica.key(head.device());
    boolean signed =
        key.isPresent() && verifier.verify(key.get(), head.signedMessage(), head.sig());
    return signed ? Optional.empty() : Optional.of("its signature is wrong");
  }

  /** As far as is known: a device whose grant is not here yet may be in force. */
  private static boolean isRevoked(Copy replica, Cid device) {
    return replica.read(
        history -> history.standing(device).isPresent() && !history.isInForce(device));
  }
}
