package dagbok.crypto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.util.Arrays;

/** Phrases as people type them, and signatures as strangers make them. */
class CryptoFuzzTest {
  @FuzzTest
  void phrase(byte[] data) {
    RecoveryPhrase phrase;
    try {
      phrase = RecoveryPhrase.parse(Texts.anything(data));
    } catch (IllegalArgumentException e) {
      return;
    }
    Check.same(
        RecoveryPhrase.ofEntropy(phrase.entropy()).words(), phrase.words(), "words of the entropy");
  }

  /** A key, a signature and a message, in this order. The verifier never throws. */
  @FuzzTest
  void signature(byte[] data) {
    int start = DeviceKey.BYTES + Signature.BYTES;
    byte[] padded = Arrays.copyOf(data, Math.max(data.length, start));
    DeviceKey key = new DeviceKey(Arrays.copyOf(padded, DeviceKey.BYTES));
    Signature sig = new Signature(Arrays.copyOfRange(padded, DeviceKey.BYTES, start));
    byte[] message = Arrays.copyOfRange(padded, start, padded.length);
    if (Verifier.ed25519().verify(key, message, sig)) {
      byte[] other = Arrays.copyOf(message, message.length + 1);
      Check.that(!Verifier.ed25519().verify(key, other, sig), "one signature, two messages");
    }
  }
}
