package dagbok.crypto;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@link ExactVerifier}'s rule, faster for keys that come again, as a profile has few keys and many
 * entries: keeps multiples of each, {@value #MAX_KEYS} keys at most and the least used forgotten
 * first.
 *
 * <p>It accepts what {@link ExactVerifier} accepts, since both ask the same question, in {@link
 * ExactVerifier#holds}, of the same point S·B − k·A, which each computes exactly. Nothing of this
 * depends on the order of A or R, so there are no keys or signatures to be set apart.
 */
final class KeepingVerifier implements Verifier {
  /** The most keys that are remembered: 7 MB. */
  static final int MAX_KEYS = 256;

  /** How often a key must come before multiples of it are worth their computing. */
  static final int MIN_USES = 4;

  private final Cache<DeviceKey, Kept> keys =
      CacheBuilder.newBuilder().maximumSize(MAX_KEYS).build();

  /** What is kept of one key. */
  private static final class Kept {
    private final Edwards25519 minusA;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile Multiples multiples;

    Kept(Edwards25519 minusA) {
      this.minusA = minusA;
      this.multiples = minusA;
    }

    /** The best there is; whoever comes when it is worth it makes better, and nobody waits. */
    Multiples multiples() {
      if (uses.get() < MIN_USES && uses.incrementAndGet() == MIN_USES) {
        multiples = Comb.of(minusA);
      }
      return multiples;
    }
  }

  @Override
  public boolean verify(DeviceKey key, byte[] message, Signature signature) {
    Kept kept = keys.getIfPresent(key);
    if (kept == null) {
      Edwards25519 minusA = ExactVerifier.minusA(key);
      if (minusA == null) {
        return false;
      }
      kept = new Kept(minusA);
      keys.put(key, kept);
    }
    return ExactVerifier.holds(kept.multiples(), key, message, signature);
  }

  /** How many keys are remembered. */
  long remembered() {
    keys.cleanUp();
    return keys.size();
  }
}
