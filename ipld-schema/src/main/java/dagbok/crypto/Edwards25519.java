package dagbok.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.jspecify.annotations.Nullable;

/**
 * A point of the curve in extended coordinates, as much of it as verifying takes. Immutable. For
 * public data only: its time depends on the values. The formulas of addition, in {@link
 * EdwardsSum}, are complete, so they hold for points of small order too.
 *
 * @see <a href="https://eprint.iacr.org/2008/522">Twisted Edwards curves revisited</a>
 */
final class Edwards25519 implements Multiples {
  private static final int BYTES = 32;

  /** Digits of a scalar below 2²⁵⁶ in signed form. */
  private static final int DIGITS = 257;

  /** Widths of the signed windows: the base point's multiples are computed once. */
  private static final int BASE_WIDTH = 7;

  private static final int POINT_WIDTH = 5;

  private static final int[] D =
      field("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");

  /** (p + 1) / 2. */
  private static final int[] HALF =
      field("3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7");

  /** The base point, B. */
  static final Edwards25519 BASE = base();

  private static final Addend[] BASE_MULTIPLES = BASE.oddMultiples(BASE_WIDTH);

  private final int[] x;
  private final int[] y;
  private final int[] z;
  private final int[] t;

  /** The point with these coordinates, x·y = z·t, which nobody changes from now on. */
  Edwards25519(int[] x, int[] y, int[] z, int[] t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  /** A point in the form in which it is added to others: (Y−X)/2, (Y+X)/2, dT and Z. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Addend(int[] minus, int[] plus, int[] dt, int[] z) {}

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

  @Override
  public Edwards25519 timesPlusBase(BigInteger n, BigInteger baseTimes) {
    byte[] digits = signedDigits(n, POINT_WIDTH);
    byte[] baseDigits = signedDigits(baseTimes, BASE_WIDTH);
    Addend[] multiples = oddMultiples(POINT_WIDTH);
    EdwardsSum sum = new EdwardsSum();
    for (int i = DIGITS - 1; i >= 0; i--) {
      sum.twice();
      plus(sum, multiples, digits[i]);
      plus(sum, BASE_MULTIPLES, baseDigits[i]);
    }
    return sum.toPoint();
  }

  /** Adds the odd multiple that a digit names: 0 none, 2i+1 the i-th, negative its negative. */
  private static void plus(EdwardsSum sum, Addend[] multiples, byte digit) {
    if (digit != 0) {
      sum.add(multiples[Math.abs(digit) / 2], digit < 0);
    }
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

  /** This point, to be added to others. */
  Addend addend() {
    return new Addend(product(difference(y, x), HALF), product(sum(y, x), HALF), product(t, D), z);
  }

  /** The same points with z = 1, for one inversion in all. */
  static Edwards25519[] affine(Edwards25519[] points) {
    int[][] before = new int[points.length][];
    int[] all = one();
    for (int i = 0; i < points.length; i++) {
      before[i] = all;
      all = product(all, points[i].z);
    }
    int[] inverse = X25519Field.create();
    X25519Field.invVar(all, inverse);
    Edwards25519[] affine = new Edwards25519[points.length];
    for (int i = points.length - 1; i >= 0; i--) {
      int[] own = product(inverse, before[i]);
      int[] x = product(points[i].x, own);
      int[] y = product(points[i].y, own);
      affine[i] = new Edwards25519(x, y, one(), product(x, y));
      inverse = product(inverse, points[i].z);
    }
    return affine;
  }

  private Addend[] oddMultiples(int width) {
    EdwardsSum sum = new EdwardsSum(this);
    sum.twice();
    Addend two = sum.toPoint().addend();
    sum = new EdwardsSum(this);
    Addend[] multiples = new Addend[1 << (width - 2)];
    for (int i = 0; i < multiples.length; i++) {
      multiples[i] = sum.toPoint().addend();
      sum.add(two, /* negative= */ false);
    }
    return multiples;
  }

  /** Copies the coordinates out. */
  void copyTo(int[] toX, int[] toY, int[] toZ, int[] toT) {
    X25519Field.copy(x, 0, toX, 0);
    X25519Field.copy(y, 0, toY, 0);
    X25519Field.copy(z, 0, toZ, 0);
    X25519Field.copy(t, 0, toT, 0);
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
