package dagbok.codec;

import static dagbok.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.Vectors;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DagCborVectorsTest {
  static Stream<Arguments> valid() {
    return Vectors.of("dag-cbor-valid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void agreesWithOtherTools(String name, String hex, String json, String cid)
      throws DecodeException {
    Ipld value = DagCbor.decode(hex(hex));

    assertThat(hex(DagCbor.encode(value))).isEqualTo(hex);
    assertThat(DagJson.encode(value)).isEqualTo(json);
    assertThat(DagJson.decode(json)).isEqualTo(value);
    assertThat(Cid.of(Multicodec.DAG_CBOR, hex(hex))).hasToString(cid);
  }

  static Stream<Arguments> invalid() {
    return Vectors.of("dag-cbor-invalid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void refusesWhatIsNotCanonical(String name, String hex, String message, String js) {
    assertThatThrownBy(() -> DagCbor.decode(hex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("DAG-CBOR, byte ")
        .hasMessageContaining(message);
  }
}
