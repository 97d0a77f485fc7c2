package dagbok.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code dagbok entry}, above the commands on entries. */
@Command(
    name = "entry",
    description = "Shows, edits and deletes single entries.",
    footer = {"  dagbok entry show bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am"})
final class EntryCommands implements CommandGroup {
  EntryCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(
        new EntryShowCommand(session),
        new EntryEditCommand(session),
        new EntryDeleteCommand(session));
  }
}
