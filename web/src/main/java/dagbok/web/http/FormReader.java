package dagbok.web.http;

import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads forms of either encoding. Text is kept in memory, at most {@link #MAX_TEXT_BYTES} of it;
 * files go to a folder as they come, each at most as large as the settings say.
 */
public final class FormReader {
  /**
   * The most bytes of all text fields of one form together: 4 MiB. A post's text of 1 MiB grows
   * when it is escaped or its line ends become CRLF; whoever takes it in knows its own bound.
   */
  public static final int MAX_TEXT_BYTES = 4 * 1024 * 1024;

  /** The most files of one form, as many as a payload has contents. */
  public static final int MAX_FILES = 32;

  /** The most text fields of one form. */
  static final int MAX_FIELDS = 128;

  private final Path uploads;
  private final long maxFileBytes;

  /** With the folder that files go to. */
  public FormReader(Path uploads, long maxFileBytes) {
    this.uploads = uploads;
    this.maxFileBytes = maxFileBytes;
  }

  Form read(Request request) throws IOException {
    String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    String bare = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "multipart/form-data" -> MultipartForm.read(request, type, uploads, maxFileBytes);
      case "application/x-www-form-urlencoded" -> urlEncoded(request);
      default -> throw bad("the request's Content-Type is not that of a form");
    };
  }

  private static Form urlEncoded(Request request) throws IOException {
    if (request.getLength() > MAX_TEXT_BYTES) {
      throw BoundedStream.tooLarge(MAX_TEXT_BYTES);
    }
    try (InputStream in =
        new BoundedStream(Content.Source.asInputStream(request), MAX_TEXT_BYTES)) {
      return new TextForm(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  static Map<String, List<String>> parse(String body) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String[] pairs = body.isEmpty() ? new String[0] : body.split("&", MAX_FIELDS + 1);
    if (pairs.length > MAX_FIELDS) {
      throw bad("the form has more than " + MAX_FIELDS + " fields");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("the form is not encoded as a form should be");
    }
  }

  static Refusal bad(String error) {
    return new Refusal(Refusal.Reason.BAD_INPUT, error, "send the form again");
  }

  private record TextForm(Map<String, List<String>> fields) implements Form {
    @Override
    public List<Optional<Upload>> files(String name) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
