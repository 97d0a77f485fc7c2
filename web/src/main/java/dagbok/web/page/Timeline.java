package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.schema.ProfileId;
import dagbok.web.http.Call;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of posts.
 *
 * @param older the address of the next page
 */
public record Timeline(List<Day> days, Optional<String> older) {
  private static final int POSTS_A_PAGE = 25;

  /** Copies the list. */
  public Timeline {
    days = List.copyOf(days);
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return days.isEmpty();
  }

  /** The page that {@code ?before=} asks for, of the list that is at {@code path}. */
  static Timeline load(Posts posts, Cards cards, Call call, String path, Optional<ProfileId> of) {
    Optional<String> tag = call.query("tag");
    return load(posts, cards, call, path, new Posts.FeedQuery(of, before(call), tag, 0));
  }

  /** The same for a query whose {@code limit} does not matter. */
  static Timeline load(Posts posts, Cards cards, Call call, String path, Posts.FeedQuery query) {
    List<Posts.PostView> found =
        posts.feed(
            new Posts.FeedQuery(
                query.profile(), query.as(), query.before(), query.tag(), POSTS_A_PAGE + 1));
    boolean more = found.size() > POSTS_A_PAGE;
    List<Posts.PostView> shown = more ? found.subList(0, POSTS_A_PAGE) : found;
    Optional<String> older =
        more
            ? Optional.of(older(path, shown.get(shown.size() - 1).entry(), call.query("tag")))
            : Optional.empty();
    return new Timeline(cards.days(shown, query.before().flatMap(e -> known(posts, e))), older);
  }

  private static String older(String path, Cid last, Optional<String> tag) {
    String query = path + "?before=" + last;
    return tag.map(t -> query + "&tag=" + URLEncoder.encode(t, StandardCharsets.UTF_8))
        .orElse(query);
  }

  private static Optional<Posts.PostView> known(Posts posts, Cid entry) {
    try {
      return Optional.of(posts.entry(entry));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  /** The entry that {@code ?before=} names. */
  static Optional<Cid> before(Call call) {
    try {
      return call.query("before").map(Cid::parse);
    } catch (CidFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the post to begin before is no CID: " + e.getMessage(),
          "check the address");
    }
  }
}
