package dagbok.dag;

import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Real keys, and signatures that are made and checked once, since inputs mostly begin alike. */
final class Signing {
  private static final int MAX_REMEMBERED = 20_000;
  private static final Map<List<Object>, Object> KNOWN =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Object> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private Signing() {}

  static SigningKey key(int number) {
    return SigningKey.ofSeed(ByteBuffer.allocate(SigningKey.SEED_BYTES).putInt(number).array());
  }

  /** The verifier, asked once for each question. */
  static Verifier verifier() {
    Verifier verifier = Verifier.ed25519();
    return (DeviceKey key, byte[] message, Signature signature) ->
        remembered(
            List.of(key, ByteBuffer.wrap(message), signature),
            () -> verifier.verify(key, message, signature));
  }

  /** {@code make}, or what it gave for the same question. */
  @SuppressWarnings("unchecked") // a question always has answers of one type
  static <T> T remembered(List<Object> question, Supplier<T> make) {
    Object known = KNOWN.get(question);
    if (known == null) {
      known = make.get();
      KNOWN.put(question, known);
    }
    return (T) known;
  }
}
