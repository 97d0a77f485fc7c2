package dagbok.doctor;

import dagbok.schema.ProfileId;
import dagbok.store.ProfileTable;
import dagbok.sync.SyncState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A profile of which packs are missing, and none has come for long. */
public final class NotInStep implements Check {
  /** How long nothing may come before that is worth a word. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private final FollowsTrouble.Held held;
  private final Since since;

  /** For the profiles that are held. */
  public NotInStep(FollowsTrouble.Held held, Clock clock) {
    this.held = held;
    this.since = new Since(clock);
  }

  @Override
  public String code() {
    return "not-in-step";
  }

  @Override
  public String title() {
    return "Catching up goes on";
  }

  @Override
  public Set<String> causes() {
    return Set.of(
        IpfsAnswers.CODE, NoPeers.CODE, DiskShort.FULL, DatabaseReads.CODE, Lookout.TROUBLE);
  }

  @Override
  public List<Finding> look() {
    Map<String, ProfileId> fetching = new LinkedHashMap<>();
    for (ProfileTable.Row row : held.database().read(ProfileTable::all)) {
      SyncState state = held.state().apply(row.profile());
      if (state.phase() == SyncState.Phase.FETCHING) {
        fetching.put(row.profile() + " " + state.packsDone(), row.profile());
      }
    }
    Map<String, Duration> ages = since.these(fetching.keySet());
    List<Finding> findings = new ArrayList<>();
    fetching.forEach(
        (place, profile) -> {
          Duration age = ages.getOrDefault(place, Duration.ZERO);
          if (age.compareTo(PATIENCE) >= 0) {
            findings.add(finding(profile, age));
          }
        });
    return findings;
  }

  private Finding finding(ProfileId profile, Duration age) {
    return Finding.warning(
            held.name().apply(profile)
                + ": no pack has come for "
                + age.toMinutes()
                + " minutes, though some are missing",
            "dagbok follow " + profile + " --peer ADDRESS")
        .with(Remedy.CONNECT_AGAIN);
  }
}
