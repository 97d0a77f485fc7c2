package dagbok.doctor;

import java.util.List;
import java.util.Set;

/** One thing that can be wrong. Looks anew each time, in bounded time. */
public interface Check {
  /** A short name that keeps its meaning, such as {@code pubsub-off}. */
  String code();

  /** What is so if nothing is wrong, one short sentence without a full stop. */
  String title();

  /** The codes of what explains all that this check could find. */
  default Set<String> causes() {
    return Set.of();
  }

  /** What is wrong now; empty if nothing is. */
  List<Finding> look();
}
