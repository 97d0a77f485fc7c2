package dagbok.doctor;

import dagbok.store.ProfileTable;
import dagbok.sync.SyncState;
import java.time.Clock;
import java.util.Optional;

/** Says of a followed profile what stands in the way of having it, if anything does. */
public final class Lookout {
  static final String TROUBLE = "profile";
  static final String NOBODY_FOUND = "nobody-found";

  /** How long nobody may be found before that is worth a word. */
  static final long PATIENCE_SECONDS = 10;

  private final Clock clock;

  /** With the clock that tells how long somebody was looked for. */
  public Lookout(Clock clock) {
    this.clock = clock;
  }

  /** What is wrong, and what to do. */
  public record Trouble(String code, String text, String fix) {}

  /** What stands in the way of this profile, if anything does. */
  public Optional<Trouble> of(ProfileTable.Row row, SyncState state) {
    if (state.trouble().isPresent()) {
      SyncState.Trouble trouble = state.trouble().get();
      return Optional.of(new Trouble(trouble.code(), trouble.text(), trouble.cure()));
    }
    boolean looking = state.phase() == SyncState.Phase.LOOKING && row.followed().isPresent();
    long since = clock.instant().getEpochSecond() - row.followed().orElse(0L);
    if (!looking || since < PATIENCE_SECONDS) {
      return Optional.empty();
    }
    return Optional.of(
        new Trouble(
            NOBODY_FOUND,
            "Nobody who has this profile was found yet; looking goes on. If you"
                + " know the address of somebody who has it, give it",
            "dagbok follow " + row.profile() + " --peer ADDRESS"));
  }
}
