package dagbok.publish;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.media.FileType;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.schema.Content;
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
import java.util.Optional;
import java.util.function.Consumer;

/** Writes posts to profiles of one's own. */
public final class Author {
  private static final String TEXT_MIME = "text/markdown";

  private final EntryWriter writer;
  private final ContentMaker contents;

  /** With what writes entries, and the IPFS node that large files go to. */
  public Author(EntryWriter writer, Blocks blocks, FileType types) {
    this.writer = writer;
    this.contents = new ContentMaker(blocks, types);
  }

  /**
   * Publishes; the post is durable on return. {@code uploaded} is told the root of each file that
   * went to the IPFS node before the post exists, and is to keep it there.
   *
   * @throws Refusal if a bound is exceeded, a file can't be read, or this machine has no device of
   *     the profile
   */
  public Published publish(Replica replica, Draft draft, Consumer<Cid> uploaded) {
    KeyFolder.Key unused = writer.device(replica); // before files are read
    Post post = post(draft);
    List<Content> named = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (ContentMaker.Made made : make(draft, uploaded)) {
      named.add(made.content());
      made.block().ifPresent(blocks::add);
    }
    Encoded<Payload> payload = payload(named, post);
    while (!replica.makeNodes()) {
      // a large delete may have left some: what is told of a post has its node
    }
    Replica.Written written = writer.write(replica, payload, blocks);
    Cid entry = written.entry().cid();
    return new Published(
        entry,
        payload.cid(),
        written.node().orElseThrow(),
        written.head().cid(),
        written.head().value().snapshot(),
        named.stream().map(Content::link).toList());
  }

  private List<ContentMaker.Made> make(Draft draft, Consumer<Cid> uploaded) {
    List<ContentMaker.Made> made = new ArrayList<>();
    if (!draft.text().isBlank()) {
      made.add(contents.text(TEXT_MIME, draft.text()));
    }
    if (made.isEmpty() && draft.attachments().isEmpty() && title(draft).isEmpty()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "there is nothing to publish",
          "Write something, or attach a file");
    }
    int most = Payload.MAX_CONTENTS - made.size();
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

  private Encoded<Payload> payload(List<Content> named, Post post) {
    try {
      return writer.payload(named, post.toBody());
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
