package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.schema.Content;
import dagbok.schema.Display;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Tag;
import dagbok.store.PostTable;
import dagbok.store.Tx;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    Set<Cid> edited = new HashSet<>();
    for (Cid entry : change.appeared()) {
      Member member = history.member(entry).orElseThrow();
      Payload payload = member.payload().orElseThrow().value();
      Display shown = Display.of(payload.body());
      PostTable.add(tx, newRow(member, payload, shown));
      history.edited(entry).ifPresent(edited::add);
      if (history.edit(entry).isPresent()) {
        edited.add(entry); // it came to be whole after its edit
      }
    }
    for (Cid entry : change.vanished()) {
      PostTable.remove(tx, row, entry);
      history.edited(entry).ifPresent(edited::add);
    }
    edited.stream().filter(history::isLive).forEach(post -> retag(tx, history, post));
  }

  /** A post is found by the tags that its last edit gives it. */
  private void retag(Tx tx, History history, Cid entry) {
    Display shown =
        Display.of(history.payload(history.edit(entry).orElse(entry)).orElseThrow().value().body());
    if (shown instanceof Display.Edit edit) {
      PostTable.retag(tx, row, entry, tags(edit.post()));
    } else if (shown instanceof Post post) {
      PostTable.retag(tx, row, entry, tags(post));
    }
  }

  private PostTable.NewRow newRow(Member member, Payload payload, Display shown) {
    Optional<Post> post = shown instanceof Post read ? Optional.of(read) : Optional.empty();
    return new PostTable.NewRow(
        row,
        member.cid(),
        payload.body().kind(),
        payload.time(),
        Math.min(payload.time(), clock.instant().getEpochSecond()),
        member.entry().value().height(),
        post.flatMap(Post::stream),
        !own,
        post.map(PostIndex::tags).orElse(List.of()),
        files(payload));
  }

  /** What does not travel in packs, each with the size that its first mention says. */
  private static List<Content> files(Payload payload) {
    Set<Cid> linked = new HashSet<>(payload.packing().linked());
    return payload.contents().stream().filter(content -> linked.remove(content.link())).toList();
  }

  /** As they are looked for, whatever their writer made of them. */
  private static List<String> tags(Post post) {
    return post.tags().stream().map(Tag::normal).filter(tag -> !tag.isEmpty()).distinct().toList();
  }
}
