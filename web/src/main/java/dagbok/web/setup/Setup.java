package dagbok.web.setup;

import dagbok.schema.ProfileId;
import dagbok.web.port.Daemon;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is left to do, and the check of the recovery phrase. Thread-safe. */
public final class Setup {
  /** How many words are asked for. */
  public static final int WORDS_ASKED = 3;

  private final Daemon daemon;
  private final SecureRandom random;

  /** What is left to do first. */
  public enum Step {
    /** There is no profile of one's own: it needs a name. */
    NAME,
    /** The phrase of a profile is not confirmed. */
    PHRASE,
    /** Nothing. */
    READY
  }

  /** With what it is about. */
  public Setup(Daemon daemon, SecureRandom random) {
    this.daemon = daemon;
    this.random = random;
  }

  /** What is left to do first. */
  public Step step() {
    if (current().isEmpty()) {
      return Step.NAME;
    }
    return waiting().isPresent() ? Step.PHRASE : Step.READY;
  }

  /** The profile that this is about: the one whose phrase waits, else the one in use. */
  public Optional<Profiles.ProfileView> current() {
    return waiting().or(() -> own().stream().filter(Profiles.ProfileView::inUse).findFirst());
  }

  /** A profile whose phrase is not confirmed, that in use before others. */
  public Optional<Profiles.ProfileView> waiting() {
    List<ProfileId> ids = daemon.phrases().waiting();
    List<Profiles.ProfileView> waiting =
        ids.isEmpty()
            ? List.of()
            : own().stream().filter(profile -> ids.contains(profile.profile())).toList();
    return waiting.stream()
        .filter(Profiles.ProfileView::inUse)
        .findFirst()
        .or(() -> waiting.stream().findFirst());
  }

  private List<Profiles.ProfileView> own() {
    return daemon.profiles().list().stream().filter(Profiles.ProfileView::own).toList();
  }

  /** The words of a phrase that is not confirmed. */
  public List<String> words(ProfileId profile) {
    return daemon.phrases().words(profile);
  }

  /** Places in a phrase, from 1, rising: those of the words to ask for. */
  public List<Integer> ask(ProfileId profile) {
    int words = words(profile).size();
    TreeSet<Integer> places = new TreeSet<>();
    while (places.size() < Math.min(WORDS_ASKED, words)) {
      places.add(1 + random.nextInt(words));
    }
    return List.copyOf(places);
  }

  /**
   * Whether somebody has the phrase: the places whose word is wrong. If there is none the phrase is
   * erased, since it is on paper.
   *
   * @throws Refusal if fewer than {@link #WORDS_ASKED} places of the phrase are answered
   */
  public List<Integer> check(ProfileId profile, Map<Integer, String> answers) {
    List<String> words = words(profile);
    long places = answers.keySet().stream().filter(at -> at >= 1 && at <= words.size()).count();
    if (places < WORDS_ASKED || places < answers.size()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the check needs " + WORDS_ASKED + " words of different places",
          "load the page again");
    }
    List<Integer> wrong = new ArrayList<>();
    new TreeSet<>(answers.keySet())
        .forEach(
            at -> {
              String given = String.valueOf(answers.get(at)).strip().toLowerCase(Locale.ROOT);
              if (!given.equals(words.get(at - 1))) {
                wrong.add(at);
              }
            });
    if (wrong.isEmpty()) {
      daemon.phrases().erase(profile);
    }
    return wrong;
  }

  /** Erases a phrase without a check: its person says to have it. */
  public void forget(ProfileId profile) {
    daemon.phrases().erase(profile);
  }

  /** The IPFS node that is used, in words. */
  public NodeWords node() {
    return NodeWords.of(daemon.health().status());
  }
}
