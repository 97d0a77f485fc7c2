package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Prompt;
import dagbok.cli.term.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok deletions erase}. */
@Command(
    name = "erase",
    description = {
      "Erases what this device keeps sealed of what was deleted, now instead of after 30 days: of"
          + " the entries that are named; else of the profile in use, of another one with --profile,"
          + " or of all of yours with --all.",
      "Each device has copies of its own, so run it on each. If a thief deleted the posts, nothing"
          + " here brings them back then."
    },
    footer = {
      "  dagbok deletions erase",
      "  dagbok deletions erase --all",
      "  dagbok deletions erase --yes"
          + " bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am",
    })
final class DeletionsEraseCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0..*", arity = "0..*", paramLabel = "ENTRY", description = "Their CIDs.")
  private List<String> entries = new ArrayList<>();

  @Option(names = "--all", description = "Those of all your profiles.")
  private boolean all;

  @Option(
      names = "--yes",
      description = "Asks nothing, and seals nothing of what is being erased just now.")
  private boolean yes;

  DeletionsEraseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<String> named = entries.stream().map(entry -> Reference.parse(entry).segment()).toList();
    if (all && (session.globals().profile != null || !named.isEmpty())) {
      throw new Failure(
          ExitCode.USAGE,
          "--all goes with no entries and no --profile",
          "run 'dagbok deletions erase --all', or leave --all out");
    }
    JsonObject.Builder request = request(named);
    if (!yes) {
      JsonObject held = named.isEmpty() ? held() : JsonObject.EMPTY;
      if (!agreed(held, named.isEmpty() ? held.whole("count", 0) : named.size())) {
        session.terminal().line("Nothing was erased.");
        return ExitCode.FAILED.number();
      }
      if (named.isEmpty()) {
        request.put("last", held.whole("newest", 0)); // none goes that came since
      }
    }
    session.print(
        session.post(DeletionsListCommand.PATH + "/erase", request.build()),
        done -> session.terminal().line("Erased here: " + counted(done.whole("erased", 0)) + "."));
    return ExitCode.DONE.number();
  }

  private JsonObject.Builder request(List<String> named) {
    return JsonObject.builder()
        .put("profile", Optional.ofNullable(session.globals().profile).map(ProfileChoice::bare))
        .put("all", all)
        .putTexts("entries", named);
  }

  private static String counted(long copies) {
    return copies == 1 ? "one sealed copy" : copies + " sealed copies";
  }

  private JsonObject held() {
    return session.get(DeletionsListCommand.path(session, all));
  }

  private boolean agreed(JsonObject held, long copies) {
    Terminal terminal = session.terminal();
    DeletionsListCommand.coming(held).ifPresent(terminal::line);
    if (copies == 0) {
      return true;
    }
    terminal.wrapped(
        "What this device keeps sealed of deleted posts is gone for good then, also if a thief"
            + " deleted them.",
        0);
    Optional<String> answer =
        new Prompt(terminal).ask("Erase " + counted(copies) + "? Type 'yes':");
    return answer.filter("yes"::equalsIgnoreCase).isPresent();
  }
}
