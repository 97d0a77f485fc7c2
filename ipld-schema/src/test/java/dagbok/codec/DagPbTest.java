package dagbok.codec;

import static dagbok.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.Vectors;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DagPbTest {
  static Stream<Arguments> valid() {
    return Vectors.of("dag-pb-valid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void agreesWithOtherTools(String name, String hex, String json) throws DecodeException {
    assertThat(DagJson.encode(DagPb.decode(hex(hex)))).isEqualTo(json);
  }

  static Stream<Arguments> invalid() {
    return Vectors.of("dag-pb-invalid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void refusesWhatIsMalformed(String name, String hex, String message, String js) {
    assertThatThrownBy(() -> DagPb.decode(hex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("DAG-PB, byte ")
        .hasMessageContaining(message);
  }

  @Test
  void randomBytesAreRefusedOrDecoded() {
    Random random = new Random(1);
    int[] likely = {0x0a, 0x12, 0x18, 0x00, 0x01, 0x02, 0x24, 0x80};
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = random.nextBoolean() ? bytes[j] : (byte) likely[random.nextInt(likely.length)];
      }
      try {
        assertThat(DagPb.decode(bytes)).isInstanceOf(Ipld.Struct.class);
      } catch (DecodeException e) {
        assertThat(e).hasMessageStartingWith("DAG-PB, byte ");
      }
    }
  }
}
