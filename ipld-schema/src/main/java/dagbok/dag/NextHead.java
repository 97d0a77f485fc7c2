package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import java.util.Optional;

/** The head that a device publishes of what it has. */
public final class NextHead {
  private NextHead() {}

  /**
   * The signed head of the set as it is now, node and all.
   *
   * @param device a device in force: its grant, or the root entry
   * @param seq one more than that of the device's head before, from 0
   * @param time seconds since the Unix epoch
   * @throws IllegalStateException if the device is not in force, or the profile is full
   */
  public static Encoded<Head> of(History history, Cid device, SigningKey key, long seq, long time) {
    if (!history.isInForce(device)) {
      throw new IllegalStateException("device " + device + " is not in force");
    }
    return last(history, device, key, seq, time);
  }

  /**
   * The same of a device that ended itself just now: who does not know of that yet takes it from
   * this head.
   */
  public static Encoded<Head> last(
      History history, Cid device, SigningKey key, long seq, long time) {
    Head unsigned =
        new Head(
            history.profile(),
            history.snapshot().cid(),
            device,
            seq,
            time,
            Entry.UNSIGNED,
            history.head(),
            Optional.empty());
    return Encoded.of(unsigned.signedBy(key));
  }
}
