package dagbok.vectors;

import java.util.Map;

/** Recipes of pieces that weigh just what a rule compares with; found by trying. */
final class PackEdges {
  static final String FULL_SHOWS = "A piece of exactly 1,000,000 is not cut before its last item.";
  static final String PAST_SHOWS = "One byte more, and the last item begins the next piece.";
  static final String LEAST_SHOWS = "A piece of exactly 3,000 may end in the third pass.";
  static final String SHORT_SHOWS = "One byte less, and it goes on.";

  private PackEdges() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object>[] full(int more) {
    return new Map[] {PackVectors.posts(1 + more, 0, 1, 500)};
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object>[] least(int more) {
    return new Map[] {PackVectors.posts(2 + more, 0, 1, 500)};
  }
}
