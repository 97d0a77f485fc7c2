package dagbok.vectors;

import com.google.common.io.BaseEncoding;
import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hexadecimal in which {@code (00*1000)} stands for a byte that comes 1000 times. */
final class Hex {
  private static final int MIN_RUN = 16;
  private static final BaseEncoding BASE = BaseEncoding.base16().lowerCase();
  private static final Pattern PART =
      Pattern.compile("\\(([0-9a-f]{2})\\*([0-9]{1,7})\\)|([0-9a-f]{2})");

  private Hex() {}

  static String plain(byte[] bytes) {
    return BASE.encode(bytes);
  }

  static String write(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] == bytes[at]) {
        end++;
      }
      String one = BASE.encode(bytes, at, 1);
      int run = end - at;
      out.append(run >= MIN_RUN ? "(" + one + "*" + run + ")" : one.repeat(run));
      at = end;
    }
    return out.toString();
  }

  static byte[] read(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher part = PART.matcher(text);
    int at = 0;
    while (part.lookingAt()) {
      boolean run = part.group(1) != null;
      byte[] one = BASE.decode(run ? part.group(1) : part.group(3));
      int times = run ? Integer.parseInt(part.group(2)) : 1;
      for (int i = 0; i < times; i++) {
        out.write(one[0]);
      }
      at = part.end();
      part.region(at, text.length());
    }
    if (at != text.length()) {
      throw new IllegalArgumentException("no hexadecimal: " + text);
    }
    return out.toByteArray();
  }
}
