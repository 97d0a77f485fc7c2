package dagbok.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.RandomIpld;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecPropertiesTest {
  private static final int VALUES = 2_000;
  private static final int FLIPS_EACH = 50;

  @Test
  void everyValueSurvivesDagCbor() throws DecodeException {
    RandomIpld random = new RandomIpld(1);
    for (int i = 0; i < VALUES; i++) {
      Ipld value = random.next();
      byte[] bytes = DagCbor.encode(value);

      Ipld decoded = DagCbor.decode(bytes);
      assertThat(decoded).isEqualTo(value);
      assertThat(DagCbor.encode(decoded)).isEqualTo(bytes);
    }
  }

  @Test
  void everyValueSurvivesDagJson() throws DecodeException {
    RandomIpld random = new RandomIpld(2);
    for (int i = 0; i < VALUES; i++) {
      Ipld value = random.next();
      String text = DagJson.encode(value);

      assertThat(DagJson.decode(text)).isEqualTo(value);
      assertThat(DagJson.encode(DagJson.decode(text))).isEqualTo(text);
    }
  }

  @Test
  void changedBytesAreRefusedOrCanonical() {
    RandomIpld values = new RandomIpld(3);
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < VALUES; i++) {
      byte[] bytes = DagCbor.encode(values.next());
      for (int j = 0; j < FLIPS_EACH; j++) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        refused += isRefusedElseCanonical(changed) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(VALUES, VALUES * FLIPS_EACH);
  }

  @Test
  void randomBytesAreRefusedOrCanonical() {
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      isRefusedElseCanonical(bytes);
    }
  }

  @Test
  void everyBeginningOfAValueIsRefused() {
    RandomIpld random = new RandomIpld(5);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = DagCbor.encode(random.next());
      for (int length = 0; length < bytes.length; length++) {
        assertThat(isRefusedElseCanonical(Arrays.copyOf(bytes, length))).isTrue();
      }
    }
  }

  @Test
  void changedTextIsRefusedOrMeansOneThing() throws DecodeException {
    RandomIpld values = new RandomIpld(6);
    Random random = new Random(6);
    for (int i = 0; i < VALUES; i++) {
      StringBuilder text = new StringBuilder(DagJson.encode(values.next()));
      for (int j = 0; j < 10; j++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x80));
        assertRefusedOrSurvives(text.toString());
      }
    }
  }

  private static boolean isRefusedElseCanonical(byte[] bytes) {
    try {
      assertThat(DagCbor.encode(DagCbor.decode(bytes))).isEqualTo(bytes);
      return false;
    } catch (DecodeException e) {
      assertThat(e).hasMessageStartingWith("DAG-CBOR, byte ");
      return true;
    }
  }

  private static void assertRefusedOrSurvives(String text) throws DecodeException {
    Ipld value;
    try {
      value = DagJson.decode(text);
    } catch (DecodeException e) {
      assertThat(e).hasMessageStartingWith("DAG-JSON, character ");
      return;
    }
    assertThat(DagJson.decode(DagJson.encode(value))).isEqualTo(value);
  }
}
