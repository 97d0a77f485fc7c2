package dagbok.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That remembering keys changes no verdict: the plain verifier is the reference. */
class KeepingVerifierTest {
  private static final long SEED = 25519;
  private static final BigInteger ORDER = Canonical.ORDER;
  private static final BigInteger EIGHT = BigInteger.valueOf(8);

  /** All points of small order, the i-th being i times the first of order 8. */
  private static final Edwards25519[] TORSION = torsion();

  private final Random random = new Random(SEED);
  private final Verifier plain = new ExactVerifier();
  private final Verifier keeping = new KeepingVerifier(3 * KeepingVerifier.MIN_USES);

  @Test
  void judgesPointsWithAnyTorsionByTheRule() {
    int accepted = 0;
    int cases = 0;
    for (int i = 0; i < 8; i++) {
      BigInteger a = scalar();
      DeviceKey key = key(plus(times(a), TORSION[i]));
      for (int j = 0; j < 8; j++) {
        for (int n = 0; n < 16; n++) {
          byte[] message = bytes(random.nextInt(100));
          BigInteger r = scalar();
          byte[] encodedR = plus(times(r), TORSION[j]).encode();
          BigInteger k = challenge(encodedR, key, message);
          Signature signature = signature(encodedR, r.add(k.multiply(a)).mod(ORDER));
          boolean cancels =
              k.multiply(BigInteger.valueOf(i)).add(BigInteger.valueOf(j)).mod(EIGHT).signum() == 0;
          assertBoth(cancels, key, message, signature, "A + " + i + "T, R + " + j + "T");
          accepted += cancels ? 1 : 0;
          cases++;
        }
      }
    }
    assertThat(accepted).isBetween(cases / 16, cases / 4);
  }

  @Test
  void refusesEveryKeyOfSmallOrderAndTakesSuchRThatFits() {
    for (Edwards25519 small : TORSION) {
      for (Edwards25519 r : TORSION) {
        for (BigInteger s : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, scalar()}) {
          assertBoth(false, key(small), bytes(9), signature(r.encode(), s), "small A");
        }
      }
      BigInteger a = scalar();
      DeviceKey key = key(times(a));
      byte[] message = bytes(20);
      BigInteger k = challenge(small.encode(), key, message);
      Signature signature = signature(small.encode(), k.multiply(a).mod(ORDER));
      boolean neutral = Arrays.equals(small.encode(), TORSION[0].encode());
      assertBoth(neutral, key, message, signature, "R small");
    }
  }

  @Test
  void refusesEveryEncodingThatIsNotCanonical() {
    byte[] message = bytes(33);
    SigningKey signer = SigningKey.ofSeed(bytes(32));
    byte[] right = signer.sign(message).toBytes();
    for (int i = 0; i < KeepingVerifier.MIN_USES; i++) {
      assertBoth(true, signer.publicKey(), message, new Signature(right), "as it should be");
    }
    BigInteger s = Canonical.number(right, 32);
    byte[] r = Arrays.copyOf(right, 32);
    for (BigInteger more = s.add(ORDER); more.bitLength() <= 256; more = more.add(ORDER)) {
      assertBoth(false, signer.publicKey(), message, signature(r, more), "S + nL");
    }
    for (int y = 0; y < 19; y++) {
      for (int sign = 0; sign < 2; sign++) {
        byte[] over = new byte[32];
        Arrays.fill(over, (byte) 0xff);
        over[0] = (byte) (0xed + y);
        over[31] = (byte) (sign == 0 ? 0x7f : 0xff);
        assertBoth(false, new DeviceKey(over), message, new Signature(right), "A = p + " + y);
        assertBoth(false, signer.publicKey(), message, signature(over, s), "R = p + " + y);
      }
    }
  }

  @Test
  void agreesOnThousandsOfSignaturesHonestAndBroken() {
    SigningKey[] signers = new SigningKey[40];
    Arrays.setAll(signers, i -> SigningKey.ofSeed(bytes(32)));
    int accepted = 0;
    int cases = 12_000;
    for (int i = 0; i < cases; i++) {
      SigningKey signer = signers[random.nextInt(signers.length)];
      byte[] message = bytes(1 + random.nextInt(300));
      byte[] signature = signer.sign(message).toBytes();
      byte[] key = signer.publicKey().toBytes();
      switch (random.nextInt(8)) {
        case 0 -> flip(signature);
        case 1 -> flip(key);
        case 2 -> flip(message);
        case 3 -> key = signers[random.nextInt(signers.length)].publicKey().toBytes();
        case 4 -> random.nextBytes(random.nextBoolean() ? signature : key);
        default -> {}
      }
      DeviceKey device = new DeviceKey(key);
      boolean expected = plain.verify(device, message, new Signature(signature));
      assertThat(keeping.verify(device, message, new Signature(signature)))
          .as("seed %d, number %d", SEED, i)
          .isEqualTo(expected);
      accepted += expected ? 1 : 0;
    }
    assertThat(accepted).isBetween(cases / 4, cases / 2);
  }

  @Test
  void multipliesPointsOfAnyOrderExactly() {
    BigInteger most = BigInteger.ONE.shiftLeft(253).subtract(BigInteger.ONE);
    for (Edwards25519 torsion : TORSION) {
      for (Edwards25519 point :
          new Edwards25519[] {
            torsion, plus(times(scalar()), torsion), plus(times(ORDER), torsion)
          }) {
        Comb small = Comb.small(point);
        Comb large = Comb.large(point);
        for (BigInteger n :
            new BigInteger[] {
              BigInteger.ZERO,
              BigInteger.ONE,
              BigInteger.TWO,
              ORDER.subtract(BigInteger.ONE),
              ORDER,
              ORDER.add(BigInteger.ONE),
              most,
              most.subtract(BigInteger.ONE),
              scalar()
            }) {
          BigInteger base = scalar();
          for (Comb comb : new Comb[] {small, large}) {
            assertThat(comb.timesPlusBase(n, base).encode())
                .as("%s times", n)
                .isEqualTo(point.timesPlusBase(n, base).encode());
            assertThat(comb.timesPlusBase(base, n).encode())
                .as("%s times the base", n)
                .isEqualTo(point.timesPlusBase(base, n).encode());
          }
        }
      }
    }
  }

  @Test
  void remembersNoMoreKeysThanItMayAndStaysRight() {
    byte[] message = bytes(10);
    for (int i = 0; i < 2 * KeepingVerifier.MAX_KEYS; i++) {
      SigningKey signer = SigningKey.ofSeed(bytes(32));
      assertThat(keeping.verify(signer.publicKey(), message, signer.sign(message))).isTrue();
    }
    assertThat(((KeepingVerifier) keeping).remembered()).isEqualTo(KeepingVerifier.MAX_KEYS);
  }

  @Test
  void isRightOnManyThreads() {
    SigningKey[] signers = new SigningKey[4];
    Arrays.setAll(signers, i -> SigningKey.ofSeed(bytes(32)));
    byte[] message = bytes(50);
    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .filter(
                    i -> {
                      SigningKey signer = signers[i % signers.length];
                      byte[] signature = signer.sign(message).toBytes();
                      boolean broken = i % 3 == 0;
                      signature[i % signature.length] ^= (byte) (broken ? 1 : 0);
                      return keeping.verify(signer.publicKey(), message, new Signature(signature))
                          == broken;
                    })
                .boxed())
        .as("wrongly judged")
        .isEmpty();
  }

  private void assertBoth(
      boolean expected, DeviceKey key, byte[] message, Signature signature, String what) {
    assertThat(plain.verify(key, message, signature)).as(what).isEqualTo(expected);
    assertThat(keeping.verify(key, message, signature)).as(what).isEqualTo(expected);
  }

  private void flip(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private BigInteger scalar() {
    return new BigInteger(512, random).mod(ORDER);
  }

  private static BigInteger challenge(byte[] r, DeviceKey key, byte[] message) {
    return ExactVerifier.challenge(Arrays.copyOf(r, 64), key.shared(), message);
  }

  private static DeviceKey key(Edwards25519 point) {
    return new DeviceKey(point.encode());
  }

  private static Signature signature(byte[] r, BigInteger s) {
    byte[] signature = Arrays.copyOf(r, 64);
    byte[] bigEndian = s.toByteArray();
    for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
      signature[32 + i] = bigEndian[bigEndian.length - 1 - i];
    }
    return new Signature(signature);
  }

  private static Edwards25519 times(BigInteger n) {
    return Edwards25519.BASE.timesPlusBase(n, BigInteger.ZERO);
  }

  private static Edwards25519 plus(Edwards25519 a, Edwards25519 b) {
    EdwardsSum sum = new EdwardsSum(a);
    sum.add(b.addend(), /* negative= */ false);
    return sum.toPoint();
  }

  private static Edwards25519[] torsion() {
    String encoded = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    Edwards25519 first =
        Objects.requireNonNull(Edwards25519.decode(HexFormat.of().parseHex(encoded)));
    Edwards25519[] points = new Edwards25519[8];
    for (int i = 0; i < points.length; i++) {
      points[i] = first.timesPlusBase(BigInteger.valueOf(i), BigInteger.ZERO);
    }
    return points;
  }
}
