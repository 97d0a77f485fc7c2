package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import dagbok.cli.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReindexCommandTest {
  private static final String ENTRY = CliTest.ENTRY;

  @TempDir Path folder;
  private CliRun cli = new CliRun(Path.of("/"));

  @BeforeEach
  void start() {
    cli = new CliRun(folder);
  }

  private void comesOf(long lost, Optional<String> old) {
    cli.reindexer =
        (home, listener) -> {
          assertThat(home.folder()).contains(folder);
          listener.reached(1, 3);
          listener.reached(3, 3);
          return JsonObject.builder()
              .put("profiles", 1)
              .put("entries", 3)
              .put("lost", lost)
              .putTexts("firstLost", lost == 0 ? List.of() : List.of(ENTRY))
              .put("old", old)
              .build();
        };
  }

  @Test
  void allThatIsThereIsDone() {
    comesOf(0, Optional.empty());

    assertThat(cli.run("reindex"))
        .isEqualTo(new Result(0, "Reindexed 3 entries of 1 profile\n", ""));
    Result json = cli.run("reindex", "--json");
    assertThat(json.code()).isZero();
    assertThat(JsonObject.parse(json.out()).whole("entries", 0)).isEqualTo(3);
    assertThat(JsonObject.parse(json.out()).text("old")).isEmpty();
  }

  @Test
  void whatIsLeftOutIsToldAndIsExitThree() {
    comesOf(1, Optional.of("/x/old.db"));

    Result human = cli.run("reindex");
    assertThat(human.code()).isEqualTo(3);
    assertThat(human.out())
        .isEqualTo(
            """
            Reindexed 3 entries of 1 profile
            Left out, since damaged or above what is: 1 entry. The old
            database is kept as /x/old.db; what is missing is fetched
            again.
            """);
    assertThat(human.err()).isEmpty();
    Result json = cli.run("reindex", "--json");
    assertThat(json.code()).isEqualTo(3);
    assertThat(JsonObject.parse(json.out()).texts("firstLost")).containsExactly(ENTRY);
    assertThat(JsonObject.parse(json.out()).text("old")).contains("/x/old.db");
  }

  @Test
  void refusalIsToldWithWhatToDoInTheHomeThatWasAskedFor() {
    cli.reindexer =
        (home, listener) -> {
          throw new Failure(
              ExitCode.FAILED, "posts are damaged", "take them in: 'dagbok profile import FILE'");
        };

    assertThat(cli.run("--home", folder.toString(), "reindex"))
        .isEqualTo(
            new Result(
                1,
                "",
                "error: posts are damaged\nhint: take them in: 'dagbok --home "
                    + folder
                    + " profile import FILE'\n"));
    Result json = cli.run("reindex", "--json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.out()).isEmpty();
    assertThat(json.err())
        .isEqualTo(
            "{\"error\":\"posts are damaged\","
                + "\"hint\":\"take them in: 'dagbok profile import FILE'\"}\n");
  }

  @Test
  void breaksOffWithItsFailureAfterSomeOfIt() {
    cli.reindexer =
        (home, listener) -> {
          listener.reached(1, 3);
          throw new Failure(ExitCode.FAILED, "the disk is full", "make room");
        };

    assertThat(cli.run("reindex"))
        .isEqualTo(new Result(1, "", "error: the disk is full\nhint: make room\n"));
  }
}
