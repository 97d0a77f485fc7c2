package dagbok.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Multiples of one point, computed once, that make multiplying it cheap. Immutable and thread-safe.
 *
 * <p>An odd number below 2ᵇ is the sum of ±2ⁱ over all i below b, the signs being the bits of its
 * half with the highest of b set. The places i lie on the teeth of so many combs, {@value #SPACING}
 * places apart; for each comb all sums of its teeth are in a table, of which the half with the
 * highest tooth positive is enough. An even number is one more, and the point taken away. Nothing
 * is reduced by the order of the base point, so points of any order are multiplied right.
 *
 * @see <a href="https://eprint.iacr.org/2012/309">Fast and compact elliptic-curve cryptography</a>
 */
final class Comb implements Multiples {
  /** Teeth of a small comb: 25 KB in all. */
  private static final int FEW_TEETH = 5;

  /** Teeth of a large one, and of that for the base point: 123 KB in all. */
  private static final int MANY_TEETH = 8;

  private static final int SPACING = 4;

  /** Numbers to multiply by have at most so many bits. */
  private static final int BITS = 253;

  private static final int LIMBS = 10;

  /** An addend in the table: (y−x)/2, (y+x)/2 and dxy. */
  private static final int ADDEND = 3 * LIMBS;

  private final int teeth;
  private final int combs;
  private final int[] table;
  private final Edwards25519.Addend point;

  private Comb(Edwards25519 point, int teeth) {
    this.teeth = teeth;
    this.combs = (BITS + teeth * SPACING - 1) / (teeth * SPACING);
    this.point = point.addend();
    Edwards25519[] sums = Edwards25519.affine(sums(point));
    this.table = new int[sums.length * ADDEND];
    for (int i = 0; i < sums.length; i++) {
      Edwards25519.Addend addend = sums[i].addend();
      X25519Field.copy(addend.minus(), 0, table, i * ADDEND);
      X25519Field.copy(addend.plus(), 0, table, i * ADDEND + LIMBS);
      X25519Field.copy(addend.dt(), 0, table, i * ADDEND + 2 * LIMBS);
    }
  }

  /** That of the base point, made when first asked for. */
  private static final class Base {
    static final Comb COMB = large(Edwards25519.BASE);
  }

  /** A comb of {@code point}. Making it takes as long as three verifications without. */
  static Comb small(Edwards25519 point) {
    return new Comb(point, FEW_TEETH);
  }

  /** A comb that saves a fifth more. Making it takes as long as twenty verifications without. */
  static Comb large(Edwards25519 point) {
    return new Comb(point, MANY_TEETH);
  }

  @Override
  public Edwards25519 timesPlusBase(BigInteger n, BigInteger baseTimes) {
    EdwardsSum sum = new EdwardsSum();
    Addition own = new Addition(sum, n);
    Addition base = Base.COMB.new Addition(sum, baseTimes);
    for (int place = SPACING - 1; place >= 0; place--) {
      sum.twice();
      own.add(place);
      base.add(place);
    }
    own.finish();
    base.finish();
    return sum.toPoint();
  }

  /** The bits of a number, lowest first. */
  private static long[] words(BigInteger n) {
    long[] words = new long[n.bitLength() / Long.SIZE + 1];
    for (int i = 0; i < words.length; i++) {
      words[i] = n.shiftRight(i * Long.SIZE).longValue();
    }
    return words;
  }

  /** A multiple of the point on its way into a sum. */
  private final class Addition {
    private final EdwardsSum sum;
    private final boolean even;
    private final long[] signs;
    private final int[] minus = X25519Field.create();
    private final int[] plus = X25519Field.create();
    private final int[] dt = X25519Field.create();

    Addition(EdwardsSum sum, BigInteger n) {
      this.sum = sum;
      this.even = !n.testBit(0);
      this.signs = words(n.shiftRight(1).setBit(combs * teeth * SPACING - 1));
    }

    /** Adds what the combs, moved by {@code place}, pick. */
    void add(int place) {
      for (int comb = 0; comb < combs; comb++) {
        int picked = 0;
        for (int tooth = teeth - 1; tooth >= 0; tooth--) {
          int bit = (comb * teeth + tooth) * SPACING + place;
          picked = picked << 1 | (int) (signs[bit / Long.SIZE] >>> bit & 1);
        }
        int half = 1 << (teeth - 1);
        boolean negative = picked < half;
        int at = (comb * half + ((negative ? ~picked : picked) & (half - 1))) * ADDEND;
        X25519Field.copy(table, at, minus, 0);
        X25519Field.copy(table, at + LIMBS, plus, 0);
        X25519Field.copy(table, at + 2 * LIMBS, dt, 0);
        sum.addAffine(minus, plus, dt, negative);
      }
    }

    void finish() {
      if (even) {
        sum.add(point, /* negative= */ true);
      }
    }
  }

  /**
   * For each comb the sums of its teeth, the highest positive, the signs of the others counting up.
   */
  private Edwards25519[] sums(Edwards25519 point) {
    int half = 1 << (teeth - 1);
    Edwards25519[] sums = new Edwards25519[combs * half];
    EdwardsSum power = new EdwardsSum(point);
    for (int comb = 0; comb < combs; comb++) {
      Edwards25519.Addend[] ones = new Edwards25519.Addend[teeth];
      Edwards25519.Addend[] twos = new Edwards25519.Addend[teeth];
      for (int tooth = 0; tooth < teeth; tooth++) {
        ones[tooth] = power.toPoint().addend();
        power.twice();
        twos[tooth] = power.toPoint().addend();
        for (int i = 1; i < SPACING; i++) {
          power.twice();
        }
      }
      EdwardsSum sum = new EdwardsSum();
      for (int tooth = 0; tooth < teeth; tooth++) {
        sum.add(ones[tooth], /* negative= */ tooth < teeth - 1);
      }
      sums[comb * half] = sum.toPoint();
      for (int i = 1; i < half; i++) {
        EdwardsSum more = new EdwardsSum(sums[comb * half + (i & (i - 1))]);
        more.add(twos[Integer.numberOfTrailingZeros(i)], /* negative= */ false);
        sums[comb * half + i] = more.toPoint();
      }
    }
    return sums;
  }
}
