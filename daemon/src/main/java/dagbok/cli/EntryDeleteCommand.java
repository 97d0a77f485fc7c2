package dagbok.cli;

import dagbok.cli.http.Transfer;
import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Prompt;
import dagbok.cli.term.Terminal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok entry delete}. */
@Command(
    name = "delete",
    description = {
      "Deletes posts of your own, for good.",
      "",
      "Here, on your other devices and at all who follow you, their texts and files are erased as",
      "soon as each hears of it; your other devices keep a sealed copy for 30 days, or until",
      "'dagbok deletions erase' is run there. What stays is that there was an entry. What somebody",
      "copied or keeps with other software is out of reach.",
      "",
      "For ten seconds it can be taken back: by Ctrl-C here, or on the page."
    },
    footer = {
      "  dagbok entry delete bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am",
      "  dagbok entry delete --yes --now"
          + " bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am",
      "  dagbok entry delete --before 2020-01-01",
    })
final class EntryDeleteCommand implements Callable<Integer> {
  private static final long ASK_MILLIS = 200;

  private final Session session;

  @Parameters(index = "0..*", arity = "0..*", paramLabel = "ENTRY", description = "Their CIDs.")
  private List<String> entries = new ArrayList<>();

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description = "All posts of the profile that were written before this day.")
  private @Nullable String before;

  @Option(names = "--yes", description = "Asks nothing.")
  private boolean yes;

  @Option(names = "--now", description = "Without the ten seconds to take it back.")
  private boolean now;

  EntryDeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject.Builder choice = choice();
    long posts = session.post("deletions", choice.put("preview", true).build()).whole("posts", 0);
    if (!yes && !agreed(posts)) {
      session.terminal().line("Nothing was deleted.");
      return ExitCode.FAILED.number();
    }
    JsonObject begun =
        session.post("deletions", choice.put("preview", false).put("now", now).build());
    waitFor(begun);
    session.print(begun, deletion -> session.terminal().line("Deleted: " + counted(posts) + "."));
    return ExitCode.DONE.number();
  }

  private JsonObject.Builder choice() {
    JsonObject.Builder choice =
        JsonObject.builder()
            .put("profile", Optional.ofNullable(session.globals().profile).map(ProfileChoice::bare))
            .putTexts("entries", entries.stream().map(e -> Reference.parse(e).segment()).toList());
    Optional.ofNullable(before)
        .map(EntryDeleteCommand::begin)
        .ifPresent(t -> choice.put("before", t));
    return choice;
  }

  /** When a day begins here, in seconds since 1970. */
  private static long begin(String day) {
    try {
      return LocalDate.parse(day).atStartOfDay(ZoneId.systemDefault()).toEpochSecond();
    } catch (DateTimeException e) {
      throw new Failure(ExitCode.USAGE, "'" + day + "' is no day", "give one as 2026-01-31");
    }
  }

  private static String counted(long posts) {
    return posts == 1 ? "one post" : posts + " posts";
  }

  private boolean agreed(long posts) {
    Terminal terminal = session.terminal();
    if (posts == 0) {
      return true; // the daemon says what is wrong with that
    }
    terminal.wrapped(
        "This erases "
            + counted(posts)
            + " here, on your other devices and at all who follow you, as soon as each hears of it."
            + " What somebody copied is out of reach.",
        0);
    Optional<String> answer =
        new Prompt(terminal).ask("Delete " + counted(posts) + "? Type 'yes':");
    return answer.filter("yes"::equalsIgnoreCase).isPresent();
  }

  /** Until it is written; whoever interrupts that takes it back. */
  private void waitFor(JsonObject begun) {
    if (begun.flag("done")) {
      return;
    }
    String path = "deletions/" + begun.whole("id", 0);
    Thread undo = new Thread(() -> undo(path), "undo");
    Runtime.getRuntime().addShutdownHook(undo);
    try {
      session.terminal().note("In " + begun.whole("seconds", 0) + " s. Ctrl-C takes it back.");
      while (isWaiting(path)) {
        Thread.sleep(ASK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      boolean unused = removed(undo);
    }
  }

  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false; // it is shutting down, so the hook runs
    }
  }

  private boolean isWaiting(String path) {
    try {
      return !session.api().get(path, session.patience().quick(), Transfer.SILENT).flag("done");
    } catch (Failure e) {
      if (e.code() == ExitCode.FAILED) {
        throw new Failure(
            ExitCode.FAILED, "it was taken back elsewhere: nothing was deleted", "dagbok feed");
      }
      throw e;
    }
  }

  private void undo(String path) {
    JsonObject unused = session.api().delete(path, session.patience().quick(), Transfer.SILENT);
    session.terminal().note("Taken back: nothing was deleted.");
  }
}
