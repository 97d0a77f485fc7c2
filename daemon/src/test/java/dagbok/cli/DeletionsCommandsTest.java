package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import dagbok.cli.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeletionsCommandsTest extends CliTest {
  @Test
  void copiesAreListedWithTheDayOnWhichTheyGo() {
    daemon.on(
        "GET sealed-copies",
        "{\"count\":3,\"some\":[{\"entry\":\"" + ROOT + "\",\"until\":1800000000,\"bytes\":900}]}");
    Result result = cli.run("deletions", "list");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains(ROOT, "900 bytes", "until 2027-01-15", "3 copies");
  }

  @Test
  void noCopiesAreSaidInASentence() {
    daemon.on("GET sealed-copies", "{\"count\":0,\"some\":[]}");
    assertThat(cli.run("deletions", "list").out()).contains("keeps no sealed copies");
  }

  @Test
  void copiesAreErasedOnlyIfThatIsMeant() {
    daemon.on("POST sealed-copies/erase", "{\"erased\":2}");
    Result refused = cli.run("deletions", "erase", ROOT);
    assertThat(refused.code()).isNotZero();
    assertThat(daemon.asked()).isEmpty();

    Result result = cli.run("deletions", "erase", "--yes", ROOT);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("Erased here: 2 sealed copies.");
    assertThat(JsonObject.parse(daemon.only().text()).texts("entries")).containsExactly(ROOT);
  }

  @Test
  void onlyTheCopiesThatWereCountedAreErased() {
    daemon.on("GET sealed-copies", "{\"count\":2,\"newest\":7,\"coming\":1,\"some\":[]}");
    daemon.on("POST sealed-copies/erase", "{\"erased\":2}");
    cli.atTerminal = true;
    cli.input = "yes\n".getBytes(StandardCharsets.UTF_8);
    Result result = cli.run("deletions", "erase");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err() + result.out()).contains("not counted: 1.", "Erase 2 sealed copies?");
    JsonObject asked = JsonObject.parse(daemon.asked().get(1).text());
    assertThat(asked.whole("last", 0)).isEqualTo(7);
    assertThat(asked.flag("all")).isFalse();
  }

  @Test
  void copiesOfAllProfilesAreErasedOnlyIfThatIsSaid() {
    daemon.on("POST sealed-copies/erase", "{\"erased\":2}");
    Result result = cli.run("deletions", "erase", "--all", "--yes");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(JsonObject.parse(daemon.only().text()).flag("all")).isTrue();
    assertThat(cli.run("deletions", "erase", "--all", "--yes", ROOT).code()).isEqualTo(2);
  }
}
