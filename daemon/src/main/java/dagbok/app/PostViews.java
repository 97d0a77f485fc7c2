package dagbok.app;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Replica;
import dagbok.publish.Places;
import dagbok.publish.Texts;
import dagbok.schema.Content;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.sync.Copies;
import dagbok.web.port.Posts.ContentView;
import dagbok.web.port.Posts.PostView;
import dagbok.web.port.Posts.State;
import dagbok.web.port.Posts.TextView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Makes posts of entries, as people see them. */
final class PostViews {
  private final Database database;
  private final Blocks blocks;
  private final Names names;
  private final Copies copies;
  private final Function<Cid, Optional<Long>> deletions;

  /** {@code deletions}: which of them waits for a post. */
  PostViews(
      Database database,
      Blocks blocks,
      Names names,
      Copies copies,
      Function<Cid, Optional<Long>> deletions) {
    this.deletions = deletions;
    this.database = database;
    this.blocks = blocks;
    this.names = names;
    this.copies = copies;
  }

  /** The view of a live entry; empty if it is not live (any more). */
  Optional<PostView> view(Replica replica, Cid entry, boolean saved) {
    Optional<Live> live = replica.read(history -> live(history, entry));
    return live.map(found -> view(replica, found, saved));
  }

  /** A live entry, and its node unless that still is to be made. */
  private record Live(
      Cid entry, Encoded<Payload> payload, Optional<Cid> node, Optional<Edited> edited) {}

  /** What its last edit says in its place. */
  private record Edited(Payload payload, Post post) {
    static Optional<Edited> of(History history, Cid entry) {
      return history
          .edit(entry)
          .flatMap(history::member)
          .flatMap(Member::payload)
          .map(Encoded::value)
          .flatMap(
              payload ->
                  Display.of(payload.body()) instanceof Display.Edit edit
                      ? Optional.of(new Edited(payload, edit.post()))
                      : Optional.empty());
    }
  }

  private static Optional<Live> live(History history, Cid entry) {
    return history
        .member(entry)
        .filter(member -> history.isLive(entry))
        .flatMap(Member::payload)
        .map(payload -> new Live(entry, payload, history.node(entry), Edited.of(history, entry)));
  }

  private PostView view(Replica replica, Live live, boolean saved) {
    Payload payload = live.payload().value();
    Post written = Display.of(payload.body()) instanceof Post read ? read : Post.EMPTY;
    Post post = live.edited().map(Edited::post).orElse(written);
    Payload shown = live.edited().map(Edited::payload).orElse(payload);
    List<TextView> texts = new ArrayList<>();
    List<ContentView> contents = new ArrayList<>();
    for (Content content : shown.contents()) {
      if (Texts.isText(content)) {
        texts.add(new TextView(content.link(), content.mime(), text(replica, content)));
      } else {
        contents.add(view(content));
      }
    }
    return new PostView(
        live.entry(),
        live.payload().cid(),
        live.node(),
        replica.profile(),
        names.name(replica),
        replica.own(),
        payload.time(),
        payload.body().kind(),
        post.title(),
        texts,
        post.tags(),
        post.stream(),
        post.language(),
        post.warning(),
        post.sensitive().orElse(false),
        post.place().map(Places::format),
        contents,
        saved ? State.IN_IPFS : State.SAVED,
        replica.own() && saved ? copies.count(replica.profile(), payload.time()) : 0,
        deletions.apply(live.entry()),
        live.edited().map(edited -> edited.payload().time()));
  }

  private String text(Replica replica, Content content) {
    Optional<Block> block = replica.content(content.link());
    if (block.isEmpty()) {
      block = database.read(tx -> OutboxTable.find(tx, content.link()));
    }
    if (block.isEmpty()) {
      block = local(content.link());
    }
    return block
        .map(found -> new String(found.bytes(), StandardCharsets.UTF_8))
        .orElse("(This text is not here yet.)");
  }

  private Optional<Block> local(Cid cid) {
    try {
      return blocks.local(cid);
    } catch (IpfsException e) {
      return Optional.empty(); // the status page says that the IPFS node is away
    }
  }

  private static ContentView view(Content content) {
    return new ContentView(
        content.link(),
        content.size(),
        content.mime(),
        content.name(),
        content.alt(),
        number(content.width()),
        number(content.height()),
        number(content.duration()));
  }

  private static Optional<Integer> number(OptionalLong number) {
    boolean fits = number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE;
    return fits ? Optional.of((int) number.getAsLong()) : Optional.empty();
  }
}
