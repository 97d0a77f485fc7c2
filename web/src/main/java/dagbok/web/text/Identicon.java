package dagbok.web.text;

import dagbok.cid.Cid;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A small picture that a CID decides. Names are free for all to take; this and the end of the root
 * CID tell two people of one name apart.
 */
public final class Identicon {
  private static final int SIZE = 5;
  private static final int HALF = 3;

  /** So that none is nearly empty or nearly full, of the 15 cells that are not mirrored. */
  private static final int MIN_FILLED = 7;

  private static final int MAX_FILLED = 10;

  private Identicon() {}

  /** An SVG that says nothing to who can't see it, since the name beside it does. */
  public static String svg(Cid cid) {
    byte[] digest = cid.digest();
    int hue = (((digest[0] & 0xff) << 8) | (digest[1] & 0xff)) % 360;
    StringBuilder path = new StringBuilder();
    for (int cell : filled(digest)) {
      int x = cell / SIZE;
      int y = cell % SIZE;
      cell(path, x, y);
      if (x != SIZE - 1 - x) {
        cell(path, SIZE - 1 - x, y);
      }
    }
    return String.format(
        Locale.ROOT,
        "<svg class=\"icon\" viewBox=\"-1 -1 7 7\" aria-hidden=\"true\" focusable=\"false\">"
            + "<path fill=\"hsl(%1$d 45%% 50%%)\" fill-opacity=\".16\" d=\"M-1-1h7v7h-7z\"/>"
            + "<path fill=\"hsl(%1$d 45%% 50%%)\" d=\"%2$s\"/></svg>",
        hue,
        path);
  }

  /** The cells of the half with the largest bytes; how many of them, another byte decides. */
  private static List<Integer> filled(byte[] digest) {
    int count = MIN_FILLED + (digest[2] & 0xff) % (MAX_FILLED - MIN_FILLED + 1);
    return IntStream.range(0, HALF * SIZE)
        .boxed()
        .sorted(Comparator.comparingInt((Integer cell) -> digest[3 + cell] & 0xff).reversed())
        .limit(count)
        .sorted()
        .toList();
  }

  private static void cell(StringBuilder path, int x, int y) {
    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
  }
}
