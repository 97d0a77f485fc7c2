package dagbok.simulation;

/**
 * What goes wrong.
 *
 * @param loss the share of messages that are lost on each way
 * @param duplicates the share of messages that come twice
 * @param jitterMillis how much later than others a message may come, so that they overtake one
 *     another
 * @param parted whether two parts of the network do not hear each other for a while
 * @param churn the share of peers that leave and come back, forgetting what is not stored
 * @param skewed whether clocks are days apart and go up to a twentieth too fast or slow
 * @param hostile how many peers there are of each {@link Hostile.Kind}
 */
public record Faults(
    double loss,
    double duplicates,
    long jitterMillis,
    boolean parted,
    double churn,
    boolean skewed,
    int hostile) {
  /** A network without faults. */
  public static final Faults NONE = new Faults(0, 0, 180, false, 0, false, 0);

  /** Everything at once, 80 % of all messages lost among it. */
  public static final Faults ALL = new Faults(0.8, 0.1, 10_000, true, 0.3, true, 1);

  /** The same with this loss. */
  public Faults withLoss(double share) {
    return new Faults(share, duplicates, jitterMillis, parted, churn, skewed, hostile);
  }

  /** The same with this share of duplicates. */
  public Faults withDuplicates(double share) {
    return new Faults(loss, share, jitterMillis, parted, churn, skewed, hostile);
  }

  /** The same with messages that come up to so much late. */
  public Faults withJitter(long millis) {
    return new Faults(loss, duplicates, millis, parted, churn, skewed, hostile);
  }

  /** The same with a partition. */
  public Faults withPartition() {
    return new Faults(loss, duplicates, jitterMillis, true, churn, skewed, hostile);
  }

  /** The same with this share of peers that leave and come back. */
  public Faults withChurn(double share) {
    return new Faults(loss, duplicates, jitterMillis, parted, share, skewed, hostile);
  }

  /** The same with clocks that are wrong. */
  public Faults withSkew() {
    return new Faults(loss, duplicates, jitterMillis, parted, churn, true, hostile);
  }

  /** The same with so many hostile peers of each kind. */
  public Faults withHostile(int each) {
    return new Faults(loss, duplicates, jitterMillis, parted, churn, skewed, each);
  }
}
