package dagbok.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The editor of the person at the terminal: {@code VISUAL}, else {@code EDITOR}, else vi. */
final class Editor {
  private final Map<String, String> environment;

  Editor(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Opens an empty file that only its owner may read, and returns it when the editor is closed. */
  Path write() {
    String editor = named("VISUAL", named("EDITOR", "vi"));
    try {
      Path file = Files.createTempFile("dagbok-post-", ".md");
      List<String> command = List.of("sh", "-c", editor + " \"$1\"", "sh", file.toString());
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new Failure(
            ExitCode.FAILED,
            "the editor '" + editor + "' ended with status " + status,
            "set EDITOR to another one; what was written is in " + file);
      }
      return file;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "can't start the editor '" + editor + "' (" + e.getMessage() + ")",
          "set EDITOR, or run 'dagbok post TEXT'");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted", "run 'dagbok post' again");
    }
  }

  private String named(String variable, String otherwise) {
    String value = environment.getOrDefault(variable, "");
    return value.isBlank() ? otherwise : value;
  }
}
