package dagbok.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final HexFormat HEX = HexFormat.of();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Vector(String verdict, String name, byte[] key, byte[] message, byte[] signature) {
    static Vector parse(String line) {
      String[] parts = line.split("\\|", -1);
      return new Vector(
          parts[0],
          parts[1],
          HEX.parseHex(parts[2]),
          HEX.parseHex(parts[3]),
          HEX.parseHex(parts[4]));
    }
  }

  private final Verifier verifier = Verifier.ed25519();

  @Test
  void judgesEveryVectorByTheRule() throws IOException {
    List<Vector> vectors = vectors();
    assertThat(vectors).hasSizeGreaterThan(100);
    for (Vector vector : vectors) {
      for (int i = 0; i <= KeepingVerifier.MIN_USES; i++) {
        assertThat(verify(vector)).as(vector.name).isEqualTo(vector.verdict.equals("accept"));
      }
    }
  }

  @Test
  void judgesThemWithoutMemoryAlike() throws IOException {
    Verifier plain = new ExactVerifier();
    for (Vector vector : vectors()) {
      DeviceKey key = new DeviceKey(vector.key);
      assertThat(plain.verify(key, vector.message, new Signature(vector.signature)))
          .as(vector.name)
          .isEqualTo(vector.verdict.equals("accept"));
    }
  }

  @Test
  void signsAsRfc8032Has() throws IOException {
    String seedMark = ", seed ";
    for (Vector vector : vectors()) {
      int mark = vector.name.indexOf(seedMark);
      if (mark >= 0) {
        byte[] seed = HEX.parseHex(vector.name.substring(mark + seedMark.length()));
        SigningKey key = SigningKey.ofSeed(seed);
        assertThat(key.publicKey().toBytes()).isEqualTo(vector.key);
        assertThat(key.sign(vector.message).toBytes()).isEqualTo(vector.signature);
      }
    }
  }

  @Test
  void agreesWithBouncyCastleOnHonestAndBrokenSignatures() {
    Random random = new Random(8032);
    for (int i = 0; i < 300; i++) {
      SigningKey key = SigningKey.ofSeed(bytes(random, SigningKey.SEED_BYTES));
      byte[] message = bytes(random, random.nextInt(200));
      byte[] signature = key.sign(message).toBytes();
      if (i % 3 == 0) {
        signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] publicKey = key.publicKey().toBytes();
      boolean expected = Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
      assertThat(verifier.verify(key.publicKey(), message, new Signature(signature)))
          .as("seed 8032, number %d", i)
          .isEqualTo(expected);
    }
  }

  @Test
  void multipliesExtremeScalarsRight() {
    byte[] base = new byte[32];
    java.util.Arrays.fill(base, (byte) 0x66);
    base[0] = 0x58;
    Edwards25519 point = Objects.requireNonNull(Edwards25519.decode(base));
    BigInteger order = Canonical.ORDER;
    BigInteger most = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    for (BigInteger n :
        List.of(BigInteger.ZERO, BigInteger.ONE, order.subtract(BigInteger.ONE), order, most)) {
      BigInteger rest = BigInteger.TWO.multiply(order).subtract(n.mod(order)).add(BigInteger.ONE);
      assertThat(point.timesPlusBase(n, rest).encode()).as("%s", n).isEqualTo(base);
    }
  }

  private boolean verify(Vector vector) {
    return verifier.verify(
        new DeviceKey(vector.key), vector.message, new Signature(vector.signature));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<Vector> vectors() throws IOException {
    try (InputStream in = VerifierTest.class.getResourceAsStream("/ed25519/vectors.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Vector::parse).toList();
    }
  }
}
