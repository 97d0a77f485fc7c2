package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import java.util.Optional;

/** {@code /}: the newest posts of all profiles that are held here. */
public final class HomePage implements Endpoint {
  /**
   * What the template shows.
   *
   * @param first whether it is the newest page of the list
   * @param follows how many profiles one follows
   */
  public record View(Timeline timeline, boolean first, int follows) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Cards cards;

  HomePage(Frame frame, Daemon daemon, Cards cards) {
    this.frame = frame;
    this.daemon = daemon;
    this.cards = cards;
  }

  @Override
  public Answer answer(Call call) {
    if (frame.me().isEmpty()) {
      return Answer.seeOther("/setup");
    }
    String mark = frame.mark();
    Timeline timeline = Timeline.load(daemon.posts(), cards, call, "/", Optional.empty());
    View view = new View(timeline, call.query("before").isEmpty(), daemon.follows().list().size());
    return frame.page(200, "home", new Frame.Heading("Home", "home", mark, "all"), view);
  }
}
