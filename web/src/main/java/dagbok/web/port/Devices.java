package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;

/** The devices that write to one's own profiles, and how one of them invites another. */
public interface Devices {
  /**
   * A device.
   *
   * @param device its grant
   * @param name what it is called here
   * @param here whether it is this machine's
   * @param since when it was granted, in seconds since 1970, as its granter says
   * @param by the device that granted it; empty: the recovery phrase
   * @param inForce whether it may write still
   * @param last its newest entry known, with its time; empty if it has not written yet
   */
  record DeviceView(
      Cid device,
      Optional<String> name,
      boolean here,
      long since,
      Optional<Cid> by,
      boolean inForce,
      Optional<LastEntry> last) {}

  /** An entry, and when it was written, as its device says. */
  record LastEntry(Cid entry, long time) {}

  /** All of a profile's, in the order in which they came. */
  List<DeviceView> list(ProfileId profile);

  /** How far pairing has come. */
  enum Stage {
    /** The other device is awaited. */
    WAITING,
    /** The words stand on both screens. */
    ASKED,
    /** The new device is granted. */
    DONE,
    /** It came to nothing. */
    ENDED
  }

  /**
   * An invitation. A secret: whoever has its code may ask to join.
   *
   * @param code to type on the other device; {@code text} with the addresses too, for a QR code
   * @param expires in seconds since 1970
   * @param words to compare, once there are any
   * @param asking how the device that wants to join calls itself
   * @param file to carry to the other device next, where files are
   * @param why it ended, if it did
   */
  record InvitationView(
      ProfileId profile,
      String code,
      String text,
      List<String> addresses,
      long expires,
      Stage stage,
      List<String> words,
      Optional<String> asking,
      Optional<PairingFile> file,
      Optional<Failure> why) {
    /** Does not show the code. */
    @Override
    public String toString() {
      return "invitation to " + profile + ", " + stage;
    }
  }

  /** What went wrong, and what to do. */
  record Failure(String error, String hint) {}

  /**
   * Invites a device to a profile, in place of an invitation that stood before.
   *
   * @param byFile whether files are carried to and fro, and no port is opened
   * @param name what to call the device, whatever it says itself
   */
  InvitationView invite(ProfileId profile, boolean byFile, Optional<String> name);

  /** The newest invitation, whatever became of it. */
  Optional<InvitationView> invitation();

  /** Takes what came in the file; the next one to carry is in what it gives. */
  InvitationView carried(String file);

  /** The person says that the words are the same: grants the device. */
  InvitationView confirm();

  /** The person says no; does nothing once the device is granted. */
  void cancel();
}
