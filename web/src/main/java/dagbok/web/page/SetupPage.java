package dagbok.web.page;

import dagbok.web.guard.Secrets;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Health;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /setup}: a name, then the recovery phrase, which is shown this once. */
public final class SetupPage {
  /** What the form's template shows. */
  public record View(
      String form,
      String name,
      Health.IpfsView ipfs,
      List<Person> own,
      Optional<Problem> problem) {}

  /**
   * What is shown when it is done.
   *
   * @param phrase the 24 words; empty if they were shown before
   */
  public record Done(Person person, List<String> phrase) {}

  private final Frame frame;
  private final Daemon daemon;
  private final SecureRandom random;
  private final Once once = new Once();

  SetupPage(Frame frame, Daemon daemon, SecureRandom random) {
    this.frame = frame;
    this.daemon = daemon;
    this.random = random;
  }

  Answer form(Call call) {
    return page(200, "", Optional.empty());
  }

  Answer create(Call call) throws IOException {
    try (Form form = call.form()) {
      String name = form.text("name").orElse("");
      try {
        return done(form.text("form"), name);
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        return page(status, name, Optional.of(Problem.of(status, e)));
      }
    }
  }

  private Answer done(Optional<String> form, String name) {
    if (name.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "a profile needs a name", "type the name that others will see");
    }
    List<String> phrase = new ArrayList<>();
    String root =
        once.run(
            form,
            () -> {
              Profiles.Created created = daemon.profiles().create(name);
              phrase.addAll(created.phrase());
              return created.profile().toString();
            });
    Profiles.ProfileView profile = daemon.profiles().get(daemon.profiles().resolve(root));
    Done done = new Done(Person.of(profile), phrase);
    return frame.page("setup-done", "Your profile", "me", done).with("Cache-Control", "no-store");
  }

  private Answer page(int status, String name, Optional<Problem> problem) {
    List<Person> own =
        daemon.profiles().list().stream().filter(p -> p.own()).map(Person::of).toList();
    View view =
        new View(Secrets.token(random), name, daemon.health().status().ipfs(), own, problem);
    Frame.Heading heading = new Frame.Heading("Begin", "me", frame.mark(), "");
    return frame.page(status, "setup", heading, view);
  }
}
