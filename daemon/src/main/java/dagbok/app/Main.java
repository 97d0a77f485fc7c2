package dagbok.app;

import dagbok.cli.Cli;
import dagbok.cli.Local;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * <p>What the daemon is made of may only be named within these four, so that no other command
   * loads it.
   */
  public static void main(String[] arguments) {
    Cli cli =
        Cli.ofSystem(
            new Local(
                config -> new Runner(System.out).run(config),
                (home, settings) -> new HomeDoctor(home, settings).examine(),
                (home, listener) -> new HomeReindex(home).run(listener),
                () -> new HomeBackupFiles()));
    System.exit(cli.execute(arguments));
  }
}
