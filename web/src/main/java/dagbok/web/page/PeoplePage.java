package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.port.Daemon;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /people}: whom one follows, how far each has come, and one's own profiles. */
public final class PeoplePage {
  /** What the template shows. */
  public record View(List<Followed> follows, List<OwnProfile> own) {}

  /** One of one's own profiles. */
  public record OwnProfile(Person person, boolean inUse, String shareLink) {}

  private final Frame frame;
  private final Daemon daemon;

  PeoplePage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  Answer list(Call call) {
    String mark = frame.mark();
    List<OwnProfile> own =
        daemon.profiles().list().stream()
            .filter(profile -> profile.own())
            .map(p -> new OwnProfile(Person.of(p), p.inUse(), p.shareLink()))
            .toList();
    List<Followed> follows =
        daemon.follows().list(Optional.empty()).stream().map(Followed::of).toList();
    return frame.page(
        200, "people", new Frame.Heading("People", "people", mark, ""), new View(follows, own));
  }

  Answer unfollow(Call call) throws IOException {
    try (Form form = call.form()) {
      ProfileId profile = Roots.profile(form, daemon.profiles());
      daemon.follows().unfollow(profile, Roots.as(form, daemon.profiles()));
      return Answer.seeOther("/people");
    }
  }

  Answer use(Call call) throws IOException {
    try (Form form = call.form()) {
      var unused = daemon.profiles().use(Roots.profile(form, daemon.profiles()));
      return Answer.seeOther("/");
    }
  }
}
