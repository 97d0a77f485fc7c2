package dagbok.cli;

import dagbok.config.Config;

/** What {@code dagbok run} runs. */
@FunctionalInterface
public interface DaemonRunner {
  /**
   * Runs a daemon and returns when it was told to stop.
   *
   * @throws Failure if it can't run: another daemon has this home, a port is taken, no IPFS node
   * @throws dagbok.config.ConfigException if the home's folders can't be used
   */
  void run(Config config);
}
