package dagbok.cli.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Status and headers of an answer; names in lower case, the first of several counts. */
record Head(int status, Map<String, String> headers) {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 200;

  /** Reads one, and passes over those that only say that another comes (1xx). */
  static Head read(InputStream in) throws IOException {
    int left = MAX_HEAD_BYTES;
    while (true) {
      String statusLine = line(in, MAX_LINE_BYTES);
      Map<String, String> headers = new HashMap<>();
      for (String line = line(in, MAX_LINE_BYTES); !line.isEmpty(); line = line(in, left)) {
        left -= line.length();
        if (headers.size() >= MAX_HEADERS || left <= 0) {
          throw new BrokenAnswerException("its head is larger than " + MAX_HEAD_BYTES + " bytes");
        }
        add(headers, line);
      }
      int status = status(statusLine);
      if (status >= 200) {
        return new Head(status, Map.copyOf(headers));
      }
      left -= statusLine.length();
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  private static void add(Map<String, String> headers, String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new BrokenAnswerException("a header without a name");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    headers.putIfAbsent(name, line.substring(colon + 1).strip());
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new BrokenAnswerException("it is no HTTP/1.1");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  /** A line without its end. */
  static String line(InputStream in, int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new BrokenAnswerException("the connection ended before its head");
      }
      if (line.size() >= maxBytes) {
        throw new BrokenAnswerException("a line of its head is too long");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
