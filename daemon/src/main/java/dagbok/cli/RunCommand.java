package dagbok.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok run}. */
@Command(
    name = "run",
    description = {
      "Runs the daemon until it is stopped (Ctrl-C).",
      "It says which IPFS node it uses and why, and where its page is."
    },
    footer = {
      "  dagbok run",
      "  dagbok run --set ipfs.kind=embedded --set web.open=false",
      "  dagbok run --home /tmp/second --set web.port=0 --set peers.port=0",
    })
final class RunCommand implements Callable<Integer> {
  private final Session session;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.local().runner().run(session.settings().config());
    return ExitCode.DONE.number();
  }
}
