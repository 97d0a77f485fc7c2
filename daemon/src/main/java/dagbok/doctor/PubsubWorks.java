package dagbok.doctor;

import dagbok.ipfs.IpfsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A subscription or an announcement that failed, and was not made good since. */
public final class PubsubWorks implements Check {
  static final String OFF = "pubsub-off";

  private final Supplier<Optional<IpfsException>> trouble;

  /** {@code trouble}: why pubsub does not work now, if it does not. */
  public PubsubWorks(Supplier<Optional<IpfsException>> trouble) {
    this.trouble = trouble;
  }

  @Override
  public String code() {
    return "pubsub";
  }

  @Override
  public String title() {
    return "New posts are announced and heard of";
  }

  @Override
  public Set<String> causes() {
    return Set.of(IpfsAnswers.CODE, OFF);
  }

  @Override
  public List<Finding> look() {
    return trouble
        .get()
        .map(e -> List.of(Finding.warning(String.valueOf(e.getMessage()), e.cure())))
        .orElse(List.of());
  }
}
