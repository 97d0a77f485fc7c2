package dagbok.web.page;

import dagbok.schema.ShareLink;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.port.Daemon;
import dagbok.web.port.Discovery;
import dagbok.web.port.Profiles;
import dagbok.web.text.Times;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /discover}: strangers who want to be found, and whether one does oneself. */
public final class DiscoverPage {
  /** What the template shows. */
  public record View(List<Stranger> found, Optional<Mine> mine) {}

  /**
   * Somebody whose name is not known before one follows.
   *
   * @param link leads to a closer look
   */
  public record Stranger(Person person, Times.Stamp said, String link) {}

  /** The profile in use. */
  public record Mine(Person person, boolean findable) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Times times;

  DiscoverPage(Frame frame, Daemon daemon, Times times) {
    this.frame = frame;
    this.daemon = daemon;
    this.times = times;
  }

  Answer show(Call call) {
    List<Stranger> found = daemon.discovery().found().stream().map(this::stranger).toList();
    return frame.page(
        "discover", "Find people", "people", new View(found, frame.me().map(this::mine)));
  }

  private Stranger stranger(Discovery.Found found) {
    String link = new ShareLink(found.profile(), found.peers()).toString();
    return new Stranger(
        Person.of(found.profile(), "Somebody", Optional.empty()),
        times.stamp(found.time()),
        AddPage.query(link));
  }

  private Mine mine(Profiles.ProfileView me) {
    return new Mine(Person.of(me), daemon.discovery().isFindable(me.profile()));
  }

  Answer choose(Call call) throws IOException {
    try (Form form = call.form()) {
      daemon
          .discovery()
          .beFindable(
              Roots.profile(form, daemon.profiles()),
              form.text("findable").filter("yes"::equals).isPresent());
      return Answer.seeOther("/discover");
    }
  }
}
