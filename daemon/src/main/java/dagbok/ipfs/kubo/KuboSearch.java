package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsChoice;

/** What came of looking for a Kubo. */
public sealed interface KuboSearch {
  /** One to use; whoever gets it closes it. */
  record Found(IpfsChoice choice) implements KuboSearch {}

  /**
   * None.
   *
   * @param why one sentence for people: where was looked, and what was there
   * @param hint what to do about it
   */
  record None(String why, String hint) implements KuboSearch {}
}
