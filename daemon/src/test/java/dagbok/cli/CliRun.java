package dagbok.cli;

import dagbok.cli.term.Outlet;
import dagbok.cli.term.Terminal;
import dagbok.config.Config;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in a home of their own and keeps what they print. */
final class CliRun {
  final List<Config> ran = new ArrayList<>();
  final Map<String, String> environment = new HashMap<>();
  Patience patience = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
  byte[] input = new byte[0];
  boolean atTerminal;
  int columns = 60;
  DaemonRunner runner = ran::add;
  HomeExaminer examiner = (examined, settings) -> List.of();
  HomeReindexer reindexer = Local.NOTHING.reindexer();
  HomeBackups backups = Local.NOTHING.backups().get();

  private final Path home;

  /** What a command printed and returned. */
  record Result(int code, String out, String err) {}

  CliRun(Path home) {
    this.home = home;
    environment.put("DAGBOK_HOME", home.toString());
  }

  Path socket() {
    return home.resolve("run/dagbok.sock");
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input),
            Outlet.to(out),
            Outlet.to(err),
            atTerminal,
            false,
            false,
            columns,
            false);
    Surroundings surroundings =
        new Surroundings(
            terminal,
            environment,
            home,
            () -> ZoneId.of("Europe/Stockholm"),
            System::nanoTime,
            patience);
    int code =
        new Cli(surroundings, new Local(runner, examiner, reindexer, () -> backups))
            .execute(arguments);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
