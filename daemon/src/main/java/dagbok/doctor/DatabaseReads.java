package dagbok.doctor;

import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.store.StoreException;
import java.util.List;

/** A database that can't be read while the daemon runs. */
public final class DatabaseReads implements Check {
  static final String CODE = "database";

  private final Database database;

  /** Of the running daemon. */
  public DatabaseReads(Database database) {
    this.database = database;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "The database can be read";
  }

  @Override
  public List<Finding> look() {
    try {
      database.read(ProfileTable::all);
      return List.of();
    } catch (StoreException e) {
      return List.of(Finding.broken(String.valueOf(e.getMessage()), e.reason().cure()));
    }
  }
}
