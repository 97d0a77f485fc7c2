package dagbok.kubo;

import dagbok.kubo.KuboException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Sends calls to one Kubo over HTTP/1.1. Thread-safe. */
final class Rpc implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration IDLE_CONNECTION_TIMEOUT = Duration.ofSeconds(30);

  /** Each subscription holds a connection; Dagbok has 65 topics. */
  private static final int MAX_CONNECTIONS = 256;

  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 1;
  private static final int UPLOAD_BUFFER_BYTES = 64 * 1024;

  private final KuboEndpoint endpoint;
  private final HttpClient http;

  Rpc(KuboEndpoint endpoint) {
    this.endpoint = endpoint;
    this.http = newHttpClient();
    try {
      http.start();
    } catch (Exception e) { // declared by Jetty's life cycle, never seen
      throw new KuboException(Reason.PROTOCOL, "the HTTP client did not start: " + e, e);
    }
  }

  private static HttpClient newHttpClient() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("kubo-client");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
    http.setExecutor(threads);
    http.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
    http.setIdleTimeout(IDLE_CONNECTION_TIMEOUT.toMillis());
    http.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    http.setFollowRedirects(false);
    http.setHttpCookieStore(new HttpCookieStore.Empty());
    http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "dagbok"));
    return http;
  }

  KuboEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Sends a call and waits for the head of its answer.
   *
   * @throws KuboException if there is none, or it is an error
   */
  RpcAnswer send(RpcCall call) {
    Request request = request(call);
    Watchdog watchdog = new Watchdog(http.getScheduler(), request, call.patience());
    AnswerListener listener = new AnswerListener();
    try {
      start(call.body(), request, listener, watchdog);
      Response response = watchdog.guard(listener::head);
      if (listener.refusal().isPresent()) {
        watchdog.guard(() -> listener.getInputStream().read());
      }
      return answer(call, request, listener, response);
    } catch (InterruptedException e) {
      Watchdog.abort(request, e);
      Thread.currentThread().interrupt();
      throw Failures.ofThrowable(e, endpoint, call.command());
    } catch (ExecutionException | IOException | TimeoutException e) {
      throw failure(e, listener, call.command());
    }
  }

  private RpcAnswer answer(
      RpcCall call, Request request, AnswerListener listener, Response response) {
    if (listener.refusal().isPresent()) {
      throw Failures.ofStatus(response.getStatus(), listener.words(), call.command());
    }
    Watchdog watchdog = new Watchdog(http.getScheduler(), request, call.bodyPatience());
    return new RpcAnswer(
        new RpcExchange(call.command(), endpoint, request, response, watchdog),
        listener.getInputStream());
  }

  private KuboException failure(Exception e, AnswerListener listener, String command) {
    if (!http.isRunning()) {
      return closed(e);
    }
    return listener
        .refusal()
        .map(refusal -> Failures.ofStatus(refusal.getStatus(), listener.words(), command))
        .orElseGet(() -> Failures.ofThrowable(e, endpoint, command));
  }

  private Request request(RpcCall call) {
    if (!http.isRunning()) {
      throw closed(null);
    }
    Request request =
        http.newRequest(endpoint.command(call.command(), call.query()))
            .method(HttpMethod.POST)
            .idleTimeout(0, TimeUnit.MILLISECONDS);
    endpoint
        .secret()
        .ifPresent(
            secret ->
                request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, secret.header())));
    return request;
  }

  private static KuboException closed(@Nullable Throwable cause) {
    return new KuboException(Reason.CANCELLED, "the Kubo client is closed", cause);
  }

  private static void start(
      @Nullable RpcBody body, Request request, AnswerListener listener, Watchdog watchdog) {
    if (body == null) {
      request.send(listener);
      return;
    }
    Multipart form = new Multipart();
    if (body instanceof RpcBody.Files files) {
      request.body(new BytesRequestContent(form.contentType(), form.form(files.contents())));
      request.send(listener);
    } else if (body instanceof RpcBody.Stream stream) {
      OutputStreamRequestContent content = new OutputStreamRequestContent(form.contentType());
      request.body(content);
      request.send(listener);
      OutputStream wire = content.getOutputStream();
      UploadStream out = new UploadStream(wire, watchdog, listener::refusal, UPLOAD_BUFFER_BYTES);
      upload(form, stream, request, out);
    }
  }

  /**
   * Writes one file. If Kubo answers before it has it all, writing fails and its answer tells why;
   * if the source of the bytes fails, the request is broken off, so that Kubo takes no half of it.
   */
  private static void upload(
      Multipart form, RpcBody.Stream stream, Request request, UploadStream out) {
    try {
      out.write(form.partHead());
      stream.writer().writeTo(out);
      out.write(form.partEnd());
      out.write(form.formEnd());
      out.close();
    } catch (UploadStream.WireException e) {
      // the answer, or the failure that the listener has, tells why
      return;
    } catch (IOException | RuntimeException e) {
      KuboException why =
          new KuboException(Reason.CANCELLED, "the bytes to send could not be read: " + e, e);
      Watchdog.abort(request, why);
      throw why;
    }
  }

  /** Breaks off all that is under way. */
  @Override
  public void close() {
    try {
      http.stop();
    } catch (Exception e) { // declared by Jetty's life cycle, never seen
      throw new KuboException(Reason.PROTOCOL, "the HTTP client did not stop: " + e, e);
    }
  }
}
