package dagbok.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The tree of commands. Only those whose names are among the arguments are built, since building
 * all takes longer than running one; all of them where help may be asked for or nothing fits.
 */
final class Commands {
  private static final Set<String> HELP = Set.of("-h", "--help");

  private Commands() {}

  private static Map<String, Function<Session, Object>> table() {
    Map<String, Function<Session, Object>> table = new LinkedHashMap<>();
    table.put("run", RunCommand::new);
    table.put("open", OpenCommand::new);
    table.put("setup", SetupCommand::new);
    table.put("status", StatusCommand::new);
    table.put("doctor", DoctorCommand::new);
    table.put("post", PostCommand::new);
    table.put("feed", FeedCommand::new);
    table.put("follow", FollowCommand::new);
    table.put("unfollow", UnfollowCommand::new);
    table.put("peers", PeersCommand::new);
    table.put("discover", DiscoverCommand::new);
    table.put("profile", ProfileCommands::new);
    table.put("device", DeviceCommands::new);
    table.put("entry", EntryCommands::new);
    table.put("deletions", DeletionsCommands::new);
    table.put("inspect", InspectCommands::new);
    table.put("ipfs", IpfsCommands::new);
    table.put("backup", BackupCommands::new);
    table.put("reindex", ReindexCommand::new);
    table.put("config", ConfigCommands::new);
    table.put("completion", CompletionCommand::new);
    table.put("man", ManCommand::new);
    return table;
  }

  /** Whether there is a command of this name below {@code dagbok}. */
  static boolean isCommand(String name) {
    return table().containsKey(name);
  }

  /** The commands that may be meant by these arguments; {@code all} if none is. */
  static CommandLine build(Session session, String... args) {
    CommandLine root = new CommandLine(new RootCommand(session));
    root.addMixin("globals", session.globals());
    List<String> words = Arrays.asList(args);
    Map<String, Function<Session, Object>> table = table();
    boolean all = needsAll(words, table.keySet());
    table.forEach(
        (name, maker) -> {
          if (all || words.contains(name)) {
            root.addSubcommand(name, group(maker.apply(session), session));
          }
        });
    root.setExpandAtFiles(false);
    setHelp(root);
    return root;
  }

  private static void setHelp(CommandLine line) {
    boolean mayStandAlone = line.getCommandSpec().userObject() instanceof Callable;
    line.getCommandSpec()
        .usageMessage()
        .abbreviateSynopsis(true)
        .synopsisSubcommandLabel(mayStandAlone ? "[COMMAND]" : "COMMAND")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footerHeading("%nExamples:%n");
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, Commands::examples);
    line.getSubcommands().values().forEach(Commands::setHelp);
  }

  /** Examples as they are: a line that was broken could not be copied. */
  private static String examples(CommandLine.Help help) {
    return String.join("\n", help.commandSpec().usageMessage().footer()) + "\n";
  }

  private static boolean needsAll(List<String> words, Set<String> names) {
    for (String word : words) {
      if (HELP.contains(word)) {
        return true;
      }
      if (names.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static CommandLine group(Object command, Session session) {
    CommandLine line = new CommandLine(command);
    if (command instanceof CommandGroup group) {
      group.commands(session).forEach(member -> line.addSubcommand(member));
    }
    return line;
  }
}
