package dagbok.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes back: a status, header fields, and a body. The fields that every answer has for safety
 * are added where it is written; one of the same name given here wins.
 */
public sealed interface Answer {
  /** The HTTP status. */
  int status();

  /** Header fields, without regard to case. */
  Map<String, String> headers();

  /** The same with one more header field. */
  Answer with(String name, String value);

  /** A body that is there as a whole. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {
    /** Copies the map. */
    public Whole {
      headers = copy(headers);
    }

    @Override
    public Whole with(String name, String value) {
      return new Whole(status, plus(headers, name, value), body);
    }
  }

  /** A body written as it comes. If writing fails the connection is cut, so that it shows. */
  record Streamed(int status, Map<String, String> headers, Body body) implements Answer {
    /** Copies the map. */
    public Streamed {
      headers = copy(headers);
    }

    @Override
    public Streamed with(String name, String value) {
      return new Streamed(status, plus(headers, name, value), body);
    }
  }

  /** A stream of events that stays open and holds no thread. */
  record Live(int status, Map<String, String> headers, Start start) implements Answer {
    /** Copies the map. */
    public Live {
      headers = copy(headers);
    }

    @Override
    public Live with(String name, String value) {
      return new Live(status, plus(headers, name, value), start);
    }
  }

  /** Writes a body; does not close {@code out}. */
  @FunctionalInterface
  interface Body {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Begins to feed a live stream; what it gives is closed when the stream ends. */
  @FunctionalInterface
  interface Start {
    /** Must not block. */
    AutoCloseable start(LiveStream stream);
  }

  /** A page. */
  static Whole html(int status, String html) {
    return text(status, "text/html; charset=utf-8", html);
  }

  /** Text of some type. */
  static Whole text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of some type; the array is not copied. */
  static Whole bytes(int status, String contentType, byte[] bytes) {
    return new Whole(status, Map.of("Content-Type", contentType), bytes);
  }

  /** Nothing but a status. */
  static Whole empty(int status) {
    return new Whole(status, Map.of(), new byte[0]);
  }

  /** See {@code path}, by GET, after a change. */
  static Whole seeOther(String path) {
    return empty(303).with("Location", path);
  }

  private static Map<String, String> copy(Map<String, String> headers) {
    TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    return copy;
  }

  private static Map<String, String> plus(Map<String, String> headers, String name, String value) {
    Map<String, String> more = copy(headers);
    more.put(name, value);
    return more;
  }
}
