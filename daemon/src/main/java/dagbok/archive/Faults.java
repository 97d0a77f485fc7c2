package dagbok.archive;

import java.util.ArrayList;
import java.util.List;

/** What was wrong: how much, and the first of it. Not thread-safe. */
final class Faults {
  /** How many are told. */
  static final int MAX_TOLD = 10;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String fault) {
    count++;
    if (first.size() < MAX_TOLD) {
      first.add(fault);
    }
  }

  long count() {
    return count;
  }

  List<String> first() {
    return List.copyOf(first);
  }
}
