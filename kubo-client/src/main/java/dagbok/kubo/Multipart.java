package dagbok.kubo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The frame around files in a form; its boundary is random, so that no file can hold it. */
final class Multipart {
  private static final byte[] LINE = bytes("\r\n");

  private final String boundary = UUID.randomUUID().toString();

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  byte[] partHead() {
    return bytes(
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n");
  }

  byte[] partEnd() {
    return LINE;
  }

  byte[] formEnd() {
    return bytes("--" + boundary + "--\r\n");
  }

  /** A whole form of files that are in memory; their arrays are not copied. */
  byte[][] form(List<byte[]> files) {
    List<byte[]> pieces = new ArrayList<>(3 * files.size() + 1);
    byte[] head = partHead();
    for (byte[] file : files) {
      pieces.add(head);
      pieces.add(file);
      pieces.add(LINE);
    }
    pieces.add(formEnd());
    return pieces.toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
