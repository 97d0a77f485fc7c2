package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.Standing;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.Author;
import dagbok.publish.EntryWriter;
import dagbok.schema.Control;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeletionTable;
import dagbok.store.PostTable;
import dagbok.store.ProfileTable;
import dagbok.sync.Copies;
import dagbok.sync.SyncService;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  DaemonPosts(
      Database database,
      ReplicaBook replicas,
      Author author,
      EntryWriter writer,
      Uploads uploads,
      PostViews views,
      SyncService sync,
      Copies copies,
      EventHub events) {
    this.database = database;
    this.replicas = replicas;
    this.author = author;
    this.writer = writer;
    this.uploads = uploads;
    this.views = views;
    this.sync = sync;
    this.copies = copies;
    this.events = events;
  }

  @Override
  public Published publish(Draft draft) {
    return Store.asked(() -> published(draft));
  }

  private Published published(Draft draft) {
    Replica replica = new Held(replicas).get(draft.profile().orElseGet(this::inUse));
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

  private ProfileId inUse() {
    return database.read(ProfileTable::all).stream()
        .filter(row -> row.own() && row.inUse())
        .map(ProfileTable.Row::profile)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT,
                    "there is no profile to write to yet",
                    "dagbok profile create NAME"));
  }

  @Override
  public List<PostView> feed(FeedQuery query) {
    Optional<Long> row = query.profile().map(profile -> new Held(replicas).get(profile).row());
    query.before().ifPresent(this::find);
    int limit = query.limit() == 0 ? -1 : query.limit();
    PostTable.Query rows = new PostTable.Query(row, query.before(), query.tag(), limit);
    Map<Long, Replica> byRow = byRow();
    return database.read(tx -> PostTable.feed(tx, rows)).stream()
        .flatMap(post -> view(post, byRow).stream())
        .toList();
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
    return view(find(entry), byRow()).orElseThrow(() -> unknown(entry));
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
