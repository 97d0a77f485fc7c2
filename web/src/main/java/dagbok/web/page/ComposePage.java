package dagbok.web.page;

import dagbok.web.guard.Secrets;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Posts;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.text.Markdown;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /compose}: writing a post, seeing how it will look, publishing it; and the same for what
 * takes its place, at {@code /p/{root}/{entry}/edit}.
 */
public final class ComposePage {
  /** How many rows for files a page without scripts has. */
  private static final int FILE_ROWS = 4;

  /** A heading in the text comes below the page's own and that of the preview. */
  private static final int PREVIEW_HEADING_LEVEL = 3;

  /**
   * What the template shows.
   *
   * @param edits the address of the post that is edited
   * @param form names this form, so that sending it twice publishes once
   * @param preview the text as it will look, safe to put into a page as it is
   */
  public record View(
      Optional<String> edits,
      String form,
      DraftForm draft,
      List<Profiles.ProfileView> own,
      int fileRows,
      Optional<Problem> problem,
      Optional<String> preview) {}

  private final Frame frame;
  private final Daemon daemon;
  private final SecureRandom random;
  private final Once once = new Once();

  ComposePage(Frame frame, Daemon daemon, SecureRandom random) {
    this.frame = frame;
    this.daemon = daemon;
    this.random = random;
  }

  Answer form(Call call) {
    if (frame.me().isEmpty()) {
      return Answer.seeOther("/setup");
    }
    return page(200, DraftForm.EMPTY, Optional.empty(), Optional.empty());
  }

  /** Shows the text as it will look; publishes nothing. */
  Answer preview(Call call) throws IOException {
    try (Form form = call.form()) {
      DraftForm draft = DraftForm.of(form);
      String html = Markdown.all(draft.text(), PREVIEW_HEADING_LEVEL, Set.of());
      return page(200, draft, Optional.empty(), Optional.of(html));
    }
  }

  Answer publish(Call call) throws IOException {
    try (Form form = call.form()) {
      DraftForm draft = DraftForm.of(form);
      try {
        Posts.Draft wanted = draft.toDraft(form, daemon.profiles());
        return Answer.seeOther(once.run(form.text("form"), () -> publish(wanted)) + "?saved");
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        return page(status, draft, Optional.of(Problem.of(status, e)), Optional.empty());
      }
    }
  }

  private String publish(Posts.Draft draft) {
    Posts.Published published = daemon.posts().publish(draft);
    return address(daemon.posts().entry(published.entry()));
  }

  Answer editForm(Call call) {
    Posts.PostView post = daemon.posts().entry(Roots.parse(call.path("entry")));
    return page(
        200, Optional.of(address(post)), DraftForm.of(post), Optional.empty(), Optional.empty());
  }

  Answer edit(Call call) throws IOException {
    Posts.PostView post = daemon.posts().entry(Roots.parse(call.path("entry")));
    String address = address(post);
    try (Form form = call.form()) {
      DraftForm draft = DraftForm.of(form);
      try {
        boolean erase = form.text("erase").isPresent();
        daemon.posts().edit(post.entry(), draft.toDraft(form, daemon.profiles()), erase);
        return Answer.seeOther(address);
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        Optional<Problem> problem = Optional.of(Problem.of(status, e));
        return page(status, Optional.of(address), draft, problem, Optional.empty());
      }
    }
  }

  private static String address(Posts.PostView post) {
    return "/p/" + post.profile() + "/" + post.entry();
  }

  private Answer page(
      int status, DraftForm draft, Optional<Problem> problem, Optional<String> preview) {
    return page(status, Optional.empty(), draft, problem, preview);
  }

  private Answer page(
      int status,
      Optional<String> edits,
      DraftForm draft,
      Optional<Problem> problem,
      Optional<String> preview) {
    List<Profiles.ProfileView> own =
        daemon.profiles().list().stream().filter(Profiles.ProfileView::own).toList();
    View view = new View(edits, Secrets.token(random), draft, own, FILE_ROWS, problem, preview);
    Frame.Heading heading =
        new Frame.Heading(edits.isEmpty() ? "Write" : "Edit", "compose", frame.mark(), "");
    return frame.page(status, "compose", heading, view);
  }
}
