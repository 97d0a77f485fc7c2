package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.Standing;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.Author;
import dagbok.publish.EntryWriter;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.schema.Tag;
import dagbok.store.Database;
import dagbok.store.DeletionTable;
import dagbok.store.PostTable;
import dagbok.sync.Copies;
import dagbok.sync.SyncService;
import dagbok.sync.Unchecked;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writing and reading posts. */
final class DaemonPosts implements Posts {
  private final Database database;
  private final ReplicaBook replicas;
  private final Author author;
  private final EntryWriter writer;
  private final Uploads uploads;
  private final PostViews views;
  private final SyncService sync;
  private final Copies copies;
  private final EventHub events;
  private final Clock clock;
  private final InUse inUse;

  DaemonPosts(
      Database database,
      ReplicaBook replicas,
      Author author,
      EntryWriter writer,
      Uploads uploads,
      PostViews views,
      SyncService sync,
      Copies copies,
      EventHub events,
      Clock clock) {
    this.database = database;
    this.replicas = replicas;
    this.author = author;
    this.writer = writer;
    this.uploads = uploads;
    this.views = views;
    this.sync = sync;
    this.copies = copies;
    this.events = events;
    this.clock = clock;
    this.inUse = new InUse(database);
  }

  @Override
  public Published publish(Draft draft) {
    return Store.asked(() -> published(draft));
  }

  private Published published(Draft draft) {
    Replica replica = new Held(replicas).get(draft.profile().orElseGet(this::profileInUse));
    Published published = write(replica, draft);
    events.postArrived(replica.profile(), published.entry(), true);
    sync.changed(replica.profile());
    return published;
  }

  private Published write(Replica replica, Draft draft) {
    return withUploads(keep -> author.publish(replica, draft, keep));
  }

  /** Files that went to the IPFS node are let go of if nothing comes of it. */
  private <T> T withUploads(Function<Consumer<Cid>, T> work) {
    List<Cid> uploaded = new ArrayList<>();
    try {
      return work.apply(
          root -> {
            uploaded.add(root);
            uploads.keep(root);
          });
    } catch (RuntimeException e) {
      uploads.release(uploaded);
      throw e;
    }
  }

  @Override
  public void edit(Cid entry, Draft draft, boolean eraseEarlier) {
    Store.asked(() -> edited(entry, draft, eraseEarlier));
  }

  private void edited(Cid entry, Draft draft, boolean eraseEarlier) {
    PostTable.Row row = find(entry);
    Replica replica =
        Optional.ofNullable(byRow().get(row.profile()))
            .filter(Replica::own)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.CONFLICT,
                        "somebody else wrote this; only they can edit it",
                        "dagbok entry show " + entry,
                        Optional.of(entry),
                        null));
    withUploads(
        keep -> {
          author.edit(replica, entry, draft, keep);
          return entry;
        });
    List<Cid> earlier = replica.read(history -> history.earlierEdits(entry));
    if (eraseEarlier && !earlier.isEmpty()) {
      Replica.Written unused =
          writer.write(
              replica,
              new Control.Delete(
                  earlier.stream().sorted().limit(Control.Delete.MAX_ENTRIES).toList()));
    }
    sync.changed(replica.profile());
    events.profileChanged(replica.profile());
  }

  private ProfileId profileInUse() {
    return inUse
        .profile()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT,
                    "there is no profile to write to yet",
                    "dagbok profile create NAME"));
  }

  @Override
  public List<PostView> feed(FeedQuery query) {
    Optional<Replica> of = query.profile().map(new Held(replicas)::get);
    Set<Long> hidden = of.isPresent() ? Set.of() : inUse.hidden(query.as());
    List<Early> early =
        of.map(List::of).orElseGet(replicas::all).stream()
            .filter(replica -> !hidden.contains(replica.row()))
            .flatMap(this::early)
            .toList();
    Optional<PostTable.Rank> before = query.before().map(entry -> rank(entry, early));
    int limit = query.limit() == 0 ? -1 : query.limit();
    PostTable.Query rows =
        new PostTable.Query(of.map(Replica::row), hidden, before, query.tag(), limit);
    Map<Long, Replica> byRow = byRow();
    Map<Cid, Shown> shown = new LinkedHashMap<>();
    early.stream()
        .filter(post -> before.isEmpty() || post.rank().compareTo(before.get()) < 0)
        .filter(post -> query.tag().isEmpty() || post.hasTag(query.tag().get()))
        .forEach(post -> shown.put(post.entry(), new Shown(post.rank(), () -> view(post))));
    for (PostTable.Row row : database.read(tx -> PostTable.feed(tx, rows))) {
      shown.put(row.entry(), new Shown(row.rank(), () -> view(row, byRow)));
    }
    return shown.values().stream()
        .sorted(Comparator.comparing(Shown::rank).reversed())
        .limit(limit < 0 ? Long.MAX_VALUE : limit)
        .flatMap(post -> post.view().get().stream())
        .toList();
  }

  /** A post in its place of a feed. */
  private record Shown(PostTable.Rank rank, Supplier<Optional<PostView>> view) {}

  /** A post whose history is not checked, in the place where it will be then. */
  private record Early(Replica replica, Unchecked.Post post, PostTable.Rank rank) {
    private Cid entry() {
      return post.entry().cid();
    }

    private boolean hasTag(String tag) {
      return Display.of(post.payload().value().body()) instanceof Post read
          && read.tags().stream().map(Tag::normal).anyMatch(tag::equals);
    }
  }

  private Stream<Early> early(Replica replica) {
    long now = clock.instant().getEpochSecond();
    return sync.unchecked().of(replica).stream()
        .map(
            post ->
                new Early(
                    replica,
                    post,
                    new PostTable.Rank(
                        Math.min(post.payload().value().time(), now),
                        post.entry().value().height(),
                        Long.MAX_VALUE)));
  }

  private PostTable.Rank rank(Cid entry, List<Early> early) {
    return early.stream()
        .filter(post -> post.entry().equals(entry))
        .findFirst()
        .map(Early::rank)
        .orElseGet(() -> find(entry).rank());
  }

  private Optional<PostView> view(Early early) {
    return Optional.of(views.view(early.replica(), early.post()));
  }

  private Map<Long, Replica> byRow() {
    return replicas.all().stream().collect(Collectors.toMap(Replica::row, replica -> replica));
  }

  private Optional<PostView> view(PostTable.Row post, Map<Long, Replica> byRow) {
    return Optional.ofNullable(byRow.get(post.profile()))
        .flatMap(replica -> views.view(replica, post.entry(), post.saved()));
  }

  @Override
  public PostView entry(Cid entry) {
    return replicas.all().stream()
        .flatMap(this::early)
        .filter(post -> post.entry().equals(entry))
        .findFirst()
        .flatMap(this::view)
        .orElseGet(() -> view(find(entry), byRow()).orElseThrow(() -> unknown(entry)));
  }

  private PostTable.Row find(Cid entry) {
    return database.read(tx -> PostTable.find(tx, entry)).orElseThrow(() -> unknown(entry));
  }

  private Refusal unknown(Cid entry) {
    String what =
        replicas.all().stream()
            .flatMap(replica -> absence(replica, entry).stream())
            .findFirst()
            .orElse("no profile held here has a post with this CID; it may not be fetched yet");
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        what,
        "run 'dagbok feed' for the posts, and check the CID",
        Optional.of(entry),
        null);
  }

  /** Why an entry that a profile has is no post. */
  private Optional<String> absence(Replica replica, Cid entry) {
    Optional<Standing> standing = replica.read(history -> history.standing(entry));
    return standing.map(
        found ->
            switch (found) {
              case DELETED -> "this post was deleted" + holders(replica, entry);
              case VOID -> "this was written by a device that its owner has revoked";
              case INCOMPLETE -> "this post is not all here yet";
              case LIVE -> "this entry is no post; 'dagbok inspect " + entry + "' shows it";
            });
  }

  private String holders(Replica replica, Cid entry) {
    Optional<Long> time = database.read(tx -> DeletionTable.time(tx, replica.row(), entry));
    int known = copies.of(replica.profile()).size();
    return time.isEmpty() || known == 0
        ? ""
        : "; "
            + copies.count(replica.profile(), time.get())
            + " of "
            + known
            + " known holders report it gone";
  }
}
