package dagbok.app;

import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who peers over HTTP are told writes here, by name: the oldest of one's own profiles alone. To
 * name several would tie them to each other, and so would naming the one in use each time that
 * changes.
 */
final class Introduction implements Supplier<Map<ProfileId, String>> {
  private final Database database;
  private final ReplicaBook replicas;
  private final Names names;

  Introduction(Database database, ReplicaBook replicas, Names names) {
    this.database = database;
    this.replicas = replicas;
    this.names = names;
  }

  @Override
  public Map<ProfileId, String> get() {
    return database.read(ProfileTable::all).stream()
        .filter(ProfileTable.Row::own)
        .findFirst()
        .flatMap(row -> replicas.find(row.profile()))
        .map(oldest -> Map.of(oldest.profile(), names.name(oldest)))
        .orElse(Map.of());
  }
}
