package dagbok.web.port;

import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;

/** How this machine becomes a device of a profile. */
public interface Joining {
  /**
   * An attempt.
   *
   * @param words to compare, once there are any; then profile and name are known too
   * @param agreed whether the person said that they are the same
   * @param file to carry back next, where files are
   * @param why it ended, if it did
   */
  record JoinView(
      Devices.Stage stage,
      List<String> words,
      Optional<ProfileId> profile,
      Optional<String> profileName,
      boolean agreed,
      Optional<PairingFile> file,
      Optional<Devices.Failure> why) {}

  /**
   * A wish to join.
   *
   * @param text the code, or the text of an invitation
   * @param peers where the inviting device is, beside what the text says
   * @param name how to call this machine; its own name if it is left out
   * @param file what came in the file, if one is carried
   */
  record Request(String text, List<String> peers, Optional<String> name, Optional<String> file) {
    /** Copies the list. */
    public Request {
      peers = List.copyOf(peers);
    }

    /** Does not show the code. */
    @Override
    public String toString() {
      return "wish to join";
    }
  }

  /** Begins, in place of an attempt that went on; returns at once. */
  JoinView join(Request request);

  /** The newest attempt, whatever became of it. */
  Optional<JoinView> current();

  /** Takes what came in a further file. */
  JoinView carried(String file);

  /** The person says that the words are the same. */
  JoinView agree();

  /** The person says no. */
  void cancel();
}
