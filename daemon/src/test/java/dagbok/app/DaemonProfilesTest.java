package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.archive.CarExport;
import dagbok.archive.CarImport;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonProfilesTest {
  @TempDir Path folder;
  private TestDaemon daemon;
  private DaemonProfiles profiles;

  @BeforeEach
  void open() {
    daemon = TestDaemon.alone(folder);
    profiles = profiles(daemon, folder);
  }

  /** Those of a daemon. */
  static DaemonProfiles profiles(TestDaemon daemon, Path temporary) {
    return new DaemonProfiles(
        daemon.database,
        daemon.replicas,
        daemon.founder,
        new Names(daemon.database),
        daemon.sync,
        daemon.keeper,
        new CarExport(daemon.database, daemon.blocks),
        new CarImport(temporary, daemon.replicas, daemon.database, daemon.blocks),
        List::of,
        daemon.copies,
        Optional.empty(),
        new EventHub());
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void nameThatLooksLikeAnothersRootDoesNotTakeItsPlace() {
    ProfileId honest = daemon.found("Anna").profile();
    Replica liar = daemon.found(honest.toString());
    assertThat(profiles.resolve(honest.toString())).isEqualTo(honest);
    assertThat(profiles.resolve("dagbok:" + honest)).isEqualTo(honest);
    assertThat(profiles.resolve("anna")).isEqualTo(honest);
    assertThat(profiles.resolve(liar.profile().toString())).isEqualTo(liar.profile());
  }

  @Test
  void nameOfSeveralStandsForNone() {
    daemon.found("Anna");
    daemon.found("anna");
    assertThatThrownBy(() -> profiles.resolve("Anna"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("2 profiles");
    assertThatThrownBy(() -> profiles.resolve("Bo"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no profile called \"Bo\" is here");
  }
}
