package dagbok.crypto;

import java.math.BigInteger;

/** A point that can be multiplied: as it is, or with multiples of it that were computed before. */
interface Multiples {
  /**
   * {@code n} times the point plus {@code baseTimes} times the base point, exactly: neither is
   * reduced by the order of the base point, which may not be the point's. Both below 2²⁵³.
   */
  Edwards25519 timesPlusBase(BigInteger n, BigInteger baseTimes);
}
