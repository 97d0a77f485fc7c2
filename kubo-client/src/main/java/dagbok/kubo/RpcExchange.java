package dagbok.kubo;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;

/** One call that Kubo began to answer. */
record RpcExchange(
    String command, KuboEndpoint endpoint, Request request, Response response, Watchdog watchdog) {
  /** How Kubo tells of an error behind the part of an answer that it had sent already. */
  private static final String ERROR_TRAILER = "X-Stream-Error";

  /** The error behind a body that was read to its end. */
  Optional<KuboException> errorBehindBody() {
    HttpFields trailers = response.getTrailers();
    String text = trailers == null ? null : trailers.get(ERROR_TRAILER);
    return Optional.ofNullable(text).map(words -> Failures.ofText(command, words));
  }

  KuboException failure(Throwable thrown) {
    return Failures.ofThrowable(thrown, endpoint, command);
  }

  void callOff() {
    Watchdog.abort(request, new CancellationException("closed"));
  }
}
