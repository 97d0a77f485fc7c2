package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InspectCommandsTest extends CliTest {
  @Test
  void inspectObjects() {
    daemon.on("GET inspect/bafyx", "{\"items\":[],\"v\":1}").on("GET profiles", ANNA + "\n");
    daemon.on("GET inspect/bafyn", "{\"parents\":[{\"/\":\"bafyp\"}]}");
    daemon.on("GET profiles/" + ROOT + "/head", "{\n\"seq\": 7,\n\"inStep\": true}");
    daemon.on("GET profiles/bo/snapshot", "{\"packs\":[[{\"/\":\"bafyp\"},1]]}");

    assertThat(done("inspect", "/ipfs/bafyx").out())
        .isEqualTo("{\n  \"items\" : [ ],\n  \"v\" : 1\n}\n");
    assertThat(done("inspect", "bafyx", "--json").out()).isEqualTo("{\"items\":[],\"v\":1}\n");
    assertThat(done("inspect", "pack", "bafyx", "--json").out())
        .isEqualTo("{\"items\":[],\"v\":1}\n");
    assertThat(done("inspect", "node", "bafyn", "--json").out())
        .isEqualTo("{\"parents\":[{\"/\":\"bafyp\"}]}\n");
    assertThat(done("inspect", "head", "--json").out()).isEqualTo("{\"seq\":7,\"inStep\":true}\n");
    assertThat(done("inspect", "snapshot", "bo", "--json").out())
        .isEqualTo("{\"packs\":[[{\"/\":\"bafyp\"},1]]}\n");
    assertThat(done("inspect", "head").out())
        .isEqualTo("{\n  \"seq\" : 7,\n  \"inStep\" : true\n}\n");
  }

  @Test
  void inspectPackOfAnotherKindIsRefused() {
    daemon.on("GET inspect/bafyx", "{\"v\":1}");

    Result result = cli.run("inspect", "pack", "bafyx", "--json");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "{\"error\":\"this object is no pack\",\"hint\":\"run 'dagbok inspect bafyx' to see"
                + " what it is\",\"cid\":\"bafyx\"}\n");
    assertThat(cli.run("inspect", "node", "bafyx").code()).isEqualTo(1);
  }

  @Test
  void inspectGraph() {
    String lines =
        """
        {"node":"n1","parents":[],"entry":"e1"}
        {"node":"n2","parents":["n1","n0"]}
        """;
    daemon.on("GET profiles/anna/graph", lines);

    assertThat(done("inspect", "graph", "anna").out())
        .isEqualTo("n1\n  entry  e1\nn2\n  entry  none, a merge\n  parent n1\n  parent n0\n");
    assertThat(done("inspect", "graph", "anna", "--json").out()).isEqualTo(lines);
  }

  @Test
  void inspectVerify() throws IOException {
    String good =
        "{\"profile\":\""
            + ROOT
            + "\",\"entries\":10,\"live\":9,\"nodes\":11,\"packs\":1,"
            + "\"signatures\":12,\"bytes\":20000,\"millis\":500,\"faultCount\":0,\"faults\":[]}";
    daemon.on("GET profiles/anna/verify", good);

    assertThat(done("inspect", "verify", "anna").out())
        .isEqualTo(
            """
            Profile     %s
            Entries     10     20/s
            Live        9      18/s
            Nodes       11     22/s
            Packs       1      2/s
            Signatures  12     24/s
            Bytes       20 kB  40 kB/s
            Nothing is wrong.
            """
                .formatted(ROOT));

    daemon.on(
        "POST verify", "{\"profile\":\"x\",\"faultCount\":12,\"faults\":[\"a wrong\",\"b\"]}");
    Path car = Files.writeString(folder.resolve("x.car"), "CAR");
    Result result = cli.run("inspect", "verify", car.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).endsWith("12 faults:\n  - a wrong\n  - b\n");
    assertThat(daemon.asked().get(1).text()).isEqualTo("CAR");
    assertThat(cli.run("inspect", "verify", car.toString(), "--json").code()).isEqualTo(1);
  }

  @Test
  void inspectVerifyOfAFileThatIsMissing() {
    Result result = cli.run("inspect", "verify", folder.resolve("none.car").toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("there is no file " + folder.resolve("none.car"));
    assertThat(daemon.asked()).isEmpty();
  }
}
