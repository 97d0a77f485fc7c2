package dagbok.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigEditorTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | web.port | 1 | [web]~port = 1~",
        "# a                             | web.port | 1 | # a~~[web]~port = 1~",
        "web.port = 2 # why~             | web.port | 1 | web.port = 1 # why~",
        "[web]~port=2~# end~             | web.port | 1 | [web]~port=1~# end~",
        "[web]~open=true # x~~[peers]~   | web.port | 1 | [web]~open=true # x~port = 1~~[peers]~",
        "[web]                           | web.port | 1 | [web]~port = 1~",
        "[web] # x~[peers]~              | web.port | 1 | [web] # x~port = 1~[peers]~",
        "web.open = true~[peers]~        | web.port | 1 | web.open = true~web.port = 1~[peers]~",
        "[ipfs]~kind='kubo'~             | ipfs.kubo.start | false | [ipfs]~kind='kubo'~kubo.start = false~",
        "[ipfs.kubo]~start=true~         | ipfs.kind | kubo | [ipfs.kubo]~start=true~~[ipfs]~kind = \"kubo\"~",
        "ipfs.kubo.start = true~         | ipfs.kind | kubo | ipfs.kubo.start = true~ipfs.kind = \"kubo\"~",
        "web = {port = 2, open = true}~  | web.port | 1 | web = {port = 1, open = true}~",
        "[web]~hosts = [~ 'a', # ]~ 'b',~]~port = 2~ | web.hosts | c,d | [web]~hosts = [\"c\", \"d\"]~port = 2~",
        "[ipfs]~kind = '''kubo'''~       | ipfs.kind | auto | [ipfs]~kind = \"auto\"~",
        "[ipfs]~kubo.api = \"http://a#\\\"\"# x~ | ipfs.kubo.api | '' | [ipfs]~kubo.api = \"\"# x~",
        "'web' . 'port'= 2~              | web.port | 1 | 'web' . 'port'= 1~",
      })
  void changesOneValueAndNothingElse(String before, String key, String value, String after) {
    assertThat(ConfigEditor.edited(lines(before), key, toml(key, value))).isEqualTo(lines(after));
  }

  @Test
  void keepsLineEnds() {
    assertThat(ConfigEditor.edited("[web]\r\nopen = true\r\n", "web.port", "1"))
        .isEqualTo("[web]\r\nopen = true\r\nport = 1\r\n");
  }

  @Test
  void writesFileThatTheReaderUnderstands() throws Exception {
    Home home = Home.in(folder.resolve("new"));
    ConfigEditor editor = new ConfigEditor(home);

    assertThat(editor.set("ipfs.kubo.api", "/ip4/127.0.0.1/tcp/5001"))
        .isEqualTo("\"/ip4/127.0.0.1/tcp/5001\"");
    editor.set("web.port", "0");
    editor.set("ipfs.kind", "kubo");
    editor.set("web.port", "9");

    assertThat(home.configFile())
        .hasContent(
            """
            [ipfs.kubo]
            api = "/ip4/127.0.0.1/tcp/5001"

            [web]
            port = 9

            [ipfs]
            kind = "kubo"
            """);
    assertThat(new ConfigSources(home, Map.of(), List.of()).config().web().port()).isEqualTo(9);
    try (var files = Files.list(folder.resolve("new"))) {
      assertThat(files).containsExactly(home.configFile());
    }
  }

  @Test
  void followsLinkToTheFile() throws Exception {
    Path real = Files.writeString(folder.resolve("real.toml"), "web.port = 1\n");
    Home home = Home.in(folder.resolve("home"));
    home.createFolders();
    Files.createSymbolicLink(home.configFile(), real);

    new ConfigEditor(home).set("web.port", "2");

    assertThat(real).hasContent("web.port = 2\n");
    assertThat(home.configFile()).isSymbolicLink();
  }

  @Test
  void refusesWhatItCanNotWriteRightly() throws Exception {
    Home home = Home.in(folder);
    ConfigEditor editor = new ConfigEditor(home);
    assertThatThrownBy(() -> editor.set("web.prot", "1")).hasMessageContaining("web.prot");
    assertThatThrownBy(() -> editor.set("web.port", "x")).hasMessageContaining("web.port");
    assertThat(home.configFile()).doesNotExist();

    Files.writeString(home.configFile(), "web = {open = true}\n");
    assertThatThrownBy(() -> editor.set("web.port", "1"))
        .hasMessageContaining("can't find a place");
    Files.writeString(home.configFile(), "oops");
    assertThatThrownBy(() -> editor.set("web.port", "1")).isInstanceOf(ConfigException.class);
    assertThat(home.configFile()).hasContent("oops");
  }

  private static String lines(String text) {
    return text == null ? "" : text.replace('~', '\n');
  }

  private static String toml(String key, String text) {
    return view(Settings.get(key, ""), text == null ? "" : text);
  }

  private static <T> String view(Setting<T> setting, String text) {
    return setting.toml(setting.parse(text, ""));
  }
}
