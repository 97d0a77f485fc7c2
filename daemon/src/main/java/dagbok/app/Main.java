package dagbok.app;

import dagbok.cli.Cli;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * <p>What the daemon is made of may only be named within the runner and the examiner, so that no
   * other command loads it.
   */
  public static void main(String[] arguments) {
    Cli cli =
        Cli.ofSystem(
            config -> new Runner(System.out).run(config),
            (home, settings) -> new HomeDoctor(home, settings).examine());
    System.exit(cli.execute(arguments));
  }
}
