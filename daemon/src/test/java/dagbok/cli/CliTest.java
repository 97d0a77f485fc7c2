package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands against a daemon that answers what it was told to. */
@Timeout(60)
abstract class CliTest {
  static final String ROOT = "bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq";
  static final String ENTRY = "bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am";
  static final String ANNA =
      """
      {"profile":"%1$s","name":"Anna","own":true,"inUse":true,"entries":3,"live":2,\
      "head":"bafyhead","snapshot":"bafysnap","inStep":true,"pinned":true,\
      "about":"Writes \\u001b[31m much","links":["https://a.example"],\
      "shareLink":"dagbok:%1$s"}"""
          .formatted(ROOT);
  static final String BO =
      """
      {"profile":"bafybo","name":"Bo","own":false,"followed":true,"live":1,"inStep":false,\
      "pinned":false}""";

  @TempDir Path folder;
  CliRun cli = new CliRun(Path.of("/"));
  FakeDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    cli = new CliRun(folder);
    daemon = new FakeDaemon(cli.socket());
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  Path script(String text) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + text + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  Result done(String... arguments) {
    Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result;
  }
}
