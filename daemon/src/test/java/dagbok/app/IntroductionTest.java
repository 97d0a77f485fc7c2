package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.profile.Replica;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntroductionTest {
  @TempDir Path folder;

  @Test
  void peersAreToldOfOneProfileAloneWhicheverIsInUse() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Names names = new Names(daemon.database);
      Introduction introduction = new Introduction(daemon.database, daemon.replicas, names);
      assertThat(introduction.get()).isEmpty();
      Replica ann = daemon.found("Ann");
      Replica zoe = daemon.found("Zoe");
      assertThat(introduction.get()).isEqualTo(Map.of(ann.profile(), "Ann"));
      daemon.replicas.use(ann);
      daemon.replicas.use(zoe);
      assertThat(introduction.get()).isEqualTo(Map.of(ann.profile(), "Ann"));
    }
  }
}
