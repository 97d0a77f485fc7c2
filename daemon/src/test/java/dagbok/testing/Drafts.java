package dagbok.testing;

import dagbok.web.port.Posts.Attachment;
import dagbok.web.port.Posts.Draft;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Drafts of posts in a line. */
public final class Drafts {
  private Drafts() {}

  /** Nothing but a text. */
  public static Draft text(String text) {
    return of(Optional.empty(), text, List.of(), List.of(), Optional.empty());
  }

  /** Nothing but a title. */
  public static Draft title(String title) {
    return of(Optional.of(title), "", List.of(), List.of(), Optional.empty());
  }

  /** A text with tags. */
  public static Draft tags(List<String> tags) {
    return of(Optional.empty(), "tagged", List.of(), tags, Optional.empty());
  }

  /** A text with a place. */
  public static Draft place(String place) {
    return of(Optional.empty(), "here", List.of(), List.of(), Optional.of(place));
  }

  /** A text with files, each under its own name. */
  public static Draft files(String text, List<Path> files) {
    return of(
        Optional.empty(),
        text,
        files.stream().map(Drafts::attachment).toList(),
        List.of(),
        Optional.empty());
  }

  private static Attachment attachment(Path file) {
    return new Attachment(
        file, String.valueOf(file.getFileName()), Optional.empty(), Optional.empty());
  }

  private static Draft of(
      Optional<String> title,
      String text,
      List<Attachment> attachments,
      List<String> tags,
      Optional<String> place) {
    return new Draft(
        Optional.empty(),
        title,
        text,
        attachments,
        tags,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        place);
  }
}
