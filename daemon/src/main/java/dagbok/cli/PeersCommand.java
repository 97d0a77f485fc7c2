package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok peers}. */
@Command(
    name = "peers",
    description = "Shows the peers that speak about profiles which are here.",
    footer = {"  dagbok peers", "  dagbok peers --json"})
final class PeersCommand implements Callable<Integer> {
  private final Session session;

  PeersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<JsonObject> peers = new ArrayList<>();
    session.lines("peers", peers::add);
    peers.forEach(peer -> session.print(peer, this::show));
    if (peers.isEmpty() && !session.globals().json) {
      session
          .terminal()
          .line(
              session.inHome(
                  "No peers yet: run 'dagbok doctor' to see whether something is wrong"));
    }
    return ExitCode.DONE.number();
  }

  private void show(JsonObject peer) {
    Terminal terminal = session.terminal();
    terminal.line(
        peer.text("id", "?") + "  " + Text.count(peer.texts("profiles").size(), "profile"));
    peer.texts("addresses").forEach(address -> terminal.faint("  " + address));
  }
}
