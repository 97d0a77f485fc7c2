package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.dag.Derived;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.schema.Display;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.store.PostTable;
import dagbok.store.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the index of one profile's live entries in line with what is live. Not thread-safe. */
final class PostIndex {
  private final long row;
  private final boolean own;
  private final Clock clock;
  private Set<Cid> indexed;

  PostIndex(long row, boolean own, Clock clock, Set<Cid> indexed) {
    this.row = row;
    this.own = own;
    this.clock = clock;
    this.indexed = new HashSet<>(indexed);
  }

  /** What a change did to the index: which entries came, and the index as it is then. */
  record Change(List<Cid> arrived, Set<Cid> indexed) {}

  /** Writes what changed; {@link #apply} it once the transaction is durable. */
  Change write(Tx tx, History history, Derived derived) {
    Set<Cid> now = new HashSet<>();
    List<Cid> arrived = new ArrayList<>();
    for (Cid entry : derived.live()) {
      Member member = history.member(entry).orElseThrow();
      if (!member.entry().value().control()) {
        now.add(entry);
        if (!indexed.contains(entry)) {
          PostTable.add(tx, newRow(member));
          arrived.add(entry);
        }
      }
    }
    for (Cid entry : indexed) {
      if (!now.contains(entry)) {
        PostTable.remove(tx, entry);
      }
    }
    return new Change(arrived, now);
  }

  void apply(Change change) {
    indexed = change.indexed();
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
