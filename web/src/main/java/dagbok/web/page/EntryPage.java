package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import dagbok.web.port.Posts;

/** {@code /p/{root}/{entry}}: one post, whole, with the CIDs of all that it is made of. */
public final class EntryPage implements Endpoint {
  /** What the template shows. */
  public record View(Card card, Posts.PostView post) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Cards cards;

  EntryPage(Frame frame, Daemon daemon, Cards cards) {
    this.frame = frame;
    this.daemon = daemon;
    this.cards = cards;
  }

  @Override
  public Answer answer(Call call) {
    Cid entry = Roots.parse(call.path("entry"));
    String mark = frame.mark();
    Posts.PostView post = daemon.posts().entry(entry);
    Card card = cards.whole(post);
    if (!call.canonicalPath().equals(card.href())) {
      return Answer.seeOther(card.href());
    }
    String title = post.title().orElse("Post by " + card.author().name());
    return frame.page(
        200,
        "entry",
        new Frame.Heading(title, post.own() ? "me" : "people", mark, ""),
        new View(card, post));
  }
}
