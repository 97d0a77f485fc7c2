package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Text;
import dagbok.config.ConfigEditor;
import dagbok.config.ConfigSources;
import dagbok.config.ConfigSources.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok config}, and the commands below it; none of them needs a daemon. */
@Command(
    name = "config",
    description = "Shows and changes the settings of the daemon.",
    footer = {"  dagbok config show --origin", "  dagbok config set web.port 9000"})
final class ConfigCommands implements CommandGroup {
  ConfigCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(new Show(session), new Set(session), new Location(session));
  }

  /** The settings, for completion. */
  static final class Keys implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ConfigSources.keys().iterator();
    }
  }

  /** {@code dagbok config show}. */
  @Command(
      name = "show",
      description = "Shows the settings as they count, and what each does.",
      footer = {
        "  dagbok config show",
        "  dagbok config show --origin --set web.port=9000",
        "  dagbok config show web.port --json",
      })
  static final class Show implements Callable<Integer> {
    private final Session session;

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "KEY",
        completionCandidates = Keys.class,
        description = "Only this one.")
    private @Nullable String key;

    @Option(names = "--origin", description = "Tells where each value comes from.")
    private boolean origin;

    Show(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<View> views = session.settings().views(Optional.ofNullable(key));
      if (session.globals().json) {
        views.forEach(view -> session.terminal().data(json(view).toString()));
      } else if (origin) {
        Table table = new Table();
        views.forEach(view -> table.row(assignment(view), "# " + view.origin()));
        table.lines(0).forEach(session.terminal()::line);
        if (Files.exists(session.home().pid())) {
          session
              .terminal()
              .note("These count at the next start; the daemon that runs keeps what it was given.");
        }
      } else {
        views.forEach(this::explain);
      }
      return ExitCode.DONE.number();
    }

    /** What is printed can be taken over into the configuration file. */
    private void explain(View view) {
      Text.wrap(view.doc(), session.terminal().width() - 2)
          .forEach(line -> session.terminal().faint("# " + line));
      session.terminal().line(assignment(view));
      session.terminal().line("");
    }

    private static String assignment(View view) {
      return view.key() + " = " + view.value();
    }

    private static JsonObject json(View view) {
      return JsonObject.builder()
          .put("key", view.key())
          .putJson("value", view.value())
          .put("origin", view.origin().toString())
          .put("doc", view.doc())
          .build();
    }
  }

  /** {@code dagbok config set}. */
  @Command(
      name = "set",
      description = {
        "Writes a setting to the configuration file; the rest of the file stays as it is.",
        "It counts from the next start of the daemon on."
      },
      footer = {
        "  dagbok config set web.port 9000",
        "  dagbok config set web.hosts diary.example,10.0.0.2",
        "  dagbok config set ipfs.kubo.api ''",
      })
  static final class Set implements Callable<Integer> {
    private final Session session;

    @Parameters(
        index = "0",
        paramLabel = "KEY",
        completionCandidates = Keys.class,
        description = "As 'dagbok config show' lists.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Its value; a list by commas.")
    private String value = "";

    Set(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Path file = session.home().configFile();
      String written = new ConfigEditor(session.home()).set(key, value);
      session.print(
          JsonObject.builder()
              .put("key", key)
              .putJson("value", written)
              .put("file", file.toString())
              .build(),
          object ->
              session
                  .terminal()
                  .line(
                      key
                          + " = "
                          + written
                          + " in "
                          + file
                          + ", from the next start of the daemon on"));
      return ExitCode.DONE.number();
    }
  }

  /** {@code dagbok config path}. */
  @Command(
      name = "path",
      description = "Prints where the configuration file is, or would be.",
      footer = {"  dagbok config path", "  dagbok config path --json"})
  static final class Location implements Callable<Integer> {
    private final Session session;

    Location(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Path file = session.home().configFile();
      session.print(
          JsonObject.builder()
              .put("path", file.toString())
              .put("exists", Files.exists(file))
              .build(),
          object -> session.terminal().line(file.toString()));
      return ExitCode.DONE.number();
    }
  }
}
