package dagbok.web.page;

import dagbok.schema.Tag;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import dagbok.web.port.Posts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code /tag/{tag}}: the posts that carry a tag. */
public final class TagPage implements Endpoint {
  /** What the template shows. */
  public record View(String tag, Timeline timeline) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Cards cards;

  TagPage(Frame frame, Daemon daemon, Cards cards) {
    this.frame = frame;
    this.daemon = daemon;
    this.cards = cards;
  }

  @Override
  public Answer answer(Call call) {
    String tag = Tag.normal(call.path("tag"));
    String path = "/tag/" + URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
    Posts.FeedQuery query =
        new Posts.FeedQuery(Optional.empty(), Timeline.before(call), Optional.of(tag), 0);
    Timeline timeline = Timeline.load(daemon.posts(), cards, call, path, query);
    return frame.page("tag", "#" + tag, "home", new View(tag, timeline));
  }
}
