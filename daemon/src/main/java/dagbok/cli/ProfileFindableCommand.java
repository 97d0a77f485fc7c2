package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile findable}. */
@Command(
    name = "findable",
    description = {
      "Shows or chooses whether strangers are told of a profile of your own: its root CID goes to everybody who"
          + " runs Dagbok and listens, with the addresses of its share link if it is your only profile.",
      "Each of your devices has its own say. After 'no', those who heard of it forget within a day."
    },
    footer = {"  dagbok profile findable anna", "  dagbok profile findable anna yes"})
final class ProfileFindableCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE", description = "A CID or short name.")
  private String profile = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "yes|no",
      description = "Without it, what there is is shown.")
  private @Nullable String choice;

  ProfileFindableCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String path = "profiles/" + Reference.parse(profile).segment() + "/findable";
    JsonObject answer =
        choice == null
            ? session.get(path)
            : session.post(path, JsonObject.builder().put("findable", isYes(choice)).build());
    session.print(answer, this::show);
    return ExitCode.DONE.number();
  }

  private static boolean isYes(String word) {
    return switch (word) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw new Failure(
              ExitCode.USAGE,
              "'" + word + "' is neither yes nor no",
              "dagbok profile findable PROFILE yes");
    };
  }

  private void show(JsonObject answer) {
    session
        .terminal()
        .line(
            answer.flag("findable")
                ? "Strangers are told of " + profile
                : "Strangers are not told of " + profile);
  }
}
