package dagbok.schema;

import dagbok.codec.Ipld;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a {@link Post} field by field. Not thread-safe. */
public final class PostBuilder {
  private Optional<String> title = Optional.empty();
  private List<String> tags = List.of();
  private Optional<String> stream = Optional.empty();
  private Optional<String> language = Optional.empty();
  private Optional<String> warning = Optional.empty();
  private Optional<Boolean> sensitive = Optional.empty();
  private Optional<Place> place = Optional.empty();
  private Optional<Reply> reply = Optional.empty();
  private Optional<RepliesHint> replies = Optional.empty();
  private Map<String, Ipld> more = Map.of();

  PostBuilder() {}

  PostBuilder(Post post) {
    title = post.title();
    tags = post.tags();
    stream = post.stream();
    language = post.language();
    warning = post.warning();
    sensitive = post.sensitive();
    place = post.place();
    reply = post.reply();
    replies = post.replies();
    more = post.more();
  }

  /** With this title. */
  public PostBuilder title(String value) {
    title = Optional.of(value);
    return this;
  }

  /** With these tags and no others. */
  public PostBuilder tags(List<String> values) {
    tags = List.copyOf(values);
    return this;
  }

  /** In this stream. */
  public PostBuilder stream(String value) {
    stream = Optional.of(value);
    return this;
  }

  /** In this language, as BCP 47 has it. */
  public PostBuilder language(String value) {
    language = Optional.of(value);
    return this;
  }

  /** With this warning in front. */
  public PostBuilder warning(String value) {
    warning = Optional.of(value);
    return this;
  }

  /** With media hidden at first, or not. */
  public PostBuilder sensitive(boolean value) {
    sensitive = Optional.of(value);
    return this;
  }

  /** At this place. */
  public PostBuilder place(Place value) {
    place = Optional.of(value);
    return this;
  }

  /** In answer to something. */
  public PostBuilder reply(Reply value) {
    reply = Optional.of(value);
    return this;
  }

  /** With a hint on what to do with replies. */
  public PostBuilder replies(RepliesHint value) {
    replies = Optional.of(value);
    return this;
  }

  /** With fields that this version of the protocol does not know. */
  public PostBuilder more(Map<String, Ipld> values) {
    more = values;
    return this;
  }

  /**
   * The post.
   *
   * @throws IllegalArgumentException if a bound is exceeded
   */
  public Post build() {
    return new Post(title, tags, stream, language, warning, sensitive, place, reply, replies, more);
  }
}
