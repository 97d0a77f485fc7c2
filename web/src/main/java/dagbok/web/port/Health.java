package dagbok.web.port;

import java.util.List;
import java.util.Optional;

/** What runs, and what is wrong. */
public interface Health {
  /**
   * The IPFS node in use. {@code own}: whether it is the daemon's alone; {@code why}: one sentence
   * on why it was chosen; {@code addresses}: where others reach it, to be given away with a root
   * CID.
   */
  record IpfsView(
      String kind,
      boolean own,
      Optional<String> api,
      Optional<String> version,
      int peers,
      boolean up,
      String why,
      List<String> addresses) {
    /** Copies the list. */
    public IpfsView {
      addresses = List.copyOf(addresses);
    }
  }

  /** Something wrong: a stable code, a sentence, and the one thing to do. */
  record Warning(String code, String text, String fix) {}

  /** All of it. {@code page} is the address of the local page. */
  record StatusView(
      String version,
      String page,
      IpfsView ipfs,
      List<Profiles.ProfileView> profiles,
      List<Warning> warnings,
      long outbox) {}

  /** The state of now. */
  StatusView status();
}
