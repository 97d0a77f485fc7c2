package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dagbok.cli.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in the shells that they are for, where these are installed. */
class CompletionCommandTest extends CliTest {
  private Path script(String shell, String name) throws Exception {
    return Files.writeString(folder.resolve(name), done("completion", shell).out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dagbok sta         | status",
        "dagbok profile cr  | create",
        "dagbok post --ti   | --title",
        "dagbok feed --jso  | --json",
        "dagbok completion z | zsh",
        "dagbok config set web.po | web.port",
        "dagbok ipfs        | setup status",
      })
  void bashCompletes(String line, String expected) throws Exception {
    assumeThat(ManPageTest.isThere("bash")).as("bash is installed").isTrue();
    Path script = script("bash", "dagbok.bash");
    String typed = line.equals("dagbok ipfs") ? line + " " : line;
    String asked =
        "compopt() { :; }; source "
            + script
            + "; COMP_LINE=\"$1\"; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<<\"$1\";"
            + " [[ $1 == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            + " _complete_dagbok; printf '%s\\n' \"${COMPREPLY[@]}\" | sort | xargs";

    assertThat(ManPageTest.run("bash", "-c", asked, "bash", typed)).contains(expected);
  }

  @Test
  void zshTakesTheScriptForBash() throws Exception {
    assumeThat(ManPageTest.isThere("zsh")).as("zsh is installed").isTrue();
    Path script = script("zsh", "dagbok.zsh");

    String asked =
        "autoload -U +X compinit && compinit -u -D; source "
            + script
            + "; print -r -- ${_comps[dagbok]}";

    assertThat(ManPageTest.run("zsh", "-f", "-c", asked)).contains("_complete_dagbok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dagbok sta                        | status",
        "dagbok profile cr                 | create",
        "dagbok --home /tmp profile cr     | create",
        "dagbok post --ti                  | --title",
        "dagbok feed --jso                 | --json",
        "dagbok completion z               | zsh",
        "dagbok config set web.po          | web.port",
        "dagbok profile list cr            | ''",
      })
  void fishCompletes(String line, String expected) throws Exception {
    assumeThat(ManPageTest.isThere("fish")).as("fish is installed").isTrue();
    Path script = script("fish", "dagbok.fish");

    String answers =
        ManPageTest.run(
            "fish",
            "--no-config",
            "-c",
            "source " + script + "; complete -C '" + line + "' | string split -f1 \\t; true");

    assertThat(answers.strip()).isEqualTo(expected);
  }

  @Test
  void otherShellsAreRefused() {
    assertThat(cli.run("completion", "tcsh").err())
        .contains("there is completion for bash, zsh and fish, not for 'tcsh'");
    assertThat(JsonObject.parse(done("completion", "fish", "--json").out()).text("script", ""))
        .contains("complete -c dagbok");
  }
}
