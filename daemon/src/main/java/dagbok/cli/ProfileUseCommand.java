package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile use}. */
@Command(
    name = "use",
    description = {
      "Puts one of your own profiles in use: you write, follow and read as this one from now on.",
      "Each has followed profiles of its own."
    },
    footer = {"  dagbok profile use anna"})
final class ProfileUseCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE", description = "A CID or short name.")
  private String profile = "";

  ProfileUseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String path = "profiles/" + Reference.parse(profile).segment() + "/use";
    session.print(session.post(path, JsonObject.EMPTY), this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject used) {
    session
        .terminal()
        .line("In use: " + used.text("name", profile) + " " + used.text("profile", ""));
  }
}
