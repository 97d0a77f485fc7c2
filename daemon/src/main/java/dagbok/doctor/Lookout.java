package dagbok.doctor;

import dagbok.store.ProfileTable;
import dagbok.sync.SyncState;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** Says of a followed profile what stands in the way of having it, if anything does. */
public final class Lookout {
  static final String TROUBLE = "profile";
  static final String NOBODY_FOUND = "nobody-found";

  /** How long nobody may be found before that is worth a word. */
  static final long PATIENCE_SECONDS = 10;

  private final Clock clock;
  private final Predicate<String> canReach;

  /**
   * With the clock that tells how long somebody was looked for.
   *
   * @param canReach whether the daemon can go to an address at all
   */
  public Lookout(Clock clock, Predicate<String> canReach) {
    this.clock = clock;
    this.canReach = canReach;
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
    return Optional.of(nobody(row));
  }

  private Trouble nobody(ProfileTable.Row row) {
    if (row.peers().isEmpty()) {
      return new Trouble(
          NOBODY_FOUND,
          "Nobody who has this profile was found yet; looking goes on. If you"
              + " know the address of somebody who has it, give it",
          "dagbok follow " + row.profile() + " --peer ADDRESS");
    }
    if (row.peers().stream().noneMatch(canReach)) {
      return new Trouble(
          NOBODY_FOUND,
          "Nobody who has this profile was found yet: the address that was given is one of Kubo's,"
              + " and this daemon runs without Kubo",
          "ask them for an address with /http: they have one after \"dagbok config set peers.listen"
              + " always\" and a new start");
    }
    return new Trouble(
        NOBODY_FOUND,
        "Nobody who has this profile was found yet, neither at the address that was given nor"
            + " elsewhere; looking goes on",
        "see that the daemon there runs and that this is still its address; for another, run"
            + " 'dagbok follow "
            + row.profile()
            + " --peer ADDRESS'");
  }
}
