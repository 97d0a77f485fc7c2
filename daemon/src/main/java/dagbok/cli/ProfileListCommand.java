package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok profile list}. */
@Command(
    name = "list",
    description = "Lists the profiles that are here: your own, and those you follow or keep.",
    footer = {"  dagbok profile list", "  dagbok profile list --json"})
final class ProfileListCommand implements Callable<Integer> {
  private final Session session;

  ProfileListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<JsonObject> profiles = new ArrayList<>();
    session.lines("profiles", profiles::add);
    if (session.globals().json) {
      profiles.forEach(profile -> session.terminal().data(profile.toString()));
    } else if (profiles.isEmpty()) {
      session.terminal().line(session.inHome("No profile yet: run 'dagbok profile create NAME'"));
    } else {
      ProfileLine.table(profiles).lines(0).forEach(session.terminal()::line);
    }
    return ExitCode.DONE.number();
  }
}
