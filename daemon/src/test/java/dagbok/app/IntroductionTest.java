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
  void peersAreToldOfTheOnlyProfileAndOfNoneOfSeveral() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Names names = new Names(daemon.database);
      Introduction introduction = new Introduction(daemon.database, daemon.replicas, names);
      assertThat(introduction.get()).isEmpty();
      Replica ann = daemon.found("Ann");
      assertThat(introduction.get()).isEqualTo(Map.of(ann.profile(), "Ann"));
      Replica zoe = daemon.found("Zoe");
      assertThat(introduction.get()).isEmpty();
      daemon.replicas.use(ann);
      assertThat(introduction.get()).isEmpty();
      daemon.replicas.forget(zoe.profile());
      assertThat(introduction.get()).isEqualTo(Map.of(ann.profile(), "Ann"));
    }
  }
}
