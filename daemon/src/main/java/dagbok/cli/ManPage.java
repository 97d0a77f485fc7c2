package dagbok.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, made from what the command line itself knows of it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/man.7.html">man(7)</a>
 */
final class ManPage {
  private static final List<String[]> VARIABLES =
      List.of(
          new String[] {"DAGBOK_HOME", "The folder that holds all of Dagbok's files; as --home."},
          new String[] {
            "DAGBOK_…",
            "A setting: DAGBOK_WEB_PORT is web.port. 'dagbok config show' lists all settings."
          },
          new String[] {"DAGBOK_LOG", "The level of the daemon's log: DEBUG, INFO, WARN, ERROR."},
          new String[] {"DAGBOK_JAVA_OPTS", "More options for the Java VM."},
          new String[] {"DAGBOK_DEBUG", "If it is set, faults of Dagbok itself show where."},
          new String[] {"VISUAL, EDITOR", "The editor that 'dagbok post' opens."},
          new String[] {"BROWSER", "The browser that 'dagbok open' starts."},
          new String[] {"NO_COLOR", "If it is set, nothing is bold or faint."});
  private static final List<String[]> FILES =
      List.of(
          new String[] {"~/.config/dagbok/dagbok.toml", "The settings."},
          new String[] {
            "~/.local/share/dagbok/", "Database, keys, and a Kubo of the daemon's own."
          },
          new String[] {"$XDG_RUNTIME_DIR/dagbok/", "Socket, process id and ports while it runs."});

  private final CommandSpec command;
  private final StringBuilder roff = new StringBuilder();

  ManPage(CommandSpec command) {
    this.command = command;
  }

  /** What an option or argument is for, in one line. */
  static String text(ArgSpec argument) {
    return String.join(" ", argument.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.initialValue()));
  }

  String roff() {
    String name = command.qualifiedName("-");
    roff.append(".TH ")
        .append(quoted(name.toUpperCase(Locale.ROOT)))
        .append(" 1 \"\" ")
        .append(quoted(String.join("", new RootCommand.Version().getVersion())))
        .append(" \"Dagbok\"\n.nh\n.ad l\n");
    String[] description = command.usageMessage().description();
    section("NAME");
    line(name + " - " + (description.length == 0 ? "" : uncapitalised(description[0])));
    section("SYNOPSIS");
    synopsis();
    section("DESCRIPTION");
    for (String paragraph : description) {
      line(paragraph);
      roff.append(".PP\n");
    }
    arguments();
    options();
    commands();
    section("EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      item(String.valueOf(code.number()), code.meaning());
    }
    if (command.parent() == null) {
      items("ENVIRONMENT", VARIABLES);
      items("FILES", FILES);
    }
    examples();
    seeAlso();
    return roff.toString();
  }

  private void synopsis() {
    String positional =
        command.positionalParameters().stream()
            .map(p -> p.arity().min() == 0 ? "[" + p.paramLabel() + "]" : p.paramLabel())
            .collect(Collectors.joining(" "));
    String below = command.subcommands().isEmpty() ? "" : " [COMMAND]";
    line(
        command.qualifiedName()
            + " [OPTIONS]"
            + (positional.isEmpty() ? "" : " " + positional)
            + below);
  }

  private void arguments() {
    List<PositionalParamSpec> arguments = command.positionalParameters();
    if (!arguments.isEmpty()) {
      section("ARGUMENTS");
      arguments.forEach(argument -> item(argument.paramLabel(), text(argument)));
    }
  }

  private void options() {
    section("OPTIONS");
    command.options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparing((OptionSpec option) -> option.longestName()))
        .forEach(option -> item(names(option), text(option)));
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (CommandLine line : command.subcommands().values()) {
      String[] description = line.getCommandSpec().usageMessage().description();
      item(line.getCommandName(), description.length == 0 ? "" : description[0]);
    }
  }

  private void items(String title, List<String[]> items) {
    section(title);
    items.forEach(item -> item(item[0], item[1]));
  }

  private void examples() {
    section("EXAMPLES");
    roff.append(".nf\n");
    Arrays.stream(command.usageMessage().footer()).forEach(this::line);
    roff.append(".fi\n");
  }

  private void seeAlso() {
    Stream<String> above =
        command.parent() == null
            ? Stream.of()
            : Stream.of(command.parent().qualifiedName("-") + "(1)");
    Stream<String> below =
        command.subcommands().values().stream()
            .map(line -> line.getCommandSpec().qualifiedName("-") + "(1)");
    String pages = Stream.concat(above, below).collect(Collectors.joining(", "));
    if (!pages.isEmpty()) {
      section("SEE ALSO");
      line(pages);
    }
  }

  private void section(String title) {
    roff.append(".SH ").append(title).append('\n');
  }

  private void item(String term, String text) {
    roff.append(".TP\n.B ").append(escaped(term)).append('\n');
    line(text);
  }

  private void line(String text) {
    String line = escaped(text);
    boolean request = line.startsWith(".") || line.startsWith("'");
    roff.append(request ? "\\&" : "").append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
  }

  private static String quoted(String text) {
    return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
  }

  private static String uncapitalised(String sentence) {
    String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return bare.isEmpty() ? bare : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }
}
