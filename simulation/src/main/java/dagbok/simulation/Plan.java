package dagbok.simulation;

/**
 * What is simulated.
 *
 * @param peers how many honest peers there are
 * @param profiles how many of them write; each follows others too
 * @param follows how many profiles each peer follows; the n-th is followed by 1/n as many as the
 *     first (Zipf's law)
 * @param history posts that each profile has before anybody follows it
 * @param posts how many more each writes while it is followed
 * @param quietMillis how long it goes on after all is in step, to see what peers say when there is
 *     nothing to say
 * @param seed decides everything
 */
public record Plan(
    int peers,
    int profiles,
    int follows,
    int history,
    int posts,
    Faults faults,
    long quietMillis,
    long seed) {
  /** Peers start within this time. */
  static final long START_MILLIS = 60_000;

  /** Posts are written, and peers leave and are parted, until then. */
  static final long BUSY_MILLIS = 360_000;

  /** Faults but those of links and clocks are over by then. */
  static final long CALM_MILLIS = 420_000;

  /** Who is not in step so long after that will not be, so the run has failed. */
  static final long BOUND_MILLIS = 24 * 3_600_000L;

  /** So many peers as people might be: one in fifty is much followed, and each follows a few. */
  public static Plan of(int peers, Faults faults, long seed) {
    return new Plan(peers, Math.max(8, peers / 50), 3, 8, 3, faults, 0, seed);
  }

  /** The same where each peer follows so many profiles. */
  public Plan withFollows(int count) {
    return new Plan(peers, profiles, count, history, posts, faults, quietMillis, seed);
  }

  /** The same where so many posts are written in each profile. */
  public Plan withPosts(int count) {
    return new Plan(peers, profiles, follows, history, count, faults, quietMillis, seed);
  }

  /** The same that goes on after all is in step. */
  public Plan withQuiet(long millis) {
    return new Plan(peers, profiles, follows, history, posts, faults, millis, seed);
  }
}
