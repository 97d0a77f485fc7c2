package dagbok.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code dagbok deletions}, above the commands on what was deleted. */
@Command(
    name = "deletions",
    description = "Shows and erases what this device keeps sealed of what was deleted.",
    footer = {"  dagbok deletions list", "  dagbok deletions erase"})
final class DeletionsCommands implements CommandGroup {
  DeletionsCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(new DeletionsListCommand(session), new DeletionsEraseCommand(session));
  }
}
