package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok inspect rewrite}. */
@Command(
    name = "rewrite",
    description = "Shows what deleting posts of your own would change, and deletes nothing.",
    footer = {
      "  dagbok inspect rewrite --dry-run"
          + " bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am"
    })
final class InspectRewriteCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0..*", arity = "1..*", paramLabel = "ENTRY", description = "Their CIDs.")
  private List<String> entries = new ArrayList<>();

  @Option(
      names = "--dry-run",
      required = true,
      description = "Only that is possible; to delete, run 'dagbok entry delete'.")
  private boolean dryRun;

  InspectRewriteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject request =
        JsonObject.builder()
            .putTexts("entries", entries.stream().map(e -> Reference.parse(e).segment()).toList())
            .put("rewrite", dryRun)
            .build();
    session.print(session.post("deletions", request), this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject rewrite) {
    session.terminal().line("Nodes made anew: " + rewrite.whole("nodes", 0));
    session
        .terminal()
        .line(
            "Packs replaced:  "
                + rewrite.whole("packs", 0)
                + ", by "
                + rewrite.whole("newPacks", 0)
                + " of "
                + Text.size(rewrite.whole("newPackBytes", 0)));
    session.terminal().line("Snapshot now:    " + rewrite.text("snapshot", "none"));
    session.terminal().line("        then:    " + rewrite.text("newSnapshot", "none"));
  }
}
