package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFolderTest {
  @TempDir Path home;

  private static final Cid DEVICE = Cid.of(Multicodec.DAG_CBOR, new byte[] {1});
  private static final ProfileId PROFILE =
      new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {2}));

  private KeyFolder.Key key() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 0xab);
    return new KeyFolder.Key(PROFILE, DEVICE, seed);
  }

  @Test
  void keyIsFoundAgainAndReadableByItsOwnerOnly() throws Exception {
    new KeyFolder(home.resolve("keys")).add(key());
    KeyFolder again = new KeyFolder(home.resolve("keys"));
    assertThat(again.find(DEVICE).orElseThrow().seed()).isEqualTo(key().seed());
    assertThat(again.all()).hasSize(1);
    Path file = home.resolve("keys").resolve(DEVICE + ".key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void keyThatOthersCanReadIsRefusedWithTheCure() throws Exception {
    KeyFolder keys = new KeyFolder(home.resolve("keys"));
    keys.add(key());
    Path file = home.resolve("keys").resolve(DEVICE + ".key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> keys.find(DEVICE)).hasMessageContaining("chmod 600");
  }

  @Test
  void folderWithoutKeysHasNone() {
    KeyFolder keys = new KeyFolder(home.resolve("keys"));
    assertThat(keys.all()).isEmpty();
    assertThat(keys.find(DEVICE)).isEmpty();
  }

  @Test
  void textOfAKeyDoesNotShowItsSeed() {
    assertThat(key().toString()).doesNotContain("abab").doesNotContain("seed");
  }
}
