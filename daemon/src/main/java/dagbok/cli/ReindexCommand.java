package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok reindex}. */
@Command(
    name = "reindex",
    description = {
      "Makes the database anew from the posts in it, checking every hash and signature.",
      "For when 'dagbok doctor' or a wrong feed makes you doubt it. No daemon may run. The old"
          + " database stays until the new one is whole; stopped with Ctrl-C, it goes on where it"
          + " was when you run it again, unless a daemon ran in between.",
      "If posts of a followed profile are damaged it ends with 3: the old database is kept beside"
          + " the new one, and what is missing is fetched again. If posts of your own are, it"
          + " changes nothing, says which, and ends with 1."
    },
    footer = {"  dagbok reindex", "  dagbok reindex --json"})
final class ReindexCommand implements Callable<Integer> {
  private static final long PERCENT = 100;

  private final Session session;

  ReindexCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject result;
    HomeReindexer reindexer = session.local().reindexer();
    try (Progress progress = session.percent("Reindexing")) {
      result = reindexer.reindex(session.home(), (done, all) -> progress.to(PERCENT * done / all));
    }
    session.print(result, this::show);
    return (result.text("old").isEmpty() ? ExitCode.DONE : ExitCode.PARTLY).number();
  }

  private void show(JsonObject result) {
    Terminal terminal = session.terminal();
    terminal.line(
        "Reindexed "
            + Text.count(result.whole("entries", 0), "entry")
            + " of "
            + Text.count(result.whole("profiles", 0), "profile"));
    result
        .text("old")
        .ifPresent(
            old ->
                terminal.wrapped(
                    "Left out, since damaged or above what is: "
                        + Text.count(result.whole("lost", 0), "entry")
                        + ". The old database is kept as "
                        + old
                        + "; what is missing is fetched again.",
                    0));
  }
}
