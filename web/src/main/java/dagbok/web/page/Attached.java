package dagbok.web.page;

import dagbok.web.media.MediaTypes;
import dagbok.web.port.Posts;
import dagbok.web.text.Sizes;
import java.util.Optional;

/**
 * A content of a post as it is shown.
 *
 * @param label what to call it where it can't be seen
 */
public record Attached(
    Form form,
    String href,
    String cid,
    String name,
    String mime,
    String size,
    String label,
    Optional<String> alt,
    Optional<Integer> width,
    Optional<Integer> height) {
  /** How it is shown. */
  public enum Form {
    /** In place. */
    PICTURE,
    /** With a player. */
    SOUND,
    /** With a player. */
    FILM,
    /** As a line with its name. */
    FILE
  }

  private static final int MAX_PIXELS = 100_000;

  static Attached of(Posts.ContentView content) {
    String name = content.name().orElse("file");
    Form form = form(content.mime());
    return new Attached(
        form,
        "/media/" + content.cid(),
        content.cid().toString(),
        name,
        MediaTypes.bare(content.mime()),
        Sizes.text(content.size()),
        content.alt().orElse(form == Form.PICTURE ? "Picture without a description" : name),
        content.alt(),
        content.width().filter(Attached::isSane),
        content.height().filter(Attached::isSane));
  }

  private static Form form(String mime) {
    if (MediaTypes.isPicture(mime)) {
      return Form.PICTURE;
    }
    if (MediaTypes.isSound(mime)) {
      return Form.SOUND;
    }
    return MediaTypes.isFilm(mime) ? Form.FILM : Form.FILE;
  }

  private static boolean isSane(int pixels) {
    return pixels > 0 && pixels <= MAX_PIXELS;
  }
}
