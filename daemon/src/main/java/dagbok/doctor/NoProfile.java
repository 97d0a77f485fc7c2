package dagbok.doctor;

import dagbok.store.Database;
import dagbok.store.ProfileTable;
import java.util.List;
import java.util.Set;

/** Nothing to write to yet. */
public final class NoProfile implements Check {
  private final Database database;

  /** For the profiles of this database. */
  public NoProfile(Database database) {
    this.database = database;
  }

  @Override
  public String code() {
    return "no-profile";
  }

  @Override
  public String title() {
    return "There is a profile to write to";
  }

  @Override
  public Set<String> causes() {
    return Set.of(DatabaseReads.CODE);
  }

  @Override
  public List<Finding> look() {
    return database.read(ProfileTable::all).stream().anyMatch(ProfileTable.Row::own)
        ? List.of()
        : List.of(Finding.warning("There is no profile to write to yet", "dagbok setup"));
  }
}
