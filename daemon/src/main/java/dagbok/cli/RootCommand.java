package dagbok.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code dagbok} itself: without a command, it runs the daemon. */
@Command(
    name = "dagbok",
    description = {
      "A social network with no servers, on IPFS.",
      "Without a command, runs the daemon and opens its page."
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
  private final RunCommand run;

  RootCommand(Session session) {
    this.run = new RunCommand(session);
  }

  @Override
  public Integer call() {
    return run.call();
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
