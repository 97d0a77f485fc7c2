package dagbok.kubo;

import dagbok.kubo.KuboException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;

/** Turns what went wrong into a {@link KuboException} with a reason. */
final class Failures {
  private static final int FORBIDDEN = 403;
  private static final int NO_SUCH_COMMAND = 404;
  private static final int MAX_QUOTED_CHARS = 500;

  /** Kubo's words for what callers act on, looked for in this order. */
  private static final List<Map.Entry<String, Reason>> WORDS =
      List.of(
          Map.entry("no space left on device", Reason.NO_SPACE),
          Map.entry("disk quota exceeded", Reason.NO_SPACE),
          Map.entry("pubsub feature not enabled", Reason.PUBSUB_OFF),
          Map.entry("stream mounting not enabled", Reason.P2P_OFF),
          Map.entry("context deadline exceeded", Reason.TIMEOUT),
          Map.entry("not pinned", Reason.NOT_FOUND),
          Map.entry("not recursively pinned", Reason.NOT_FOUND),
          Map.entry("could not find", Reason.NOT_FOUND),
          Map.entry("not found", Reason.NOT_FOUND));

  private Failures() {}

  /** What an answer with another status than 200 says. */
  static KuboException ofStatus(int status, byte[] body, String command) {
    String text = message(body);
    if (status == FORBIDDEN) {
      return new KuboException(Reason.DENIED, "Kubo refuses " + command + ": " + text, null);
    }
    if (status == NO_SUCH_COMMAND) {
      return new KuboException(Reason.PROTOCOL, "this Kubo has no command " + command, null);
    }
    return status >= 400
        ? ofText(command, text)
        : new KuboException(
            Reason.PROTOCOL, "Kubo answered " + command + " with status " + status, null);
  }

  /** What Kubo's own text says, in an answer or in the trailer of one. */
  static KuboException ofText(String command, String text) {
    Reason reason =
        WORDS.stream()
            .filter(word -> text.contains(word.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(Reason.REMOTE);
    return new KuboException(reason, command + ": " + text, null);
  }

  private static String message(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.startsWith("{")) {
      return Json.parse(body).path("Message").asString(text);
    }
    return text.length() > MAX_QUOTED_CHARS ? text.substring(0, MAX_QUOTED_CHARS) + "…" : text;
  }

  /** What a failure of the connection or a wait means. */
  static KuboException ofThrowable(Throwable thrown, KuboEndpoint endpoint, String command) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof KuboException known) {
      return known;
    }
    if (cause instanceof TimeoutException) {
      return new KuboException(
          Reason.TIMEOUT, "Kubo gave no answer to " + command + " in time", cause);
    }
    if (cause instanceof InterruptedException
        || cause instanceof InterruptedIOException
        || cause instanceof CancellationException) {
      return new KuboException(Reason.CANCELLED, command + " was called off", cause);
    }
    if (cause instanceof HttpResponseException) {
      return new KuboException(
          Reason.PROTOCOL, "what answers at " + endpoint + " speaks no HTTP", cause);
    }
    if (cause instanceof IOException) {
      return new KuboException(
          Reason.AWAY, "Kubo does not answer at " + endpoint + " (" + why(cause) + ")", cause);
    }
    return new KuboException(Reason.PROTOCOL, command + " failed: " + cause, cause);
  }

  /** In a few words; those of a connection that broke are for Jetty's programmers. */
  private static String why(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof SocketTimeoutException
        ? String.valueOf(cause.getMessage())
        : "the connection broke";
  }

  /** An answer that this client does not understand. */
  static KuboException unexpected(String what) {
    return new KuboException(Reason.PROTOCOL, what, null);
  }

  /** The {@link KuboException} behind an exception that a stream threw. */
  static KuboException unwrap(IOException thrown, KuboEndpoint endpoint, String command) {
    return thrown.getCause() instanceof KuboException known
        ? known
        : ofThrowable(thrown, endpoint, command);
  }
}
