package dagbok.crypto;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@link ExactVerifier}'s rule, faster for keys that come again, as a profile has few keys and many
 * entries: keeps multiples of each, {@value #MAX_KEYS} keys at most and the least used forgotten
 * first; more of the {@value #MAX_LARGE} that come most.
 *
 * <p>It accepts what {@link ExactVerifier} accepts, since both ask the same question, in {@link
 * ExactVerifier#holds}, of the same point S·B − k·A, which each computes exactly. Nothing of this
 * depends on the order of A or R, so there are no keys or signatures to be set apart.
 */
final class KeepingVerifier implements Verifier {
  /** The most keys that are remembered: 7 MB. */
  static final int MAX_KEYS = 256;

  /** The most keys of which many multiples are kept: 4 MB more. */
  static final int MAX_LARGE = 32;

  /** How often a key must come before multiples of it are worth their computing. */
  static final int MIN_USES = 4;

  /** The same of many multiples. */
  private static final int MANY_USES = 1_024;

  private final int manyUses;

  private final Cache<DeviceKey, Kept> keys =
      CacheBuilder.newBuilder().maximumSize(MAX_KEYS).build();

  /** Those that have come often. */
  private final Cache<DeviceKey, Kept> large =
      CacheBuilder.newBuilder()
          .maximumSize(MAX_LARGE)
          .removalListener((RemovalNotification<DeviceKey, Kept> gone) -> forget(gone.getValue()))
          .build();

  KeepingVerifier() {
    this(MANY_USES);
  }

  /** The same where many multiples are worth it sooner or later. */
  KeepingVerifier(int manyUses) {
    this.manyUses = manyUses;
  }

  /** What is kept of one key. */
  private static final class Kept {
    private final Edwards25519 minusA;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile Multiples multiples;

    Kept(Edwards25519 minusA) {
      this.minusA = minusA;
      this.multiples = minusA;
    }

    /** Whether it has come so often just now; nobody else is told so. */
    boolean isWorthMany(int manyUses) {
      int before = uses.get() < manyUses ? uses.getAndIncrement() : manyUses;
      if (before == MIN_USES - 1) {
        multiples = Comb.small(minusA);
      }
      return before == manyUses - 1;
    }

    void keepMany() {
      multiples = Comb.large(minusA);
    }

    void forget() {
      multiples = minusA;
      uses.set(0);
    }
  }

  private static void forget(@Nullable Kept gone) {
    if (gone != null) {
      gone.forget();
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
    if (kept.isWorthMany(manyUses)) { // nobody else waits
      kept.keepMany();
      large.put(key, kept);
    }
    return ExactVerifier.holds(kept.multiples, key, message, signature);
  }

  /** How many keys are remembered. */
  long remembered() {
    keys.cleanUp();
    return keys.size();
  }
}
