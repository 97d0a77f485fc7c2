package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok open}. */
@Command(
    name = "open",
    description = {
      "Opens the daemon's page in a browser, signed in.",
      "The address works once. Without a screen it is printed."
    },
    footer = {"  dagbok open", "  dagbok open --print", "  dagbok open --print --json"})
final class OpenCommand implements Callable<Integer> {
  private static final String OPENED =
      "The page is open in your browser. If not, run 'dagbok open --print'";

  private final Session session;

  @Option(names = "--print", description = "Prints the address and opens nothing.")
  private boolean print;

  OpenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    open(print);
    return ExitCode.DONE.number();
  }

  /** Opens the page; {@code print}: shows its address instead. */
  void open(boolean print) {
    JsonObject answer = session.post("open", JsonObject.EMPTY);
    String url = answer.text("url", "");
    // The page in the file leads to the address: others can read what programs are started with.
    String target = answer.text("file").map(file -> Path.of(file).toUri().toString()).orElse(url);
    boolean opened = !print && new Browser(session.environment()).open(target);
    session.print(answer, object -> session.terminal().line(opened ? OPENED : url));
  }
}
