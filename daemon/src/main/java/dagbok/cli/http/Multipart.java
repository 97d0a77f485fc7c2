package dagbok.cli.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Several bodies in one, each with a name: {@code multipart/form-data}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
public final class Multipart implements Body {
  private static final String LINE = "\r\n";

  /**
   * One of them.
   *
   * @param name ASCII without quotes
   * @param contentType absent where the receiver is to find out what it is
   * @param isFile whether it is sent as a file; all files have a made-up name
   */
  public record Part(String name, Optional<String> contentType, boolean isFile, Body body) {}

  private final String boundary;
  private final List<Part> parts;

  /**
   * These, in this order, each of known length.
   *
   * @param boundary random, 1 to 70 letters or digits, so that no part contains it
   */
  Multipart(String boundary, List<Part> parts) {
    this.boundary = boundary;
    this.parts = List.copyOf(parts);
  }

  /** These, with a boundary that none of them contains. */
  public static Multipart of(List<Part> parts) {
    return new Multipart("dagbok" + UUID.randomUUID().toString().replace("-", ""), parts);
  }

  /** The type to send it with. */
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  @Override
  public long length() {
    long length = end().length;
    for (int i = 0; i < parts.size(); i++) {
      length += head(i).length + parts.get(i).body().length() + LINE.length();
    }
    return length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      out.write(head(i));
      parts.get(i).body().writeTo(out);
      out.write(ascii(LINE));
    }
    out.write(end());
  }

  private byte[] head(int index) {
    Part part = parts.get(index);
    String file = part.isFile() ? String.format(Locale.ROOT, "; filename=\"%d\"", index) : "";
    String type = part.contentType().map(name -> "Content-Type: " + name + LINE).orElse("");
    return ascii(
        "--"
            + boundary
            + LINE
            + "Content-Disposition: form-data; name=\""
            + part.name()
            + "\""
            + file
            + LINE
            + type
            + LINE);
  }

  private byte[] end() {
    return ascii("--" + boundary + "--" + LINE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
