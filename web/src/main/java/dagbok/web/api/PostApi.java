package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.port.Daemon;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import dagbok.web.port.Sought;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Posts: publishing and reading. */
final class PostApi {
  private static final int DEFAULT_LIMIT = 50;

  /** How many posts are in memory at a time. */
  private static final int POSTS_A_PAGE = 200;

  private final Daemon daemon;

  PostApi(Daemon daemon) {
    this.daemon = daemon;
  }

  Answer publish(Call call) throws IOException {
    try (Form form = call.form()) {
      return Json.answer(201, daemon.posts().publish(draft(form)));
    }
  }

  /** Says something else in the place of a post, and answers what people see now. */
  Answer edit(Call call) throws IOException {
    Cid entry = cid(call.path("entry"));
    try (Form form = call.form()) {
      boolean erase = call.query("erase-earlier").filter("true"::equals).isPresent();
      daemon.posts().edit(entry, draft(form), erase);
      return Json.answer(Views.PostJson.of(daemon.posts().entry(entry)));
    }
  }

  private Posts.Draft draft(Form form) throws IOException {
    String json =
        form.text("post")
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.BAD_INPUT,
                        "the request has no part called \"post\"",
                        "send the post as JSON in that part"));
    Requests.PostRequest request = Json.read(json, Requests.PostRequest.class);
    return request.toDraft(form.files("file"), daemon.profiles()::resolve);
  }

  Answer feed(Call call) {
    Posts.FeedQuery query =
        new Posts.FeedQuery(
            call.query("profile").map(daemon.profiles()::resolve),
            call.query("as").map(daemon.profiles()::resolve),
            call.query("before").map(PostApi::cid),
            call.query("tag"),
            call.query("limit").map(PostApi::limit).orElse(DEFAULT_LIMIT));
    List<Posts.PostView> first = daemon.posts().feed(page(query, query.before(), 0));
    return Json.lines(out -> writeAll(query, first, out));
  }

  private void writeAll(Posts.FeedQuery query, List<Posts.PostView> first, Json.Lines out)
      throws IOException {
    List<Posts.PostView> page = first;
    long written = 0;
    while (!page.isEmpty()) {
      for (Posts.PostView post : page) {
        out.write(Views.PostJson.of(post));
      }
      written += page.size();
      boolean last = written == query.limit();
      Optional<Cid> end = Optional.of(page.get(page.size() - 1).entry());
      page = last ? List.of() : daemon.posts().feed(page(query, end, written));
    }
  }

  private static Posts.FeedQuery page(Posts.FeedQuery query, Optional<Cid> before, long written) {
    long wanted = query.limit() == 0 ? POSTS_A_PAGE : query.limit() - written;
    int limit = (int) Math.min(wanted, POSTS_A_PAGE);
    return new Posts.FeedQuery(query.profile(), query.as(), before, query.tag(), limit);
  }

  Answer entry(Call call) {
    return Json.answer(Views.PostJson.of(daemon.posts().entry(cid(call.path("entry")))));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered below, like a negative number
    }
    throw new Refusal(
        Refusal.Reason.BAD_INPUT,
        "'" + text + "' is no number of posts",
        "use limit=50, or limit=0 for all");
  }

  static Cid cid(String text) {
    try {
      return Cid.parse(text);
    } catch (CidFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "'" + Sought.shown(text) + "' is no CID",
          "one looks like bafyrei… and has about 60 characters; check that all of it was copied");
    }
  }
}
