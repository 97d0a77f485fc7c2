package dagbok.web.port;

import java.util.List;
import java.util.Optional;

/** What runs, and what is wrong. */
public interface Health {
  /**
   * The IPFS node in use. {@code own}: whether it is the daemon's alone; {@code why}: one sentence
   * on why it was chosen; {@code httpPeers}: how many of the peers are linked over HTTP, from
   * Dagbok to Dagbok; {@code addresses}: where others reach it, to be given away with a root CID.
   */
  record IpfsView(
      String kind,
      boolean own,
      Optional<String> api,
      Optional<String> version,
      int peers,
      int httpPeers,
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

  /** How a check stands, the worst last. */
  enum State {
    /** Nothing is wrong. */
    OK,
    /** Not looked at, since a cause was found of all that it could find. */
    HIDDEN,
    /** It works, but not as it should, or not for long. */
    WARNING,
    /** Something does not work. */
    BROKEN
  }

  /** What the daemon can do about it: a name for addresses, and words for a button. */
  record Remedy(String name, String label) {}

  /**
   * What came of a check.
   *
   * @param code a short name that keeps its meaning
   * @param text what is wrong; where nothing is, what was looked at
   * @param fix what to do: a command that can be run as it stands, or one sentence; or empty
   * @param because the code of the cause, where the check was left out
   */
  record CheckView(
      String code,
      State state,
      String text,
      String fix,
      Optional<Remedy> remedy,
      Optional<String> because) {
    /** Whether something is wrong. */
    public boolean isFound() {
      return state == State.WARNING || state == State.BROKEN;
    }
  }

  /** All of it. {@code page} is the address of the local page. */
  record StatusView(
      String version,
      String page,
      IpfsView ipfs,
      List<Profiles.ProfileView> profiles,
      List<CheckView> checks,
      long outbox) {
    /** Copies the lists. */
    public StatusView {
      profiles = List.copyOf(profiles);
      checks = List.copyOf(checks);
    }

    /** What is wrong, causes first. */
    public List<Warning> warnings() {
      return checks.stream()
          .filter(CheckView::isFound)
          .map(check -> new Warning(check.code(), check.text(), check.fix()))
          .toList();
    }
  }

  /** The state of now. */
  StatusView status();

  /** What all checks find now. */
  List<CheckView> checks();

  /** The same as it was at most a few seconds ago, for monitors, which ask often. */
  List<CheckView> recentChecks();

  /**
   * Does what a check offered.
   *
   * @return what was done, one sentence
   * @throws Refusal if no check offers it now
   */
  String remedy(String name);

  /** Numbers for monitors, in Prometheus' text format; nothing of what they count. */
  String metrics();
}
