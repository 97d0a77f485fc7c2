package dagbok.cid;

import static dagbok.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.RandomIpld;
import dagbok.Vectors;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CidTest {
  private static final String EMPTY = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  static Stream<Arguments> data() {
    return Vectors.of("cid-of-data.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("data")
  void hashesDataAndWritesItInEveryBase(
      String name,
      String codec,
      String data,
      String binary,
      String base16,
      String base32,
      String base36,
      String base58btc,
      String base64url) {
    Multicodec multicodec = Multicodec.valueOf(codec.toUpperCase(Locale.ROOT).replace('-', '_'));
    Cid cid = Cid.of(multicodec, hex(data));

    assertThat(hex(cid.toBytes())).isEqualTo(binary);
    assertThat(cid.codec().label()).isEqualTo(codec);
    assertThat(Stream.of(Multibase.values()).map(cid::toString))
        .containsExactly(base16, base32, base36, base58btc, base64url);
    assertThat(Stream.of(base16, base32, base36, base58btc, base64url).map(Cid::parse))
        .containsOnly(cid);
    assertThat(Cid.ofBytes(hex(binary))).isEqualTo(cid).hasSameHashCodeAs(cid);
    assertThat(cid.matches(hex(data))).isTrue();
  }

  static Stream<Arguments> texts() {
    return Vectors.of("cid-text-valid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void readsOtherFormsOfText(String name, String text, String cid) {
    assertThat(Cid.parse(text)).hasToString(cid);
  }

  static Stream<Arguments> malformed() {
    return Vectors.of("cid-text-invalid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refusesMalformedText(String name, String text, String message, String js) {
    assertThatThrownBy(() -> Cid.parse(text))
        .isInstanceOf(CidFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void everyRandomCidSurvivesTextInEveryBase() {
    RandomIpld random = new RandomIpld(1);
    for (int i = 0; i < 300; i++) {
      Cid cid = random.nextCid();
      for (Multibase base : Multibase.values()) {
        assertThat(Cid.parse(cid.toString(base))).isEqualTo(cid);
      }
      assertThat(Cid.ofBytes(cid.toBytes())).isEqualTo(cid);
    }
  }

  @Test
  void changedTextNamesAnotherCidOrNone() {
    Random random = new Random(2);
    Cid cid = Cid.parse(EMPTY);
    for (Multibase base : Multibase.values()) {
      for (int i = 0; i < 300; i++) {
        char[] text = cid.toString(base).toCharArray();
        int at = 1 + random.nextInt(text.length - 1);
        char before = text[at];
        text[at] = (char) (' ' + random.nextInt(95));
        if (text[at] == before) {
          continue;
        }
        assertNamesAnotherOrNone(cid, new String(text).strip());
      }
    }
  }

  private static void assertNamesAnotherOrNone(Cid cid, String text) {
    try {
      assertThat(Cid.parse(text)).isNotEqualTo(cid);
    } catch (CidFormatException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }

  @Test
  void readsOneCidOutOfMany() {
    Cid cid = Cid.parse(EMPTY);
    byte[] behind = Arrays.copyOf(cid.toBytes(), Cid.BYTES + 5);
    byte[] within = new byte[Cid.BYTES + 9];
    System.arraycopy(cid.toBytes(), 0, within, 3, Cid.BYTES);

    assertThat(Cid.read(behind, 0)).isEqualTo(new Cid.Read(cid, Cid.BYTES));
    assertThat(Cid.read(within, 3)).isEqualTo(new Cid.Read(cid, Cid.BYTES + 3));
    assertThatThrownBy(() -> Cid.read(cid.toBytes(), 1)).isInstanceOf(CidFormatException.class);
  }

  @Test
  void readsVersion0AsTheVersion1ThatNamesTheSame() {
    Cid pb = Cid.parse(EMPTY).withCodec(Multicodec.DAG_PB);
    byte[] version0 = Arrays.copyOfRange(pb.toBytes(), 2, Cid.BYTES);

    assertThat(Cid.read(version0, 0)).isEqualTo(new Cid.Read(pb, 34));
    assertThatThrownBy(() -> Cid.read(Arrays.copyOf(version0, 33), 0))
        .isInstanceOf(CidFormatException.class);
  }

  @Test
  void isOrderedByUnsignedBytes() {
    byte[] low = new byte[32];
    byte[] high = new byte[32];
    low[0] = 0x7f;
    high[0] = (byte) 0x80;

    assertThat(Cid.ofDigest(Multicodec.RAW, low))
        .isLessThan(Cid.ofDigest(Multicodec.RAW, high))
        .isLessThan(Cid.ofDigest(Multicodec.DAG_PB, low));
  }

  @Test
  void isNotChangedByChangingWhatItGave() {
    Cid cid = Cid.parse(EMPTY);
    cid.toBytes()[0] = 9;
    cid.digest()[0] = 9;

    assertThat(cid).hasToString(EMPTY);
  }

  @Test
  void varintsSurviveAndAreMinimal() {
    for (long value : new long[] {0, 1, 127, 128, 16383, 16384, 1L << 35, Long.MAX_VALUE}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Varint.write(out, value);

      assertThat(Varint.read(out.toByteArray(), 0)).isEqualTo(new Varint.Read(value, out.size()));
    }
    assertThatThrownBy(() -> Varint.read(hex("8000"), 0)).hasMessage("varint is not minimal");
    assertThatThrownBy(() -> Varint.write(new ByteArrayOutputStream(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
