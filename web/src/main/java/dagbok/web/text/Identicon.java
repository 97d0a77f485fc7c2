package dagbok.web.text;

import dagbok.cid.Cid;
import java.util.Locale;

/**
 * A small picture that a CID decides. Names are free for all to take; this and the end of the root
 * CID tell two people of one name apart.
 */
public final class Identicon {
  private static final int SIZE = 5;
  private static final int HALF = 3;

  private Identicon() {}

  /** An SVG that says nothing to who can't see it, since the name beside it does. */
  public static String svg(Cid cid) {
    byte[] digest = cid.digest();
    int hue = (((digest[0] & 0xff) << 8) | (digest[1] & 0xff)) % 360;
    StringBuilder path = new StringBuilder();
    for (int x = 0; x < HALF; x++) {
      for (int y = 0; y < SIZE; y++) {
        if ((digest[2 + x * SIZE + y] & 1) == 1) {
          cell(path, x, y);
          if (x != SIZE - 1 - x) {
            cell(path, SIZE - 1 - x, y);
          }
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "<svg class=\"icon\" viewBox=\"-1 -1 7 7\" aria-hidden=\"true\" focusable=\"false\">"
            + "<path fill=\"hsl(%d 45%% 50%%)\" d=\"%s\"/></svg>",
        hue,
        path);
  }

  private static void cell(StringBuilder path, int x, int y) {
    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
  }
}
