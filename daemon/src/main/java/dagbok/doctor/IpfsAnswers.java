package dagbok.doctor;

import dagbok.ipfs.IpfsException;
import java.util.List;

/** An IPFS node that does not answer. */
public final class IpfsAnswers implements Check {
  /** The code of what explains nearly everything else. */
  public static final String CODE = "ipfs-away";

  private final Runnable asking;

  /** {@code asking} asks the IPFS node who it is. */
  public IpfsAnswers(Runnable asking) {
    this.asking = asking;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "The IPFS node answers";
  }

  @Override
  public List<Finding> look() {
    try {
      asking.run();
      return List.of();
    } catch (IpfsException e) {
      return List.of(Finding.broken(String.valueOf(e.getMessage()), e.cure()));
    }
  }
}
