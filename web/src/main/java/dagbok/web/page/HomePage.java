package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import dagbok.web.setup.Setup;
import java.util.Optional;

/** {@code /}: the newest posts of the profile in use and of those it follows. */
public final class HomePage implements Endpoint {
  /**
   * What the template shows.
   *
   * @param first whether it is the newest page of the list
   * @param follows how many profiles one follows
   * @param phrase whose recovery phrase is not yet confirmed
   */
  public record View(Timeline timeline, boolean first, int follows, Optional<Person> phrase) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Setup setup;
  private final Cards cards;

  HomePage(Frame frame, Daemon daemon, Setup setup, Cards cards) {
    this.frame = frame;
    this.daemon = daemon;
    this.setup = setup;
    this.cards = cards;
  }

  @Override
  public Answer answer(Call call) {
    int follows = daemon.follows().list(Optional.empty()).size();
    if (follows == 0 && frame.me().isEmpty()) {
      return Answer.seeOther("/setup");
    }
    String mark = frame.mark();
    Timeline timeline = Timeline.load(daemon.posts(), cards, call, "/", Optional.empty());
    View view =
        new View(
            timeline, call.query("before").isEmpty(), follows, setup.waiting().map(Person::of));
    return frame.page(200, "home", new Frame.Heading("Home", "home", mark, "all"), view);
  }
}
