package dagbok.fuzz;

import java.nio.charset.StandardCharsets;

/** Text out of a fuzzer's bytes. */
public final class Texts {
  private Texts() {}

  /** UTF-8, what is malformed replaced; so an input in the corpus can be read as it is. */
  public static String utf8(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** As {@link #utf8}, but bytes from 0xf8 on become lone surrogates, which UTF-8 has not. */
  public static String anything(byte[] data) {
    StringBuilder text = new StringBuilder(data.length);
    int from = 0;
    for (int i = 0; i <= data.length; i++) {
      boolean end = i == data.length;
      if (end || (data[i] & 0xff) >= 0xf8) {
        text.append(new String(data, from, i - from, StandardCharsets.UTF_8));
        if (!end) {
          text.append((data[i] & 1) == 0 ? '\ud83d' : '\ude00');
        }
        from = i + 1;
      }
    }
    return text.toString();
  }
}
