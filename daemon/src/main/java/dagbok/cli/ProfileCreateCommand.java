package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile create}. */
@Command(
    name = "create",
    description = {
      "Makes a profile, puts it in use, and prints its recovery phrase, once.",
      "Whoever has the phrase has the profile."
    },
    footer = {"  dagbok profile create Anna", "  dagbok profile create 'Anna at work' --json"})
final class ProfileCreateCommand implements Callable<Integer> {
  private static final int WORDS_A_ROW = 4;

  private final Session session;

  @Parameters(index = "0", paramLabel = "NAME", description = "The name that people see.")
  private String name = "";

  ProfileCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject request = JsonObject.builder().put("name", name).build();
    session.print(session.post("profiles", request), this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject created) {
    Terminal terminal = session.terminal();
    new Table()
        .row("Profile", created.text("profile", "?"))
        .row("Device", created.text("device", "?"))
        .lines(0)
        .forEach(terminal::line);
    terminal.line("");
    terminal.heading("Recovery phrase");
    words(created.texts("phrase")).lines(2).forEach(terminal::line);
    terminal.line("");
    terminal.wrapped(
        "Write these words on paper, in this order, and keep the paper safe. They are shown this"
            + " once and kept nowhere. Without them, a lost device cannot be replaced; whoever has"
            + " them has the profile.",
        0);
  }

  /** Rows of words that are read from left to right, each with its number. */
  private static Table words(List<String> phrase) {
    Table table = new Table();
    for (int start = 0; start < phrase.size(); start += WORDS_A_ROW) {
      int end = Math.min(start + WORDS_A_ROW, phrase.size());
      table.row(
          IntStream.range(start, end)
              .mapToObj(i -> String.format(Locale.ROOT, "%2d %s", i + 1, phrase.get(i)))
              .toArray(String[]::new));
    }
    return table;
  }
}
