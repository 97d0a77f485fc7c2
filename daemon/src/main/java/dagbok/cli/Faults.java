package dagbok.cli;

import dagbok.cli.http.BrokenAnswerException;
import dagbok.cli.http.NoServerException;
import dagbok.cli.http.Request;
import dagbok.cli.http.SourceException;
import dagbok.cli.http.StalledException;
import dagbok.cli.json.JsonException;
import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What went wrong between a command and the daemon, in words for the person at the terminal. */
final class Faults {
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private final Home home;

  Faults(Home home) {
    this.home = home;
  }

  /** The daemon refused; its words, and the exit code that its reason stands for. */
  Failure refused(int status, Optional<String> reason, InputStream body) throws IOException {
    String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
    JsonObject answer = parsed(text);
    return new Failure(
        code(reason.orElse("")),
        answer.text("error", "the daemon answered with status " + status),
        answer.text("hint", "see what the daemon says in its log"),
        answer.text("cid"));
  }

  private static JsonObject parsed(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  private static ExitCode code(String reason) {
    return switch (reason) {
      case "BAD_INPUT" -> ExitCode.USAGE;
      case "INCOMPLETE" -> ExitCode.PARTLY;
      case "NO_IPFS" -> ExitCode.NO_IPFS;
      case "PASSPHRASE" -> ExitCode.PASSPHRASE;
      default -> ExitCode.FAILED;
    };
  }

  /** The daemon answered something else than this command knows. */
  Failure notUnderstood(JsonException e) {
    return new Failure(
        ExitCode.FAILED,
        "the daemon's answer was not understood: " + e.getMessage(),
        "the daemon may be of another version: stop it, and run '" + command("run") + "'");
  }

  /** There was no answer, or not all of one. */
  Failure broken(Request request, IOException e) {
    if (e instanceof NoServerException) {
      return new Failure(
          ExitCode.NO_DAEMON,
          "no daemon is running for this home",
          "run '" + command("run") + "' in another terminal");
    }
    if (e instanceof SourceException) {
      return new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), "give another file");
    }
    if (e instanceof StalledException) {
      return new Failure(
          ExitCode.FAILED,
          "the daemon said nothing for " + request.patience().toSeconds() + " s",
          afterwards(request, "see what it says in its log"));
    }
    if (e instanceof BrokenAnswerException) {
      return new Failure(
          ExitCode.FAILED,
          "the daemon's answer broke off: " + e.getMessage(),
          afterwards(request, "run '" + command("status") + "' to see whether it still runs"));
    }
    return new Failure(
        ExitCode.FAILED,
        "can't talk with the daemon over " + home.socket() + ": " + e.getMessage(),
        "see that the socket is yours and may be used");
  }

  /** What was asked for may have been done all the same. */
  private String afterwards(Request request, String otherwise) {
    return request.method().equals("POST") && request.target().endsWith("/posts")
        ? "the post may be there all the same: run '" + command("feed") + "' before posting again"
        : otherwise;
  }

  private String command(String name) {
    return home.folder()
        .map(folder -> "dagbok --home " + Shell.quoted(folder.toString()) + " ")
        .orElse("dagbok ")
        .concat(name);
  }
}
