package dagbok.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code dagbok backup}, above the commands on backups. */
@Command(
    name = "backup",
    description = "Makes, checks and restores backups of what no copy of your profile has.",
    footer = {"  dagbok backup create diary.backup", "  dagbok backup verify diary.backup"})
final class BackupCommands implements CommandGroup {
  BackupCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(
        new BackupCreateCommand(session),
        new BackupVerifyCommand(session),
        new BackupRestoreCommand(session));
  }
}
