package dagbok.cli;

import dagbok.cli.http.FileBody;
import dagbok.cli.http.SourceException;
import dagbok.cli.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that goes with a post, seen to be there and readable. */
record Attachment(FileBody body, String name, Optional<String> alt) {
  private static final int MAX_FILES = 32;

  /**
   * The files with their texts, paired by order.
   *
   * @param text what was given as text of the post
   * @throws Failure if a file can't be sent, or there are more texts than files
   */
  static List<Attachment> pair(List<String> files, List<String> alts, @Nullable String text) {
    requireMeaning(files, alts, text);
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Optional<String> alt =
          i < alts.size() ? Optional.of(alts.get(i)).filter(a -> !a.isBlank()) : Optional.empty();
      attachments.add(of(files.get(i), alt));
    }
    return attachments;
  }

  private static void requireMeaning(List<String> files, List<String> alts, @Nullable String text) {
    if (alts.size() > files.size()) {
      throw new Failure(
          ExitCode.USAGE,
          "there are more --alt texts than files: " + alts.size() + " and " + files.size(),
          "give each --alt after its --attach, and --alt '' for a file without one");
    }
    if (files.size() > MAX_FILES) {
      throw new Failure(
          ExitCode.USAGE,
          "a post has at most " + MAX_FILES + " files, not " + files.size(),
          "make several posts of it");
    }
    if (text != null && isFile(text)) {
      throw new Failure(
          ExitCode.USAGE,
          "'" + text + "' is taken as the text, but it is a file",
          files.isEmpty()
              ? "run 'dagbok post - < FILE' to post what is in it, or 'dagbok post --attach FILE'"
              : "write --attach before each file, or give the text first");
    }
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Attachment of(String file, Optional<String> alt) {
    FileBody body = body("--attach", file);
    return new Attachment(body, String.valueOf(body.file().getFileName()), alt);
  }

  /** The bytes of the file that an argument names. */
  static FileBody body(String argument, String file) {
    try {
      return FileBody.of(Path.of(file));
    } catch (InvalidPathException | SourceException e) {
      throw new Failure(
          ExitCode.FAILED, argument + ": " + e.getMessage(), "give a file that you may read");
    }
  }

  JsonObject json() {
    return JsonObject.builder().put("name", name).put("alt", alt).build();
  }
}
