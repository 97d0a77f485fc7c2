package dagbok.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * {@code dagbok} itself: without a command, it runs the daemon, or opens the page of the one that
 * runs.
 */
@Command(
    name = "dagbok",
    description = {
      "A social network with no servers, on IPFS.",
      "Without a command, runs the daemon and opens its page; only the latter if it runs already."
    },
    versionProvider = RootCommand.Version.class,
    footer = {
      "  dagbok",
      "  dagbok --home /tmp/trial --set web.port=0 run",
      "  dagbok profile create Anna",
      "  dagbok post 'Hello, world'",
      "  dagbok feed --json --limit 5",
    })
final class RootCommand implements Callable<Integer> {
  private final Session session;

  RootCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    // Who gives settings wants a daemon that has them.
    boolean opened = session.globals().assignments.isEmpty() && opensRunning();
    return opened ? ExitCode.DONE.number() : new RunCommand(session).call();
  }

  /** Opens the page of the daemon that runs for this home; false if none does. */
  private boolean opensRunning() {
    boolean print = !session.settings().config().web().open();
    try {
      new OpenCommand(session).open(print);
      return true;
    } catch (Failure e) {
      if (e.code() == ExitCode.NO_DAEMON) {
        return false;
      }
      throw e;
    }
  }

  /** The version of this program, as its jar has it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"dagbok " + (version == null ? "development" : version)};
    }
  }
}
