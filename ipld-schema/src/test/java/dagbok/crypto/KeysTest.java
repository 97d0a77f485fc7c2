package dagbok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void phraseOfZerosIsTheKnownOne() {
    RecoveryPhrase phrase = RecoveryPhrase.ofEntropy(new byte[32]);
    assertThat(phrase.words())
        .startsWith("abandon", "abandon")
        .endsWith("abandon", "art")
        .hasSize(RecoveryPhrase.WORDS);
  }

  @Test
  void phraseGivesItsEntropyBack() {
    byte[] entropy =
        HEX.parseHex("68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c");
    RecoveryPhrase phrase = RecoveryPhrase.ofEntropy(entropy);
    String text = "  " + String.join("\n ", phrase.words()).toUpperCase(java.util.Locale.ROOT);
    assertThat(phrase.words()).startsWith("hamster", "diagram");
    assertThat(RecoveryPhrase.parse(text).entropy()).isEqualTo(entropy);
    assertThat(phrase.profileKey().seed()).isEqualTo(entropy);
  }

  @Test
  void phraseRefusesWrongWordsWithoutRepeatingThem() {
    String abandon = String.join(" ", Collections.nCopies(24, "abandon"));
    assertThatThrownBy(() -> RecoveryPhrase.parse(abandon)).hasMessageContaining("checksum");
    String wrong = String.join(" ", Collections.nCopies(23, "abandon")) + " dagbok";
    assertThatThrownBy(() -> RecoveryPhrase.parse(wrong)).hasMessageContaining("dagbok");
    assertThatThrownBy(() -> RecoveryPhrase.parse("abandon")).hasMessageContaining("24 words");
    assertThatThrownBy(() -> RecoveryPhrase.parse("a".repeat(1025))).hasMessageContaining("1024");
    assertThatThrownBy(() -> RecoveryPhrase.ofEntropy(new byte[16])).hasMessageContaining("32");
  }

  @Test
  void sealKeyIsTheSecretTimesTheBasePoint() {
    byte[] secret = new byte[SealSecret.BYTES];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) i;
    }
    assertThat(SealSecret.ofBytes(secret).publicKey())
        .hasToString("8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
    assertThatThrownBy(() -> SealSecret.ofBytes(new byte[31])).hasMessageContaining("32");
  }

  @Test
  void keysAreEqualByKindAndBytes() {
    assertThat(new DeviceKey(new byte[32])).isEqualTo(new DeviceKey(new byte[32]));
    assertThat(new DeviceKey(new byte[32])).isNotEqualTo(new SealKey(new byte[32]));
    assertThat(new DeviceKey(new byte[32])).hasToString("00".repeat(32));
    assertThatThrownBy(() -> new DeviceKey(new byte[33])).hasMessageContaining("32 bytes, not 33");
    assertThatThrownBy(() -> new Signature(new byte[63])).hasMessageContaining("64 bytes, not 63");
    assertThatThrownBy(() -> SigningKey.ofSeed(new byte[31])).hasMessageContaining("32");
  }

  @Test
  void secretsAreNotShown() {
    byte[] seed = new byte[32];
    assertThat(SigningKey.ofSeed(seed).toString()).doesNotContain("00000000");
    assertThat(SealSecret.ofBytes(seed).toString()).doesNotContain("00000000");
    assertThat(RecoveryPhrase.ofEntropy(seed).toString()).doesNotContain("abandon");
  }
}
