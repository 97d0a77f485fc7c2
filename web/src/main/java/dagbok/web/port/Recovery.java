package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;

/** Profiles whose devices were lost, or may not write any more. */
public interface Recovery {
  /**
   * What to bring back.
   *
   * @param phrase the 24 words; they are kept nowhere
   * @param peers addresses of who may have the profile
   * @param alone nobody has any of it: begin without
   */
  record Request(String phrase, List<String> peers, boolean alone) {
    /** Copies the list. */
    public Request {
      peers = List.copyOf(peers);
    }

    /** Names no word of the phrase. */
    @Override
    public String toString() {
      return "recovery from " + peers;
    }
  }

  /**
   * How far it is.
   *
   * @param progress how far catching up has come
   * @param device this machine's device, once it may write
   */
  record Recovered(
      ProfileId profile,
      Follows.Progress progress,
      long packsDone,
      long packsTotal,
      Optional<Cid> device) {}

  /**
   * Brings a profile back, or goes on with that: returns after some seconds at most. May be asked
   * again and again; the words are needed each time.
   */
  Recovered recover(Request request);

  /** Lets this machine's device write again: no other machine does, on the word of its person. */
  void resume(ProfileId profile);
}
