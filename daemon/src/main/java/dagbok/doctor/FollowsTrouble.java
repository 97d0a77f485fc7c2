package dagbok.doctor;

import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.sync.SyncState;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What stands in the way of single profiles: of one kind, as the {@link Lookout} says. */
public final class FollowsTrouble implements Check {
  private final String code;
  private final String title;
  private final Set<String> causes;
  private final Held held;

  /** The profiles that are held: rows, how far each has come, and what each is called. */
  public record Held(
      Database database,
      Function<ProfileId, SyncState> state,
      Function<ProfileId, String> name,
      Lookout lookout) {}

  private FollowsTrouble(String code, String title, Set<String> causes, Held held) {
    this.code = code;
    this.title = title;
    this.causes = causes;
    this.held = held;
  }

  /** Something went wrong while a profile was fetched, kept or announced. */
  public static Check profile(Held held) {
    return new FollowsTrouble(
        Lookout.TROUBLE,
        "Each profile is fetched, kept and announced",
        Set.of(IpfsAnswers.CODE, DiskShort.FULL, DatabaseReads.CODE),
        held);
  }

  /** Nobody who has a profile was found. */
  public static Check nobodyFound(Held held) {
    return new FollowsTrouble(
        Lookout.NOBODY_FOUND,
        "Somebody has each profile that is followed",
        Set.of(IpfsAnswers.CODE, NoPeers.CODE, DatabaseReads.CODE),
        held);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Set<String> causes() {
    return causes;
  }

  @Override
  public List<Finding> look() {
    return held.database().read(ProfileTable::all).stream()
        .flatMap(
            row ->
                held.lookout().of(row, held.state().apply(row.profile())).stream()
                    .filter(trouble -> trouble.code().equals(code))
                    .map(
                        trouble ->
                            Finding.warning(
                                held.name().apply(row.profile()) + ": " + trouble.text(),
                                trouble.fix())))
        .toList();
  }
}
