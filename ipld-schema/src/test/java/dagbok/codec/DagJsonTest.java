package dagbok.codec;

import static dagbok.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DagJsonTest {
  private static final String EMPTY = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  static Stream<Arguments> valid() {
    return Vectors.of("dag-json-valid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void readsWhatIsNotCanonicalAndWritesWhatIs(
      String name, String text, String canonical, String cbor) throws DecodeException {
    Ipld value = DagJson.decode(text);

    assertThat(DagJson.encode(value)).isEqualTo(canonical);
    assertThat(hex(DagCbor.encode(value))).isEqualTo(cbor);
  }

  static Stream<Arguments> invalid() {
    return Vectors.of("dag-json-invalid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void refusesWhatIsMalformed(String name, String text, String message, String js) {
    assertThatThrownBy(() -> DagJson.decode(text))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("DAG-JSON, character ")
        .hasMessageContaining(message);
  }

  @Test
  void doesNotEncodeMapsThatWouldReadAsSomethingElse() {
    Ipld link = Ipld.map(Map.of("/", Ipld.of("hello")));
    Ipld bytes = Ipld.map(Map.of("/", Ipld.map(Map.of("bytes", Ipld.of("AQI"), "c", Ipld.NULL))));

    for (Ipld value : List.of(link, bytes)) {
      assertThatThrownBy(() -> DagJson.encode(value)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesToEncodeWhatHasNoForm() {
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> DagJson.encode(new Ipld.Real(value)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> DagJson.encode(Ipld.of("\udcd4")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void linksAndBytesCountNothingInDepth() throws DecodeException {
    String bytes = "[".repeat(64) + "{\"/\":{\"bytes\":\"AQI\"}}" + "]".repeat(64);
    String link = "[".repeat(64) + "{\"/\":\"" + EMPTY + "\"}" + "]".repeat(64);

    assertThat(DagJson.encode(DagJson.decode(bytes))).isEqualTo(bytes);
    assertThat(DagJson.encode(DagJson.decode(link))).isEqualTo(link);
  }

  @Test
  void writesFloatsSoThatTheyReadBackTheSame() throws DecodeException {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        Ipld real = new Ipld.Real(value);
        assertThat(DagJson.decode(DagJson.encode(real))).isEqualTo(real);
      }
    }
  }
}
