package dagbok.crypto;

import java.math.BigInteger;
import java.util.Set;

/** What is checked in front of any verifier: encodings, and keys of small order. */
final class Canonical {
  /** The order of the base point. */
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger MINUS_ONE = PRIME.subtract(BigInteger.ONE);

  /** The y of the points of order 8: plus and minus this. */
  private static final BigInteger Y_OF_ORDER_8 =
      new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

  private static final Set<BigInteger> SMALL_ORDER_Y =
      Set.of(
          BigInteger.ONE, MINUS_ONE, BigInteger.ZERO, Y_OF_ORDER_8, PRIME.subtract(Y_OF_ORDER_8));

  private static final int POINT_BYTES = 32;
  private static final int SIGN = 0x80;

  private Canonical() {}

  /** Whether 32 bytes from {@code offset} are the one encoding of their y and sign. */
  static boolean isPoint(byte[] bytes, int offset) {
    BigInteger y = y(bytes, offset);
    if (y.compareTo(PRIME) >= 0) {
      return false;
    }
    boolean zeroX = y.equals(BigInteger.ONE) || y.equals(MINUS_ONE);
    boolean sign = (bytes[offset + POINT_BYTES - 1] & SIGN) != 0;
    return !(zeroX && sign);
  }

  /** Whether canonical bytes encode a point of order 1, 2, 4 or 8. */
  static boolean isSmallOrder(byte[] bytes) {
    return SMALL_ORDER_Y.contains(y(bytes, 0));
  }

  /** The little-endian number of 32 bytes. */
  static BigInteger number(byte[] bytes, int offset) {
    byte[] reversed = new byte[POINT_BYTES];
    for (int i = 0; i < POINT_BYTES; i++) {
      reversed[i] = bytes[offset + POINT_BYTES - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static BigInteger y(byte[] bytes, int offset) {
    return number(bytes, offset).clearBit(255);
  }
}
