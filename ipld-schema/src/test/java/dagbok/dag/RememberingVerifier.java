package dagbok.dag;

import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.crypto.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Verifies each signature once, for tests that offer the same entries again and again. */
final class RememberingVerifier implements Verifier {
  private final Verifier verifier;
  private final Map<List<Object>, Boolean> known = new ConcurrentHashMap<>();

  RememberingVerifier(Verifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public boolean verify(DeviceKey key, byte[] message, Signature signature) {
    List<Object> question = List.of(key, ByteBuffer.wrap(message), signature);
    return known.computeIfAbsent(question, q -> verifier.verify(key, message, signature));
  }
}
