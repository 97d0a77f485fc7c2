package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Policies;
import dagbok.web.port.Refusal;
import dagbok.web.text.Sizes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /settings/replication}: what of each followed profile is kept, and what that comes to. */
public final class ReplicationPage {
  /** All of them. */
  public record View(List<Row> rows) {}

  /** One of them: its policy and its cost, in words. */
  public record Row(Person person, String policy, String cost) {
    static Row of(Policies.PolicyView view) {
      return new Row(
          Person.of(view.profile(), view.name(), Optional.empty()), view.policy(), cost(view));
    }

    private static String cost(Policies.PolicyView view) {
      return counted(view.packs(), "pack")
          + " of posts, "
          + Sizes.text(view.packBytes())
          + "; "
          + counted(view.files(), "file")
          + ", "
          + Sizes.text(view.fileBytes())
          + (view.looseBytes() == 0
              ? ""
              : "; single objects, about " + Sizes.text(view.looseBytes()));
    }

    private static String counted(long count, String what) {
      return Sizes.count(count) + " " + what + (count == 1 ? "" : "s");
    }
  }

  /**
   * The form of one profile.
   *
   * @param now what is kept now
   * @param preview what the form would come to, if that was asked
   */
  public record FormView(
      Row now, PolicyForm form, Optional<Row> preview, Optional<Problem> problem) {}

  private final Frame frame;
  private final Daemon daemon;

  ReplicationPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  Answer list(Call call) {
    List<Row> rows = daemon.policies().list().stream().map(Row::of).toList();
    return frame.page("replication", "What is kept", "people", new View(rows));
  }

  Answer form(Call call) {
    Policies.PolicyView now = daemon.policies().get(profile(call));
    return page(200, now, PolicyForm.of(now.policy()), Optional.empty(), Optional.empty());
  }

  Answer submit(Call call) throws IOException {
    ProfileId profile = profile(call);
    try (Form form = call.form()) {
      PolicyForm wanted = PolicyForm.of(form);
      try {
        if (form.text("do").filter("preview"::equals).isEmpty()) {
          Policies.PolicyView unused = daemon.policies().choose(profile, wanted.words());
          return Answer.seeOther("/settings/replication");
        }
        Row preview = Row.of(daemon.policies().preview(profile, wanted.words()));
        return page(
            200, daemon.policies().get(profile), wanted, Optional.of(preview), Optional.empty());
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        return page(
            status,
            daemon.policies().get(profile),
            wanted,
            Optional.empty(),
            Optional.of(Problem.of(status, e)));
      }
    }
  }

  private Answer page(
      int status,
      Policies.PolicyView now,
      PolicyForm form,
      Optional<Row> preview,
      Optional<Problem> problem) {
    return frame.page(
        status,
        "policy",
        new Frame.Heading("What is kept of " + now.name(), "people", frame.mark(), ""),
        new FormView(Row.of(now), form, preview, problem));
  }

  private ProfileId profile(Call call) {
    return daemon.profiles().resolve(call.path("p"));
  }
}
