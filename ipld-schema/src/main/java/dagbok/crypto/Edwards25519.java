package dagbok.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.jspecify.annotations.Nullable;

/**
 * A point of the curve in extended coordinates, as much of it as verifying takes. For public data
 * only: its time depends on the values. The formulas of addition are complete, so they hold for
 * points of small order too.
 *
 * @see <a href="https://eprint.iacr.org/2008/522">Twisted Edwards curves revisited</a>
 */
final class Edwards25519 {
  private static final int BYTES = 32;

  /** Digits of a scalar below 2²⁵⁶ in signed form. */
  private static final int DIGITS = 257;

  /** Widths of the signed windows: the base point's multiples are computed once. */
  private static final int BASE_WIDTH = 7;

  private static final int POINT_WIDTH = 5;

  private static final int[] D =
      field("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");
  private static final int[] TWICE_D = sum(D, D);

  private static final Addend[] BASE_MULTIPLES = base().oddMultiples(BASE_WIDTH);

  private final int[] x;
  private final int[] y;
  private final int[] z;
  private final int[] t;

  private Edwards25519(int[] x, int[] y, int[] z, int[] t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  /** A point in the form in which it is added to others: Y−X, Y+X, 2dT and 2Z. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Addend(int[] minus, int[] plus, int[] t2d, int[] z2) {
    Addend negated() {
      return new Addend(/* minus= */ plus, /* plus= */ minus, negative(t2d), z2);
    }
  }

  /** The point that 32 bytes encode, or null if they encode none. */
  static @Nullable Edwards25519 decode(byte[] encoded) {
    boolean odd = (encoded[BYTES - 1] & 0x80) != 0;
    byte[] bare = encoded.clone();
    bare[BYTES - 1] &= 0x7f;
    int[] y = X25519Field.create();
    X25519Field.decode255(bare, y);
    int[] square = product(y, y);
    int[] above = X25519Field.create();
    X25519Field.copy(square, 0, above, 0);
    X25519Field.subOne(above);
    int[] below = product(square, D);
    X25519Field.addOne(below);
    int[] x = X25519Field.create();
    if (!X25519Field.sqrtRatioVar(above, below, x)) {
      return null;
    }
    X25519Field.normalize(x);
    if ((x[0] & 1) != (odd ? 1 : 0)) {
      X25519Field.negate(x, x);
      X25519Field.normalize(x);
    }
    return new Edwards25519(x, y, one(), product(x, y));
  }

  Edwards25519 negated() {
    return new Edwards25519(negative(x), y, z, negative(t));
  }

  /** {@code n} times this point plus {@code baseTimes} times the base point; both below 2²⁵⁶. */
  Edwards25519 timesPlusBase(BigInteger n, BigInteger baseTimes) {
    byte[] digits = signedDigits(n, POINT_WIDTH);
    byte[] baseDigits = signedDigits(baseTimes, BASE_WIDTH);
    Addend[] multiples = oddMultiples(POINT_WIDTH);
    Edwards25519 total = neutral();
    for (int i = DIGITS - 1; i >= 0; i--) {
      total = total.twice().plus(multiples, digits[i]).plus(BASE_MULTIPLES, baseDigits[i]);
    }
    return total;
  }

  /** The canonical 32 bytes. */
  byte[] encode() {
    int[] inverse = X25519Field.create();
    X25519Field.invVar(z, inverse);
    int[] affineX = product(x, inverse);
    int[] affineY = product(y, inverse);
    X25519Field.normalize(affineX);
    X25519Field.normalize(affineY);
    byte[] encoded = new byte[BYTES];
    X25519Field.encode(affineY, encoded);
    encoded[BYTES - 1] |= (byte) ((affineX[0] & 1) << 7);
    return encoded;
  }

  private Edwards25519 twice() {
    int[] a = product(x, x);
    int[] b = product(y, y);
    int[] zz = product(z, z);
    int[] h = sum(a, b);
    int[] xy = sum(x, y);
    int[] e = difference(h, product(xy, xy));
    int[] g = difference(a, b);
    int[] f = sum(sum(zz, zz), g);
    return new Edwards25519(product(e, f), product(g, h), product(f, g), product(e, h));
  }

  /** Plus the odd multiple that a digit names: 0 none, 2i+1 the i-th, negative its negative. */
  private Edwards25519 plus(Addend[] multiples, byte digit) {
    if (digit == 0) {
      return this;
    }
    Addend addend = multiples[Math.abs(digit) / 2];
    return plus(digit > 0 ? addend : addend.negated());
  }

  private Edwards25519 plus(Addend other) {
    int[] a = product(difference(y, x), other.minus);
    int[] b = product(sum(y, x), other.plus);
    int[] c = product(t, other.t2d);
    int[] d = product(z, other.z2);
    int[] e = difference(b, a);
    int[] f = difference(d, c);
    int[] g = sum(d, c);
    int[] h = sum(b, a);
    return new Edwards25519(product(e, f), product(g, h), product(f, g), product(e, h));
  }

  private Addend addend() {
    return new Addend(difference(y, x), sum(y, x), product(t, TWICE_D), sum(z, z));
  }

  private Addend[] oddMultiples(int width) {
    Addend[] multiples = new Addend[1 << (width - 2)];
    Addend two = twice().addend();
    Edwards25519 point = this;
    for (int i = 0; i < multiples.length; i++) {
      multiples[i] = point.addend();
      point = point.plus(two);
    }
    return multiples;
  }

  /** {@code n} as digits that are 0 or odd and less than 2^(width−1), lowest first. */
  private static byte[] signedDigits(BigInteger n, int width) {
    byte[] digits = new byte[DIGITS];
    int window = 1 << width;
    boolean carry = false;
    int i = 0;
    while (i < DIGITS) {
      if (n.testBit(i) == carry) {
        i++;
        continue;
      }
      int word = carry ? 1 : 0;
      for (int bit = 0; bit < width; bit++) {
        word += n.testBit(i + bit) ? 1 << bit : 0;
      }
      carry = word >= window / 2;
      digits[i] = (byte) (carry ? word - window : word);
      i += width;
    }
    return digits;
  }

  private static Edwards25519 neutral() {
    return new Edwards25519(X25519Field.create(), one(), one(), X25519Field.create());
  }

  private static Edwards25519 base() {
    byte[] encoded = new byte[BYTES];
    Arrays.fill(encoded, (byte) 0x66);
    encoded[0] = 0x58;
    Edwards25519 base = decode(encoded);
    if (base == null) {
      throw new IllegalStateException("the base point is no point");
    }
    return base;
  }

  private static int[] one() {
    int[] result = X25519Field.create();
    X25519Field.one(result);
    return result;
  }

  private static int[] field(String hex) {
    byte[] bigEndian = new BigInteger(hex, 16).toByteArray();
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    int[] result = X25519Field.create();
    X25519Field.decode255(bytes, result);
    return result;
  }

  private static int[] product(int[] a, int[] b) {
    int[] result = X25519Field.create();
    X25519Field.mul(a, b, result);
    return result;
  }

  private static int[] sum(int[] a, int[] b) {
    int[] result = X25519Field.create();
    X25519Field.add(a, b, result);
    X25519Field.carry(result);
    return result;
  }

  private static int[] difference(int[] a, int[] b) {
    int[] result = X25519Field.create();
    X25519Field.sub(a, b, result);
    X25519Field.carry(result);
    return result;
  }

  private static int[] negative(int[] a) {
    int[] result = X25519Field.create();
    X25519Field.negate(a, result);
    return result;
  }
}
