package dagbok.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the fish shell needs to complete commands, options and names of files. */
final class FishCompletion {
  private static final String START =
      """
      # Completion of dagbok for fish; made by 'dagbok completion fish'.

      # The words before the cursor, without options and their values.
      function __dagbok_words
          set -l skip 0
          for word in (commandline -opc)[2..]
              if test $skip = 1
                  set skip 0
              else if contains -- $word %s
                  set skip 1
              else if not string match -q -- '-*' $word
                  echo $word
              end
          end
      end

      # Whether they begin with these.
      function __dagbok_in
          set -l words (__dagbok_words)
          test (count $words) -ge (count $argv); or return 1
          for i in (seq (count $argv))
              test $words[$i] = $argv[$i]; or return 1
          end
      end

      # Whether they are these.
      function __dagbok_at
          test (count (__dagbok_words)) = (count $argv); and __dagbok_in $argv
      end

      complete -c dagbok -f
      """;
  private static final Set<String> FILES = Set.of("FILE", "DIR", "PROFILE-OR-FILE");

  private final CommandLine root;

  FishCompletion(CommandLine root) {
    this.root = root;
  }

  String script() {
    StringBuilder script = new StringBuilder(START.formatted(String.join(" ", valued())));
    for (CommandSpec command : commands()) {
      add(script, command);
    }
    return script.toString();
  }

  private List<CommandSpec> commands() {
    Deque<CommandLine> left = new ArrayDeque<>(List.of(root));
    List<CommandSpec> all = new ArrayList<>();
    while (!left.isEmpty()) {
      CommandLine next = left.pop();
      all.add(next.getCommandSpec());
      next.getSubcommands().values().forEach(left::add);
    }
    return all;
  }

  /** The options behind which a value stands. */
  private Set<String> valued() {
    return commands().stream()
        .flatMap(command -> command.options().stream())
        .filter(option -> option.arity().max() > 0)
        .flatMap(option -> Stream.of(option.names()))
        .sorted()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void add(StringBuilder script, CommandSpec command) {
    String path = command.qualifiedName().replaceFirst("^dagbok ?", "");
    command
        .subcommands()
        .forEach(
            (name, line) ->
                script.append(
                    "complete -c dagbok -n '__dagbok_at%s' -a %s -d %s%n"
                        .formatted(behind(path), name, quoted(first(line.getCommandSpec())))));
    for (OptionSpec option : command.options()) {
      boolean global = !path.isEmpty() && option.inherited();
      if (!option.hidden() && !global) {
        script.append(line(path, option));
      }
    }
    for (ArgSpec argument : command.positionalParameters()) {
      if (argument.completionCandidates() != null) {
        String values = String.join(" ", argument.completionCandidates());
        script.append(
            "complete -c dagbok -n '__dagbok_at%s' -a '%s'%n".formatted(behind(path), values));
      }
    }
    if (command.positionalParameters().stream().anyMatch(FishCompletion::isFile)) {
      script.append("complete -c dagbok -n '__dagbok_in%s' -F%n".formatted(behind(path)));
    }
  }

  private static String line(String path, OptionSpec option) {
    StringBuilder line = new StringBuilder("complete -c dagbok");
    if (!option.inherited() && !path.isEmpty()) {
      line.append(" -n '__dagbok_in").append(behind(path)).append('\'');
    }
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      line.append(isFile(option) ? " -r -F" : " -x");
    }
    return line + " -d " + quoted(ManPage.text(option)) + "\n";
  }

  private static boolean isFile(ArgSpec argument) {
    return FILES.contains(argument.paramLabel().toUpperCase(Locale.ROOT));
  }

  private static String behind(String path) {
    return path.isEmpty() ? "" : " " + path;
  }

  private static String first(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return description.length == 0 ? "" : description[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
