package dagbok.web.page;

import dagbok.web.guard.Secrets;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.setup.NodeWords;
import dagbok.web.setup.Setup;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code /setup}: a name, the recovery phrase and its check, the IPFS node, what to do next. Each
 * step has an address of its own, so that a browser's keys for going back and reloading do what
 * they should; no address and no cache has a word of the phrase.
 */
public final class SetupPage {
  /** What the first step shows; {@code form} names it, so that sending it twice makes one. */
  public record NameView(String form, String name, boolean another, Optional<Problem> problem) {}

  /** The words of a phrase. */
  public record PhraseView(Person person, List<String> words) {}

  /** The places that are asked for, and those of them where the word was wrong. */
  public record CheckView(
      Person person, List<Integer> asked, List<Integer> wrong, Optional<Problem> problem) {}

  /** The IPFS node; {@code waiting}: whether the phrase was put off. */
  public record NodeView(NodeWords words, Optional<Hint> fix, boolean waiting) {}

  /** The end; {@code waiting}: whether the phrase was put off. */
  public record ReadyView(Person person, Share share, boolean waiting) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Setup setup;
  private final SecureRandom random;
  private final Once once = new Once();

  SetupPage(Frame frame, Daemon daemon, Setup setup, SecureRandom random) {
    this.frame = frame;
    this.daemon = daemon;
    this.setup = setup;
    this.random = random;
  }

  /** Where one left off. */
  Answer begin(Call call) {
    boolean another = call.query("another").isPresent();
    if (another) {
      return name(200, "", Optional.empty());
    }
    return switch (setup.step()) {
      case NAME -> name(200, "", Optional.empty());
      case PHRASE -> Answer.seeOther("/setup/phrase");
      case READY -> Answer.seeOther("/setup/ready");
    };
  }

  Answer create(Call call) throws IOException {
    try (Form form = call.form()) {
      String name = form.text("name").orElse("");
      try {
        String unused = once.run(form.text("form"), () -> made(name));
        return Answer.seeOther("/setup/phrase");
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        return name(status, name, Optional.of(Problem.of(status, e)));
      }
    }
  }

  private String made(String name) {
    if (name.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "a profile needs a name", "type the name that others will see");
    }
    return daemon.profiles().create(name).profile().toString();
  }

  private Answer name(int status, String name, Optional<Problem> problem) {
    boolean another = setup.current().isPresent();
    return page(
        status,
        "setup",
        another ? "Another profile" : "Begin",
        new NameView(Secrets.token(random), name, another, problem));
  }

  Answer phrase(Call call) {
    return waiting(
        profile ->
            page(
                200,
                "setup-phrase",
                "Recovery phrase",
                new PhraseView(Person.of(profile), setup.words(profile.profile()))));
  }

  /** Asks for other places each time, and for the same again after a wrong word. */
  Answer check(Call call) {
    List<Integer> wrong = places(call, "wrong");
    return waiting(
        profile -> {
          List<Integer> again = places(call, "asked");
          List<Integer> asked =
              again.size() == Setup.WORDS_ASKED ? again : setup.ask(profile.profile());
          return check(200, profile, asked, wrong, Optional.empty());
        });
  }

  private static List<Integer> places(Call call, String field) {
    return Arrays.stream(call.query(field).orElse("").split("-", Setup.WORDS_ASKED + 1))
        .filter(place -> place.matches("[1-9]|1[0-9]|2[0-4]"))
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  private static String joined(Collection<Integer> places) {
    return places.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  private Answer waiting(Function<Profiles.ProfileView, Answer> page) {
    return setup.waiting().map(page).orElseGet(() -> Answer.seeOther("/setup"));
  }

  Answer checked(Call call) throws IOException {
    try (Form form = call.form()) {
      Profiles.ProfileView profile = daemon.profiles().get(Roots.profile(form, daemon.profiles()));
      Map<Integer, String> answers = answers(form);
      try {
        List<Integer> wrong = setup.check(profile.profile(), answers);
        return wrong.isEmpty()
            ? Answer.seeOther("/setup/node")
            : Answer.seeOther(
                "/setup/check?asked=" + joined(answers.keySet()) + "&wrong=" + joined(wrong));
      } catch (Refusal e) {
        if (e.reason() == Refusal.Reason.NOT_FOUND) {
          return Answer.seeOther("/setup");
        }
        int status = Statuses.of(e.reason());
        return check(
            status,
            profile,
            setup.ask(profile.profile()),
            List.of(),
            Optional.of(Problem.of(status, e)));
      }
    }
  }

  /** What was typed, by the place that was asked for; the fields of a row come in pairs. */
  private static Map<Integer, String> answers(Form form) {
    Map<Integer, String> answers = new LinkedHashMap<>();
    List<String> places = form.all("at");
    List<String> words = form.all("word");
    for (int i = 0; i < Math.min(places.size(), words.size()); i++) {
      if (places.get(i).matches("[0-9]{1,2}")) {
        answers.put(Integer.valueOf(places.get(i)), words.get(i));
      }
    }
    return answers;
  }

  private Answer check(
      int status,
      Profiles.ProfileView profile,
      List<Integer> asked,
      List<Integer> wrong,
      Optional<Problem> problem) {
    CheckView view = new CheckView(Person.of(profile), asked, wrong, problem);
    return page(status, "setup-check", "Check the phrase", view);
  }

  Answer forget(Call call) throws IOException {
    try (Form form = call.form()) {
      setup.forget(Roots.profile(form, daemon.profiles()));
      return Answer.seeOther("/setup/node");
    }
  }

  Answer node(Call call) {
    if (setup.current().isEmpty()) {
      return Answer.seeOther("/setup");
    }
    NodeWords words = setup.node();
    return page(
        200,
        "setup-node",
        "IPFS node",
        new NodeView(
            words,
            words.better().map(warning -> Hint.of(warning.fix())),
            setup.waiting().isPresent()));
  }

  Answer ready(Call call) {
    return setup
        .current()
        .map(
            profile ->
                page(
                    200,
                    "setup-ready",
                    "Ready",
                    new ReadyView(
                        Person.of(profile), Share.of(profile), setup.waiting().isPresent())))
        .orElseGet(() -> Answer.seeOther("/setup"));
  }

  private Answer page(int status, String template, String title, Object view) {
    Frame.Heading heading = new Frame.Heading(title, "setup", frame.mark(), "");
    return frame.page(status, template, heading, view).with("Cache-Control", "no-store");
  }
}
