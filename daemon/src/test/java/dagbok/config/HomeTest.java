package dagbok.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  private static final Path USER = Path.of("/home/anna");

  @Test
  void flagPutsAllInOneFolder() {
    Home home = Home.of(Optional.of("/srv/d"), Map.of("DAGBOK_HOME", "/other"), USER);

    assertThat(home.folder()).contains(Path.of("/srv/d"));
    assertThat(home.configFile()).isEqualTo(Path.of("/srv/d/dagbok.toml"));
    assertThat(home.data()).isEqualTo(Path.of("/srv/d/data"));
    assertThat(home.socket()).isEqualTo(Path.of("/srv/d/run/dagbok.sock"));
    assertThat(home.ports()).isEqualTo(Path.of("/srv/d/run/ports.json"));
    assertThat(home.pid()).isEqualTo(Path.of("/srv/d/run/pid"));
  }

  @Test
  void variableCountsWithoutFlag() {
    assertThat(Home.of(Optional.empty(), Map.of("DAGBOK_HOME", "/srv/d"), USER))
        .isEqualTo(Home.in(Path.of("/srv/d")));
  }

  @Test
  void xdgFoldersByDefault() {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", "/run/user/7", "DAGBOK_HOME", "");

    Home home = Home.of(Optional.empty(), environment, USER);

    assertThat(home.folder()).isEmpty();
    assertThat(home.configFile()).isEqualTo(Path.of("/home/anna/.config/dagbok/dagbok.toml"));
    assertThat(home.data()).isEqualTo(Path.of("/home/anna/.local/share/dagbok"));
    assertThat(home.socket()).isEqualTo(Path.of("/run/user/7/dagbok/dagbok.sock"));
  }

  @Test
  void xdgVariablesMoveTheFoldersAndRelativeOnesAreIgnored() {
    Map<String, String> environment =
        Map.of("XDG_CONFIG_HOME", "/c", "XDG_DATA_HOME", "/d", "XDG_RUNTIME_DIR", "relative");

    Home home = Home.of(Optional.empty(), environment, USER);

    assertThat(home.configFile()).isEqualTo(Path.of("/c/dagbok/dagbok.toml"));
    assertThat(home.data()).isEqualTo(Path.of("/d/dagbok"));
    assertThat(home.run()).isEqualTo(Path.of("/d/dagbok/run"));
  }

  @Test
  void folderOfThePersonIsThatOfTheEnvironment() {
    Path otherwise = Path.of(System.getProperty("user.home"));

    assertThat(Home.ofPerson(Map.of("HOME", "/home/anna"))).isEqualTo(USER);
    assertThat(Home.ofPerson(Map.of("HOME", "relative"))).isEqualTo(otherwise);
    assertThat(Home.ofPerson(Map.of("HOME", ""))).isEqualTo(otherwise);
    assertThat(Home.ofPerson(Map.of())).isEqualTo(otherwise);
  }

  @Test
  void foldersAreMadeForTheOwnerAlone(@TempDir Path folder) throws Exception {
    Home home = Home.in(folder.resolve("new/home"));

    home.createFolders();
    home.createFolders();

    for (Path made : new Path[] {folder.resolve("new/home"), home.data(), home.run()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void fileInTheWayIsAnError(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Home.in(file).createFolders())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("can't make the folder");
  }

  @Test
  void tooLongSocketPathIsAnError(@TempDir Path folder) {
    Home home = Home.in(folder.resolve("x".repeat(100)));

    assertThatThrownBy(home::createFolders)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("more than sockets may have");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void emptyFlagIsAnError() {
    assertThatThrownBy(() -> Home.of(Optional.of(""), Map.of(), USER))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Home.of(Optional.of("\0"), Map.of(), USER))
        .isInstanceOf(ConfigException.class);
  }
}
