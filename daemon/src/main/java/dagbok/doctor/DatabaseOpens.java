package dagbok.doctor;

import dagbok.store.Database;
import dagbok.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A database that is damaged, or of a newer version, where no daemon runs. */
public final class DatabaseOpens implements Check {
  private final Path file;

  /** For a file that need not be there yet. */
  public DatabaseOpens(Path file) {
    this.file = file;
  }

  @Override
  public String code() {
    return DatabaseReads.CODE;
  }

  @Override
  public String title() {
    return "The database can be opened";
  }

  @Override
  public List<Finding> look() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      Database.check(file);
      return List.of();
    } catch (StoreException e) {
      return switch (e.reason()) {
        case UNREADABLE, NEWER, FAILED ->
            List.of(Finding.broken(String.valueOf(e.getMessage()), e.reason().cure()));
        // a folder that can't be written is another check's; who holds it, too
        case NO_SPACE, READ_ONLY, BUSY -> List.of();
      };
    }
  }
}
