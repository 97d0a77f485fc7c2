package dagbok.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A form with files. */
final class Multipart {
  private static final String BOUNDARY = "----dagbok-test";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Multipart text(String name, String value) {
    return part("form-data; name=\"" + name + "\"", "text/plain; charset=utf-8", value);
  }

  Multipart file(String name, String fileName, String mime, String content) {
    return part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", mime, content);
  }

  Multipart file(String name, String fileName, String mime, byte[] content) {
    return part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", mime, content);
  }

  private Multipart part(String disposition, String mime, String content) {
    return part(disposition, mime, content.getBytes(StandardCharsets.UTF_8));
  }

  private Multipart part(String disposition, String mime, byte[] content) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition);
    write("\r\nContent-Type: " + mime + "\r\n\r\n");
    out.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest.Builder request(HttpRequest.Builder builder) {
    write("--" + BOUNDARY + "--\r\n");
    return builder
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(out.toByteArray()));
  }
}
