package dagbok.cli;

/** How a command ended, for scripts. The numbers keep their meaning. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** Refused or failed. */
  FAILED(1),
  /** The command line or a setting is wrong. */
  USAGE(2),
  /** Some of it was done. */
  PARTLY(3),
  /** No daemon runs. */
  NO_DAEMON(10),
  /** The daemon has no IPFS node. */
  NO_IPFS(11),
  /** A passphrase is needed. */
  PASSPHRASE(12);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the process returns. */
  public int number() {
    return number;
  }
}
