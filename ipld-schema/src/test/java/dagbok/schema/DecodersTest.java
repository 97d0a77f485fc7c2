package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a decoder takes exactly what it would write, or refuses them. */
class DecodersTest {
  private static final int ROUNDS = 3000;

  /** Decodes and encodes again. */
  private interface RoundTrip {
    byte[] apply(byte[] bytes) throws SchemaException;
  }

  private static final Map<String, RoundTrip> DECODERS =
      Map.of(
          "entry", bytes -> Entry.decode(bytes).encode(),
          "payload", bytes -> Payload.decode(bytes).encode(),
          "node", bytes -> Node.decode(bytes).encode(),
          "head", bytes -> Head.decode(bytes).encode(),
          "snapshot", bytes -> Snapshot.decode(bytes).encode(),
          "pack", bytes -> Pack.decode(bytes).encode(),
          "message", bytes -> Message.decode(bytes).encode());

  private static List<byte[]> samples() {
    Payload payload = Samples.payload(List.of(Samples.fullContent()), Samples.fullPost().toBody());
    Payload grant =
        new Control.Grant(Samples.KEY, Samples.SEAL, Samples.SIG).toPayload(Samples.SALT, 1);
    return List.of(
        Samples.entry(Samples.cids(3)).encode(),
        Samples.rootEntry().encode(),
        payload.encode(),
        grant.encode(),
        Node.of(Samples.PROFILE, Samples.cids(2), Samples.cid(1)).encode(),
        Samples.head(true).encode(),
        new Snapshot(Samples.PROFILE, List.of(Samples.packRef(1), Samples.packRef(2))).encode(),
        Samples.pack().encode(),
        Samples.announcement().encode(),
        Samples.query().encode(),
        Samples.reply().encode(),
        Samples.discover(List.of("x")).encode());
  }

  @Test
  void changedBytesAreTakenOnlyIfTheyAreWhatWouldBeWritten() {
    List<byte[]> samples = samples();
    int taken = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = changed(samples.get(random.nextInt(samples.size())), random);
      for (Map.Entry<String, RoundTrip> decoder : DECODERS.entrySet()) {
        taken += isTaken(decoder, bytes, seed) ? 1 : 0;
      }
    }
    assertThat(taken).isBetween(ROUNDS / 10, ROUNDS);
  }

  private static boolean isTaken(Map.Entry<String, RoundTrip> decoder, byte[] bytes, int seed) {
    try {
      assertThat(Arrays.equals(decoder.getValue().apply(bytes), bytes))
          .as("%s of seed %d comes back", decoder.getKey(), seed)
          .isTrue();
      return true;
    } catch (SchemaException e) {
      assertThat(e.expected()).isNotEmpty();
      assertThat(e.found()).isNotEmpty();
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(decoder.getKey() + " of seed " + seed + " threw", e);
    }
  }

  /** Some bits flipped, bytes inserted or taken away, or parts swapped with another sample. */
  private static byte[] changed(byte[] sample, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : sample) {
      bytes.add(b);
    }
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.size());
      switch (random.nextInt(4)) {
        case 0 -> bytes.add(at, (byte) random.nextInt());
        case 1 -> bytes.remove(at);
        case 2 -> bytes.set(at, (byte) random.nextInt());
        default -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
      }
    }
    byte[] result = new byte[bytes.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = bytes.get(i);
    }
    return result;
  }
}
