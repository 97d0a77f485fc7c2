package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import dagbok.web.port.Events;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Posts in memory, newest first by the time their author claims. */
public final class FakePosts implements Posts {
  private final FakeDaemon daemon;
  private final Clock clock;
  private final List<PostView> posts = new ArrayList<>();

  /** The feeds that were asked for. */
  public final List<FeedQuery> asked = new ArrayList<>();

  FakePosts(FakeDaemon daemon, Clock clock) {
    this.daemon = daemon;
    this.clock = clock;
  }

  @Override
  public Published publish(Draft draft) {
    if (draft.text().isBlank() && draft.attachments().isEmpty()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "the post is empty", "write something or attach a file");
    }
    ProfileId profile = draft.profile().orElseGet(daemon.profiles::writing);
    List<ContentView> contents = draft.attachments().stream().map(this::store).toList();
    PostView post = add(profile, clock.instant().getEpochSecond(), draft, contents, State.SAVED);
    List<Cid> cids = new ArrayList<>(post.texts().stream().map(TextView::cid).toList());
    cids.addAll(contents.stream().map(ContentView::cid).toList());
    Cid head = daemon.freshCid();
    Cid node = post.node().orElseThrow();
    return new Published(post.entry(), post.payload(), node, head, head, cids);
  }

  private ContentView store(Attachment attachment) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(attachment.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String mime = attachment.mime().orElse("application/octet-stream");
    Cid cid = daemon.media.put(mime, attachment.name(), bytes);
    return new ContentView(
        cid,
        bytes.length,
        mime,
        Optional.of(attachment.name()),
        attachment.alt(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Lets a post arrive. */
  public PostView add(
      ProfileId profile, long time, Draft draft, List<ContentView> contents, State state) {
    boolean own = daemon.profiles.isOwn(profile);
    PostView post =
        new PostView(
            daemon.freshCid(),
            daemon.freshCid(),
            Optional.of(daemon.freshCid()),
            profile,
            daemon.profiles.nameOf(profile),
            own,
            time,
            "post",
            draft.title(),
            text(draft.text()),
            draft.tags(),
            draft.stream(),
            draft.language(),
            draft.warning(),
            false,
            draft.place(),
            contents,
            state,
            0,
            Optional.empty(),
            Optional.empty());
    keep(post);
    return post;
  }

  /** Lets a post of any kind arrive. */
  public void keep(PostView post) {
    synchronized (this) {
      posts.add(post);
      posts.sort(Comparator.comparingLong(PostView::time).reversed());
    }
    daemon.events.happen(
        id -> new Events.PostArrived(id, post.profile(), post.entry(), post.own()));
  }

  private static List<TextView> text(String text) {
    Cid cid = Cid.of(Multicodec.RAW, text.getBytes(StandardCharsets.UTF_8));
    return text.isEmpty() ? List.of() : List.of(new TextView(cid, "text/markdown", text));
  }

  @Override
  public synchronized void edit(Cid entry, Draft draft, boolean eraseEarlier) {
    PostView post = entry(entry);
    remove(entry);
    posts.add(
        new PostView(
            post.entry(),
            post.payload(),
            post.node(),
            post.profile(),
            post.profileName(),
            post.own(),
            post.time(),
            post.kind(),
            draft.title(),
            text(draft.text()),
            draft.tags(),
            draft.stream(),
            draft.language(),
            draft.warning(),
            post.sensitive(),
            draft.place(),
            post.contents(),
            post.state(),
            post.copies(),
            Optional.empty(),
            Optional.of(clock.instant().getEpochSecond())));
  }

  @Override
  public synchronized List<PostView> feed(FeedQuery query) {
    List<PostView> found =
        posts.stream()
            .filter(post -> query.profile().map(post.profile()::equals).orElse(isFor(post, query)))
            .filter(post -> query.tag().map(post.tags()::contains).orElse(true))
            .toList();
    int start = 0;
    if (query.before().isPresent()) {
      List<Cid> entries = found.stream().map(PostView::entry).toList();
      start = entries.indexOf(query.before().get()) + 1;
    }
    int end = query.limit() == 0 ? found.size() : Math.min(found.size(), start + query.limit());
    return found.subList(start, end).stream().map(daemon.deletions::noted).toList();
  }

  /** Whether a post is by who asks, by one they follow, or by one that nobody here follows. */
  private boolean isFor(PostView post, FeedQuery query) {
    Optional<ProfileId> as = query.as().or(daemon.profiles::findInUse);
    List<ProfileId> followers = daemon.follows.followers(post.profile());
    return post.own()
        ? as.equals(Optional.of(post.profile()))
        : followers.isEmpty() || as.filter(followers::contains).isPresent();
  }

  @Override
  public synchronized PostView entry(Cid entry) {
    return posts.stream()
        .filter(post -> post.entry().equals(entry))
        .map(daemon.deletions::noted)
        .findFirst()
        .orElseThrow(() -> FakeDaemon.notFound("this entry"));
  }

  /** Takes one away. */
  synchronized void remove(Cid entry) {
    posts.removeIf(post -> post.entry().equals(entry));
  }

  synchronized long countOf(ProfileId profile) {
    return posts.stream().filter(post -> post.profile().equals(profile)).count();
  }

  /** Takes all posts away. */
  public synchronized void clear() {
    posts.clear();
  }
}
