package dagbok.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, wherever they stand. */
final class Globals {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "All of Dagbok's files in this folder (else DAGBOK_HOME, else XDG folders).")
  @Nullable String home;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      parameterConsumer = Appending.class,
      description = "A setting, above file and environment. May be repeated.")
  List<String> assignments = new ArrayList<>();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON object a line instead of text, errors too.")
  boolean json;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      scope = ScopeType.INHERIT,
      description = "The profile to work with, instead of the one in use.")
  @Nullable String profile;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows the version.")
  boolean version;
}
