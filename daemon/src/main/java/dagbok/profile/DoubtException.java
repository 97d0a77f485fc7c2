package dagbok.profile;

import dagbok.cid.Cid;

/** A device may not write, since it might fork. */
public final class DoubtException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Doubt doubt;

  DoubtException(Cid device, Doubt doubt) {
    super("device " + device + " may not write: " + doubt);
    this.doubt = doubt;
  }

  /** Why. */
  public Doubt doubt() {
    return doubt;
  }
}
