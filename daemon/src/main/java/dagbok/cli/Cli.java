package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import dagbok.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: runs one command and tells how it ended. For one thread. */
public final class Cli {
  private static final String DEBUG_VARIABLE = "DAGBOK_DEBUG";

  /** Picocli writes no narrower help; a narrower terminal breaks its lines. */
  private static final int MIN_HELP_COLUMNS = 55;

  private final Surroundings surroundings;
  private final Local local;

  Cli(Surroundings surroundings, Local local) {
    this.surroundings = surroundings;
    this.local = local;
  }

  /** That of this process. */
  public static Cli ofSystem(Local local) {
    return new Cli(Surroundings.ofSystem(), local);
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return what the process is to return, one of the numbers of {@link ExitCode}
   */
  public int execute(String... arguments) {
    String[] args = withHelpAsOption(arguments);
    Session session = new Session(surroundings, local);
    boolean json = Arrays.asList(args).contains("--json");
    CommandLine line = Commands.build(session, args);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi()));
    line.setUsageHelpWidth(Math.max(MIN_HELP_COLUMNS, surroundings.terminal().width()));
    line.setOut(new PrintWriter(surroundings.terminal().out(), false, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, all) -> report(session, usage(e), json));
    line.setExecutionExceptionHandler((e, command, parsed) -> report(session, failure(e), json));
    int code = line.execute(args);
    line.getOut().flush();
    return code == ExitCode.DONE.number() ? flushed(session, json) : code;
  }

  /** {@code dagbok help post} is {@code dagbok post --help}. */
  private static String[] withHelpAsOption(String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    List<String> rest = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    if (rest.isEmpty() || Commands.isCommand(rest.get(0))) {
      rest.add("--help");
    }
    return rest.toArray(String[]::new);
  }

  private int flushed(Session session, boolean json) {
    try {
      session.flush();
      return ExitCode.DONE.number();
    } catch (Failure e) {
      return report(session, e, json);
    }
  }

  private Ansi ansi() {
    return surroundings.terminal().styled() ? Ansi.ON : Ansi.OFF;
  }

  private int report(Session session, Failure failure, boolean json) {
    Terminal terminal = surroundings.terminal();
    String hint = session.hint(failure.hint());
    if (terminal.out().isAbandoned()) {
      return failure.code().number();
    }
    if (json) {
      JsonObject.Builder object =
          JsonObject.builder().put("error", failure.error()).put("hint", hint);
      terminal.err().println(object.put("cid", failure.cid()).build());
      terminal.err().flush();
    } else {
      terminal.note("error: " + failure.error());
      terminal.note("hint: " + hint);
    }
    return failure.code().number();
  }

  private Failure failure(Exception e) {
    if (e instanceof Failure failure) {
      return failure;
    }
    if (e instanceof ConfigException config) {
      return new Failure(ExitCode.USAGE, config.error(), config.hint());
    }
    if (surroundings.environment().containsKey(DEBUG_VARIABLE)) {
      e.printStackTrace(surroundings.terminal().err());
    }
    return new Failure(
        ExitCode.FAILED,
        "a fault in Dagbok itself: " + e,
        "set " + DEBUG_VARIABLE + "=1, run it again, and report what it prints");
  }

  private static Failure usage(ParameterException e) {
    if (e.getCause() instanceof ConfigException config) {
      return new Failure(ExitCode.USAGE, config.error(), config.hint());
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String help = "run '" + command + " --help'";
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command, help);
    }
    return new Failure(ExitCode.USAGE, uncapitalised(String.valueOf(e.getMessage())), help);
  }

  private static Failure unmatched(UnmatchedArgumentException e, String command, String help) {
    String argument = e.getUnmatched().get(0);
    List<String> near = e.getSuggestions();
    Optional<String> meant = near.isEmpty() ? Optional.empty() : Optional.of(near.get(0));
    if (e.isUnknownOption()) {
      return new Failure(
          ExitCode.USAGE,
          "'" + command + "' has no option '" + argument + "'",
          meant.map(option -> "did you mean '" + option + "'? ").orElse("")
              + "put -- before text that begins with '-', or "
              + help);
    }
    boolean group = !e.getCommandLine().getSubcommands().isEmpty();
    return new Failure(
        ExitCode.USAGE,
        group
            ? "there is no command '" + command + " " + argument + "'"
            : "'" + command + "' takes no further argument '" + argument + "'",
        meant.filter(name -> group).map(name -> "did you mean '" + name + "'? ").orElse("") + help);
  }

  private static String uncapitalised(String message) {
    String line = message.lines().findFirst().orElse("wrong usage");
    boolean capital = line.length() > 1 && Character.isUpperCase(line.charAt(0));
    return capital ? Character.toLowerCase(line.charAt(0)) + line.substring(1) : line;
  }
}
