package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Function 5's cutting, on items that are nothing but a weight and a CID. */
class PackCutterTest {
  private static final long NEVER = (1L << 48) - 1;

  /** An item whose x is given. */
  private record Weighed(long weight, Cid cid) {
    static Weighed of(long weight, long x) {
      byte[] digest = new byte[32];
      for (int i = 0; i < 6; i++) {
        digest[31 - i] = (byte) (x >>> (8 * i));
      }
      return new Weighed(weight, Cid.ofDigest(Multicodec.DAG_CBOR, digest));
    }

    long x() {
      return new BigInteger(1, Arrays.copyOfRange(cid.toBytes(), 30, 36)).longValueExact();
    }
  }

  @Test
  void fewItemsAreTheTail() {
    List<Weighed> items = List.of(Weighed.of(2_999, 0), Weighed.of(10, NEVER));
    assertThat(cut(items)).containsExactly(items);
    assertThat(cut(List.of())).isEmpty();
  }

  @Test
  void pieceIsCutAfterAnItemOnceItWeighsEnough() {
    Weighed cutting = Weighed.of(1_000, 0);
    assertThat(sizes(cut(List.of(cutting, cutting, cutting, cutting)))).containsExactly(3, 1);
    Weighed heavy = Weighed.of(255_999, NEVER);
    assertThat(sizes(cut(List.of(heavy, Weighed.of(1, 0), cutting)))).containsExactly(2, 1);
  }

  @Test
  void noPieceWeighsOverAMillion() {
    List<Weighed> items = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      items.add(Weighed.of(100_000, NEVER));
    }
    assertThat(sizes(cut(items))).containsExactly(10, 10, 1, 1, 1, 1, 1);
    items.set(0, Weighed.of(100_001, NEVER));
    assertThat(sizes(cut(items))).containsExactly(9, 10, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void ruleHoldsToTheLastBit() {
    for (long target : new long[] {512_000, 48_000, 6_000}) {
      for (long weight : new long[] {1, 300, 5_999, 6_000, 6_001, 48_000, 283_624}) {
        BigInteger bound = BigInteger.valueOf(weight).shiftLeft(48);
        BigInteger[] parts = bound.divideAndRemainder(BigInteger.valueOf(target));
        boolean exact = parts[1].signum() == 0;
        BigInteger least = exact ? parts[0] : parts[0].add(BigInteger.ONE);
        long x = least.min(BigInteger.valueOf(NEVER)).longValueExact();
        boolean always = least.compareTo(BigInteger.valueOf(NEVER)) > 0;
        assertThat(PackCutter.isCut(Weighed.of(weight, x).cid, weight, target)).isEqualTo(always);
        assertThat(PackCutter.isCut(Weighed.of(weight, x - 1).cid, weight, target)).isTrue();
      }
    }
  }

  @Test
  void cutsAreThoseOfTheDefinition() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Weighed> items = new ArrayList<>();
      int count = random.nextInt(600);
      for (int i = 0; i < count; i++) {
        long weight = 250 + (long) Math.exp(random.nextDouble() * 12.3);
        items.add(Weighed.of(weight, random.nextLong() >>> 16));
      }
      assertThat(cut(items)).as("seed %d", seed).isEqualTo(defined(items));
    }
  }

  /** The definition, word by word, with big numbers. */
  private static List<List<Weighed>> defined(List<Weighed> items) {
    List<List<Weighed>> packs = new ArrayList<>();
    List<Weighed> rest = items;
    for (long[] pass : new long[][] {{512_000, 256_000}, {48_000, 24_000}, {6_000, 3_000}}) {
      List<Weighed> piece = new ArrayList<>();
      for (Weighed item : rest) {
        if (weight(piece) + item.weight > 1_000_000) {
          packs.add(piece);
          piece = new ArrayList<>();
        }
        piece.add(item);
        BigInteger left = BigInteger.valueOf(item.x()).multiply(BigInteger.valueOf(pass[0]));
        BigInteger right = BigInteger.valueOf(item.weight).shiftLeft(48);
        if (weight(piece) >= pass[1] && left.compareTo(right) < 0) {
          packs.add(piece);
          piece = new ArrayList<>();
        }
      }
      rest = piece;
    }
    if (!rest.isEmpty()) {
      packs.add(rest);
    }
    return packs;
  }

  private static long weight(List<Weighed> piece) {
    return piece.stream().mapToLong(Weighed::weight).sum();
  }

  private static List<List<Weighed>> cut(List<Weighed> items) {
    return new PackCutter<>(Weighed::weight, Weighed::cid).cut(items);
  }

  private static List<Integer> sizes(List<List<Weighed>> packs) {
    return packs.stream().map(List::size).toList();
  }
}
