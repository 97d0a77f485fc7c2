package dagbok.app;

import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who peers over HTTP are told writes here, by name: one's own profile, if there is one alone. With
 * several nobody is named, since they are asked about, answered for and shared at one address, and
 * a name said there would tie each of them to that one.
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
    List<ProfileTable.Row> own = database.read(tx -> ProfileTable.own(tx));
    if (own.size() != 1) {
      return Map.of();
    }
    return replicas
        .find(own.get(0).profile())
        .map(alone -> Map.of(alone.profile(), names.name(alone)))
        .orElse(Map.of());
  }
}
