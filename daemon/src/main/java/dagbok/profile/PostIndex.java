package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.schema.Display;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.store.PostTable;
import dagbok.store.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps the index of one profile's live entries in line with what is live. */
final class PostIndex {
  private final long row;
  private final boolean own;
  private final Clock clock;

  PostIndex(long row, boolean own, Clock clock) {
    this.row = row;
    this.own = own;
    this.clock = clock;
  }

  /** Writes what changed. */
  void write(Tx tx, History history, History.Change change) {
    for (Cid entry : change.appeared()) {
      PostTable.add(tx, newRow(history.member(entry).orElseThrow()));
    }
    change.vanished().forEach(entry -> PostTable.remove(tx, entry));
  }

  private PostTable.NewRow newRow(Member member) {
    Payload payload = member.payload().orElseThrow().value();
    Optional<Post> post =
        Display.of(payload.body()) instanceof Post read ? Optional.of(read) : Optional.empty();
    List<PostTable.MediaRow> media =
        payload.contents().stream()
            .map(c -> new PostTable.MediaRow(c.link(), c.mime(), c.name(), c.size()))
            .toList();
    return new PostTable.NewRow(
        row,
        member.cid(),
        payload.body().kind(),
        payload.time(),
        Math.min(payload.time(), clock.instant().getEpochSecond()),
        member.entry().value().height(),
        post.flatMap(Post::stream),
        !own,
        post.map(Post::tags).orElse(List.of()),
        media);
  }
}
