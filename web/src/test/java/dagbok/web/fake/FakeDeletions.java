package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Deletions;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Deletions in memory, which wait until somebody says otherwise. */
public final class FakeDeletions implements Deletions {
  private final FakeDaemon daemon;
  private final Map<Long, List<Cid>> waiting = new ConcurrentHashMap<>();
  private long last;

  FakeDeletions(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  /** A post with the deletion that waits for it. */
  Posts.PostView noted(Posts.PostView post) {
    Optional<Long> deletion =
        waiting.entrySet().stream()
            .filter(one -> one.getValue().contains(post.entry()))
            .map(Map.Entry::getKey)
            .findFirst();
    return new Posts.PostView(
        post.entry(),
        post.payload(),
        post.node(),
        post.profile(),
        post.profileName(),
        post.own(),
        post.time(),
        post.kind(),
        post.title(),
        post.texts(),
        post.tags(),
        post.stream(),
        post.language(),
        post.warning(),
        post.sensitive(),
        post.place(),
        post.contents(),
        post.state(),
        post.copies(),
        deletion,
        post.edited());
  }

  private List<Cid> chosen(Choice choice) {
    if (choice.before().isEmpty()) {
      choice.entries().forEach(entry -> daemon.posts.entry(entry));
      return choice.entries();
    }
    Posts.FeedQuery all =
        new Posts.FeedQuery(Optional.empty(), Optional.empty(), Optional.empty(), 0);
    return daemon.posts.feed(all).stream()
        .filter(post -> post.own() && post.time() < choice.before().get())
        .map(Posts.PostView::entry)
        .toList();
  }

  @Override
  public long count(Choice choice) {
    return chosen(choice).size();
  }

  @Override
  public Rewrite rewrite(Choice choice) {
    return new Rewrite(count(choice), 3, 1, 1, 2_000, Optional.empty(), Optional.empty());
  }

  @Override
  public Deletion delete(Choice choice, boolean now) {
    List<Cid> entries = chosen(choice);
    ProfileId profile = daemon.posts.entry(entries.get(0)).profile();
    long id = ++last;
    if (now) {
      entries.forEach(daemon.posts::remove);
    } else {
      waiting.put(id, entries);
    }
    return new Deletion(id, profile, entries.size(), now ? 0 : 10, now);
  }

  @Override
  public Deletion find(long id) {
    List<Cid> entries = Optional.ofNullable(waiting.get(id)).orElseThrow(FakeDeletions::over);
    ProfileId profile = daemon.posts.entry(entries.get(0)).profile();
    return new Deletion(id, profile, entries.size(), 10, false);
  }

  @Override
  public void undo(long id) {
    if (waiting.remove(id) == null) {
      throw over();
    }
  }

  private static Refusal over() {
    return new Refusal(Refusal.Reason.NOT_FOUND, "no deletion waits by this number", "dagbok feed");
  }
}
