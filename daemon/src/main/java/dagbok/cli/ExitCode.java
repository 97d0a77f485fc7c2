package dagbok.cli;

/** How a command ended, for scripts. The numbers keep their meaning. */
public enum ExitCode {
  /** Done. */
  DONE(0, "done"),
  /** Refused or failed. */
  FAILED(1, "refused or failed"),
  /** The command line or a setting is wrong. */
  USAGE(2, "the command line or a setting is wrong"),
  /** Some of it was done. */
  PARTLY(3, "some of it was done; of a doctor: warnings only"),
  /** No daemon runs. */
  NO_DAEMON(10, "no daemon runs"),
  /** The daemon has no IPFS node. */
  NO_IPFS(11, "the daemon has no IPFS node"),
  /** A passphrase is needed. */
  PASSPHRASE(12, "a passphrase is needed");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What it means, for people. */
  String meaning() {
    return meaning;
  }

  /** What the process returns. */
  public int number() {
    return number;
  }
}
