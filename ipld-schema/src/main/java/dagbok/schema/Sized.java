package dagbok.schema;

import dagbok.crypto.DeviceKey;
import dagbok.crypto.SealKey;
import dagbok.crypto.Signature;
import java.util.function.Function;

/** Byte strings of a fixed length, read strictly. */
final class Sized {
  private Sized() {}

  static Signature signature(byte[] bytes) {
    return read(Signature::new, bytes);
  }

  static DeviceKey deviceKey(byte[] bytes) {
    return read(DeviceKey::new, bytes);
  }

  static SealKey sealKey(byte[] bytes) {
    return read(SealKey::new, bytes);
  }

  static Salt salt(byte[] bytes) {
    return read(Salt::new, bytes);
  }

  static KeyHash keyHash(byte[] bytes) {
    return read(KeyHash::new, bytes);
  }

  private static <T> T read(Function<byte[], T> constructor, byte[] bytes) {
    try {
      return constructor.apply(bytes);
    } catch (IllegalArgumentException e) {
      throw new Misfit(String.valueOf(e.getMessage()), bytes.length + " bytes");
    }
  }
}
