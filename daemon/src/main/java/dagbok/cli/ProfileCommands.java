package dagbok.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code dagbok profile}, above the commands on profiles. */
@Command(
    name = "profile",
    description =
        "Makes, shows, exports, imports and recovers profiles, and says what is kept of them.",
    footer = {"  dagbok profile list", "  dagbok profile create Anna"})
final class ProfileCommands implements CommandGroup {
  ProfileCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(
        new ProfileListCommand(session),
        new ProfileCreateCommand(session),
        new ProfileShowCommand(session),
        new ProfileUseCommand(session),
        new ProfilePolicyCommand(session),
        new ProfileFindableCommand(session),
        new ProfileExportCommand(session),
        new ProfileImportCommand(session),
        new ProfileRecoverCommand(session),
        new ProfileResumeCommand(session));
  }
}
