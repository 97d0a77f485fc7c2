package dagbok.publish;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.UploadGate;
import dagbok.media.FileType;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import dagbok.schema.Place;
import dagbok.schema.Post;
import dagbok.schema.PostBuilder;
import dagbok.web.port.Posts.Attachment;
import dagbok.web.port.Posts.Draft;
import dagbok.web.port.Posts.Published;
import dagbok.web.port.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes posts to profiles of one's own. */
public final class Author {
  private static final String TEXT_MIME = "text/markdown";

  private final EntryWriter writer;
  private final ContentMaker contents;

  /** With what writes entries, and the IPFS node that large files go to, through a gate. */
  public Author(EntryWriter writer, Blocks blocks, UploadGate gate, FileType types) {
    this.writer = writer;
    this.contents = new ContentMaker(blocks, gate, types);
  }

  /**
   * Publishes; the post is durable on return. {@code uploaded} is told the root of each file that
   * went to the IPFS node before the post exists, and is to keep it there.
   *
   * @throws Refusal if a bound is exceeded, a file can't be read, or this machine has no device of
   *     the profile
   */
  public Published publish(Replica replica, Draft draft, Consumer<Cid> uploaded) {
    KeyFolder.Key key = writer.device(replica); // before files are read
    Post post = post(draft);
    List<Content> named = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (ContentMaker.Made made : make(draft, 0, uploaded)) {
      named.add(made.content());
      made.block().ifPresent(blocks::add);
    }
    Encoded<Payload> payload = payload(named, post.toBody());
    while (!replica.makeNodes()) {
      // a large delete may have left some: what is told of a post has its node
    }
    Replica.Written written = writer.write(replica, key, payload, blocks);
    Cid entry = written.entry().cid();
    return new Published(
        entry,
        payload.cid(),
        written.node().orElseThrow(),
        written.head().cid(),
        written.head().value().snapshot(),
        named.stream().map(Content::link).toList());
  }

  /**
   * Says something else in the place of a post; durable on return. Its files stay, those of the
   * draft come behind them.
   *
   * @throws Refusal as above, or if it is no post that stands
   */
  public void edit(Replica replica, Cid entry, Draft draft, Consumer<Cid> uploaded) {
    Version before = replica.read(history -> version(history, entry)).orElseThrow(() -> no(entry));
    PostBuilder post = post(draft).toBuilder();
    before.post().reply().ifPresent(post::reply);
    before.post().replies().ifPresent(post::replies);
    before.post().sensitive().ifPresent(post::sensitive);
    List<Content> files =
        before.contents().stream().filter(content -> !Texts.isText(content)).toList();
    List<Content> named = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (ContentMaker.Made made : make(draft, files.size(), uploaded)) {
      named.add(made.content());
      made.block().ifPresent(blocks::add);
    }
    named.addAll(named.isEmpty() || !Texts.isText(named.get(0)) ? 0 : 1, files);
    Display.Edit edit = new Display.Edit(entry, post.build(), Map.of());
    Replica.Written unused = writer.write(replica, payload(named, edit.toBody()), blocks);
  }

  /** What people see of a post. */
  private record Version(Post post, List<Content> contents) {}

  private static Optional<Version> version(History history, Cid entry) {
    if (!history.isLive(entry)) {
      return Optional.empty();
    }
    return history.payload(history.edit(entry).orElse(entry)).flatMap(Author::version);
  }

  private static Optional<Version> version(Encoded<Payload> payload) {
    List<Content> contents = payload.value().contents();
    Display shown = Display.of(payload.value().body());
    if (shown instanceof Display.Edit edit) {
      return Optional.of(new Version(edit.post(), contents));
    }
    return shown instanceof Post post ? Optional.of(new Version(post, contents)) : Optional.empty();
  }

  private static Refusal no(Cid entry) {
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        "there is no such post of your own",
        "run 'dagbok feed' for the posts, and check the CID",
        Optional.of(entry),
        null);
  }

  private List<ContentMaker.Made> make(Draft draft, int kept, Consumer<Cid> uploaded) {
    List<ContentMaker.Made> made = new ArrayList<>();
    if (!draft.text().isBlank()) {
      made.add(contents.text(TEXT_MIME, draft.text()));
    }
    if (made.isEmpty() && draft.attachments().isEmpty() && kept == 0 && title(draft).isEmpty()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "there is nothing to publish",
          "Write something, or attach a file");
    }
    int most = Payload.MAX_CONTENTS - made.size() - kept;
    if (draft.attachments().size() > most) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          draft.attachments().size() + " files are more than one post can have, which is " + most,
          "Spread them over several posts");
    }
    try {
      for (Attachment attachment : draft.attachments()) {
        made.add(contents.file(attachment, uploaded));
      }
    } catch (IpfsException e) {
      throw noIpfs(e);
    }
    return made;
  }

  private static Optional<String> title(Draft draft) {
    return draft.title().filter(title -> !title.isBlank());
  }

  private static Refusal noIpfs(IpfsException e) {
    boolean full = e.reason() == IpfsException.Reason.NO_SPACE;
    return new Refusal(
        full ? Refusal.Reason.NO_SPACE : Refusal.Reason.NO_IPFS,
        "a large file could not be given to the IPFS node: " + e.getMessage(),
        e.cure(),
        Optional.empty(),
        e);
  }

  private static Post post(Draft draft) {
    try {
      PostBuilder post = Post.EMPTY.toBuilder().tags(draft.tags());
      title(draft).ifPresent(post::title);
      draft.stream().ifPresent(post::stream);
      draft.language().ifPresent(post::language);
      draft.warning().ifPresent(post::warning);
      draft.place().map(Author::place).ifPresent(post::place);
      return post.build();
    } catch (IllegalArgumentException e) {
      throw overBounds(e);
    }
  }

  private static Place place(String text) {
    try {
      return Places.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the place is not understood: " + e.getMessage(),
          "Give it as 59.33,18.06 or Stockholm@59.33,18.06",
          Optional.empty(),
          e);
    }
  }

  private Encoded<Payload> payload(List<Content> named, Body body) {
    try {
      return writer.payload(named, body);
    } catch (IllegalArgumentException e) {
      throw overBounds(e);
    }
  }

  private static Refusal overBounds(IllegalArgumentException e) {
    return new Refusal(
        Refusal.Reason.BAD_INPUT,
        "the post is over a bound: " + e.getMessage(),
        "Shorten what is named",
        Optional.empty(),
        e);
  }
}
