package dagbok.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * A point that is doubled and added to in place, so that a multiplication makes no garbage. Not
 * thread-safe.
 *
 * <p>Coordinates are products, whose limbs BouncyCastle's multiplication leaves small; the sum of
 * two such may be multiplied as it is, sums of more are carried first.
 */
final class EdwardsSum {
  private final int[] x = X25519Field.create();
  private final int[] y = X25519Field.create();
  private final int[] z = X25519Field.create();

  /** T is u·v, which doubling does not need. */
  private final int[] u = X25519Field.create();

  private final int[] v = X25519Field.create();

  private final int[] a = X25519Field.create();
  private final int[] b = X25519Field.create();
  private final int[] c = X25519Field.create();
  private final int[] d = X25519Field.create();
  private final int[] f = X25519Field.create();
  private final int[] g = X25519Field.create();

  /** The neutral point. */
  EdwardsSum() {
    X25519Field.one(y);
    X25519Field.one(z);
    X25519Field.one(v);
  }

  /** {@code point}. */
  EdwardsSum(Edwards25519 point) {
    point.copyTo(x, y, z, u);
    X25519Field.one(v);
  }

  /** Doubles this. */
  void twice() {
    X25519Field.sqr(x, a);
    X25519Field.sqr(y, b);
    X25519Field.sqr(z, c);
    X25519Field.add(x, y, d);
    X25519Field.sqr(d, d);
    X25519Field.apm(a, b, v, g); // H and G
    X25519Field.sub(v, d, u); // E
    X25519Field.carry(u);
    X25519Field.add(c, c, c);
    X25519Field.add(c, g, f);
    X25519Field.carry(f);
    finish();
  }

  /** Adds {@code addend}, or takes it away if {@code negative}. */
  void add(Edwards25519.Addend addend, boolean negative) {
    X25519Field.mul(z, addend.z(), z);
    addAffine(addend.minus(), addend.plus(), addend.dt(), negative);
  }

  /** As {@link #add}, of an addend whose z is 1. */
  void addAffine(int[] minus, int[] plus, int[] dt, boolean negative) {
    X25519Field.apm(y, x, b, a);
    X25519Field.mul(a, negative ? plus : minus, a);
    X25519Field.mul(b, negative ? minus : plus, b);
    X25519Field.mul(u, v, c);
    X25519Field.mul(c, dt, c);
    X25519Field.apm(b, a, v, u); // H and E
    if (negative) {
      X25519Field.apm(z, c, f, g);
    } else {
      X25519Field.apm(z, c, g, f);
    }
    finish();
  }

  private void finish() {
    X25519Field.mul(u, f, x);
    X25519Field.mul(g, v, y);
    X25519Field.mul(f, g, z);
  }

  /** What this is now. */
  Edwards25519 toPoint() {
    int[] t = X25519Field.create();
    X25519Field.mul(u, v, t);
    return new Edwards25519(x.clone(), y.clone(), z.clone(), t);
  }
}
