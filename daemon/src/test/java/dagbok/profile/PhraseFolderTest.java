package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhraseFolderTest {
  private static final ProfileId PROFILE = new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[1]));
  private static final List<String> WORDS = List.of("abandon", "ability", "able");

  @TempDir Path home;

  private PhraseFolder folder() {
    return new PhraseFolder(home.resolve("keys"));
  }

  private Path file() {
    return home.resolve("keys").resolve(PROFILE + ".phrase");
  }

  @Test
  void phraseIsKeptForItsOwnerAloneUntilItIsErased() throws IOException {
    assertThat(folder().all()).isEmpty();
    folder().keep(PROFILE, WORDS);
    assertThat(folder().all()).containsExactly(PROFILE);
    assertThat(folder().find(PROFILE)).contains(WORDS);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    folder().erase(PROFILE);
    folder().erase(PROFILE);
    assertThat(folder().find(PROFILE)).isEmpty();
    assertThat(folder().all()).isEmpty();
    assertThat(home.resolve("keys")).isEmptyDirectory();
  }

  @Test
  void erasingOverwritesTheBytesFirst() throws IOException {
    folder().keep(PROFILE, WORDS);
    Path second = Files.createLink(home.resolve("same bytes"), file());
    folder().erase(PROFILE);
    assertThat(Files.readString(second, StandardCharsets.US_ASCII))
        .isEqualTo("\0".repeat("abandon ability able\n".length()));
  }

  @Test
  void fileThatOthersCanReadIsNotUsed() throws IOException {
    folder().keep(PROFILE, WORDS);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> folder().find(PROFILE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void keysAndOtherFilesAreNoPhrases() throws IOException {
    folder().keep(PROFILE, WORDS);
    Files.createFile(home.resolve("keys/notes.phrase"));
    Files.createFile(home.resolve("keys/" + PROFILE + ".key"));
    assertThat(folder().all()).containsExactly(PROFILE);
  }
}
