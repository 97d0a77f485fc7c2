package dagbok.simulation;

import org.jspecify.annotations.Nullable;

/**
 * One peer's holding of one profile, its own or another's; what is stored, and what is under way.
 */
final class Following {
  final World.Profile profile;
  final SimulatedCopy copy;
  boolean isInStep;
  long startedAt;

  /** What a run of catching up has and waits for, while one is under way. */
  @Nullable SimulatedBlocks blocks;

  boolean isPlanned;
  boolean isFetching;
  boolean isAskedAgain;
  int failures;

  Following(World.Profile profile, SimulatedCopy copy) {
    this.profile = profile;
    this.copy = copy;
  }

  /** Whether it has the snapshot that its author has. */
  boolean hasNewest() {
    return copy.snapshot().equals(profile.writer.copy().snapshot());
  }

  /** Forgets what is not stored. */
  void stop() {
    blocks = null;
    isPlanned = false;
    isFetching = false;
    isAskedAgain = false;
    failures = 0;
  }
}
