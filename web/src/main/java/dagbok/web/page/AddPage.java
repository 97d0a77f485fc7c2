package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Refusal;
import dagbok.web.text.ShareLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code /add}: following somebody by root CID or share link. */
public final class AddPage {
  /** What the template shows: the fields as they were typed. */
  public record View(
      String profile, String peers, String stream, String tag, Optional<Problem> problem) {}

  private final Frame frame;
  private final Daemon daemon;

  AddPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  Answer form(Call call) {
    return page(200, new View(call.query("profile").orElse(""), "", "", "", Optional.empty()));
  }

  Answer follow(Call call) throws IOException {
    try (Form form = call.form()) {
      try {
        Follows.FollowView follow = daemon.follows().follow(request(form));
        return Answer.seeOther("/people#f-" + follow.profile());
      } catch (Refusal e) {
        return refused(form, e);
      }
    }
  }

  private Follows.Request request(Form form) {
    String pasted =
        form.text("profile")
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.BAD_INPUT,
                        "there is no CID or share link",
                        "paste the one that you were given"));
    ShareLink link = ShareLink.of(pasted);
    ProfileId profile = daemon.profiles().resolve(link.text());
    List<String> peers = new ArrayList<>(link.peers());
    peers.addAll(lines(form.text("peers").orElse("")));
    return new Follows.Request(
        profile,
        peers.stream().distinct().limit(ShareLink.MAX_PEERS).toList(),
        form.text("stream"),
        form.text("tag").map(tag -> tag.replaceFirst("^#+", "")));
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\\s+")).filter(line -> !line.isEmpty()).toList();
  }

  private Answer refused(Form form, Refusal refusal) {
    int status = Statuses.of(refusal.reason());
    View view =
        new View(
            form.text("profile").orElse(""),
            form.text("peers").orElse(""),
            form.text("stream").orElse(""),
            form.text("tag").orElse(""),
            Optional.of(Problem.of(status, refusal)));
    return page(status, view);
  }

  private Answer page(int status, View view) {
    Frame.Heading heading = new Frame.Heading("Add somebody", "people", frame.mark(), "");
    return frame.page(status, "add", heading, view);
  }
}
