package dagbok.schema;

import dagbok.codec.Ipld;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something written or shown; its texts and media are the payload's contents.
 *
 * @param stream which of the profile's streams it belongs to
 * @param language as BCP 47 has it
 * @param warning what readers are told before they see it
 * @param sensitive whether media is hidden at first
 * @param reply what it answers
 * @param replies what the author would like to happen with replies
 * @param more fields that this version of the protocol does not know
 */
public record Post(
    Optional<String> title,
    List<String> tags,
    Optional<String> stream,
    Optional<String> language,
    Optional<String> warning,
    Optional<Boolean> sensitive,
    Optional<Place> place,
    Optional<Reply> reply,
    Optional<RepliesHint> replies,
    Map<String, Ipld> more)
    implements Display {
  /** A post with no fields at all; see {@link #toBuilder}. */
  public static final Post EMPTY = new PostBuilder().build();

  /** Checks every bound. */
  public Post {
    tags = List.copyOf(tags);
    more = DisplayForm.copyOf(more, DisplayForm.POST_FIELDS);
    Form.text("post.title", title);
    Form.count("post.tags", tags.size(), MAX_TAGS);
    tags.forEach(tag -> Form.text("post.tags", tag));
    Form.text("post.stream", stream);
    Form.text("post.language", language);
    Form.text("post.warning", warning);
  }

  /** A builder that begins with these fields. */
  public PostBuilder toBuilder() {
    return new PostBuilder(this);
  }

  @Override
  public Body toBody() {
    return DisplayForm.body(this);
  }
}
