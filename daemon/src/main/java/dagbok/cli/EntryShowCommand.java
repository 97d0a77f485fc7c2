package dagbok.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok entry show}. */
@Command(
    name = "show",
    description = "Shows one entry, whole, of whatever profile.",
    footer = {
      "  dagbok entry show bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am",
      "  dagbok entry show --json ipfs://"
          + "bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am",
    })
final class EntryShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "ENTRY", description = "Its CID.")
  private String entry = "";

  EntryShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String path = "entries/" + Reference.parse(entry).segment();
    session.print(session.get(path), new PostView(session)::showWhole);
    return ExitCode.DONE.number();
  }
}
