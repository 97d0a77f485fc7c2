package dagbok.peer;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Asks peers over HTTP. Follows no redirects and believes nothing. Thread-safe. */
final class PeerClient implements AutoCloseable {
  /** How long a stream may be silent before its peer counts as gone. */
  static final Duration SILENCE = Duration.ofSeconds(3L * FrameStream.BEAT_SECONDS);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAIRING_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);
  private static final int MAX_CONNECTIONS_EACH = 16;
  private static final int MAX_THREADS = 8;

  private final HttpClient http;

  PeerClient() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("peer-client");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    http = new HttpClient(new HttpClientTransportOverHTTP(connector));
    http.setExecutor(threads);
    http.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
    http.setMaxConnectionsPerDestination(MAX_CONNECTIONS_EACH);
    http.setFollowRedirects(false);
    http.setHttpCookieStore(new HttpCookieStore.Empty());
    http.setUserAgentField(null);
    http.setDestinationIdleTimeout(FORGOTTEN_AFTER.toMillis());
    try {
      http.start();
      http.getContentDecoderFactories().clear(); // a few compressed bytes may be very many
    } catch (Exception e) { // declared by Jetty's life cycle, never seen
      throw new IllegalStateException("the HTTP client did not start", e);
    }
  }

  /** The block, if this peer gives it in time; bytes that are something else count as nothing. */
  Optional<Block> block(PeerAddress peer, Cid cid, Duration timeout) throws IOException {
    ContentResponse answer =
        sent(
            http.newRequest(peer.url() + "/ipfs/" + cid + "?format=raw")
                .headers(h -> h.put(HttpHeader.ACCEPT, Gateway.RAW)),
            timeout);
    if (answer.getStatus() != 200 || !cid.matches(answer.getContent())) {
      return Optional.empty();
    }
    return Optional.of(new Block(cid, answer.getContent()));
  }

  /** What a device that invites answers. */
  byte[] pair(PeerAddress peer, byte[] message) throws IOException {
    Request request =
        http.newRequest(peer.url() + PairingDoor.PATH)
            .method(HttpMethod.POST)
            .body(new BytesRequestContent(Messages.CBOR, message));
    ContentResponse answer = sent(request, PAIRING_TIMEOUT);
    if (answer.getStatus() != 200) {
      throw new IOException("it answers with status " + answer.getStatus());
    }
    return answer.getContent();
  }

  /** Whether this peer says that it has a block. */
  boolean has(PeerAddress peer, Cid cid, Duration timeout) throws IOException {
    Request request =
        http.newRequest(peer.url() + "/ipfs/" + cid + "?format=raw")
            .method(HttpMethod.HEAD)
            .headers(h -> h.put(HttpHeader.ACCEPT, Gateway.RAW));
    return sent(request, timeout).getStatus() == 200;
  }

  private static ContentResponse sent(Request request, Duration timeout) throws IOException {
    try {
      return request.timeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS).send();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(words(e), e);
    }
  }

  private static String words(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** An open stream of frames, the name under which to answer it, and what its peer must sign. */
  record Stream(String session, String challenge, InputStream frames) {}

  /** Opens the stream of a peer's frames. */
  Stream open(PeerAddress peer, String challenge) throws IOException {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    Request request =
        http.newRequest(peer.url() + Messages.STREAM_PATH)
            .headers(h -> h.put(Messages.CHALLENGE_HEADER, challenge))
            .idleTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    request.send(listener);
    try {
      Response answer = listener.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      String session = answer.getHeaders().get(Messages.SESSION_HEADER);
      if (answer.getStatus() != 200 || session == null || !Messages.isName(session)) {
        IOException refused = new IOException("it answers with status " + answer.getStatus());
        abort(request, refused);
        throw refused;
      }
      return new Stream(session, challenge, listener.getInputStream());
    } catch (InterruptedException e) {
      abort(request, e);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      abort(request, e);
      throw new IOException(words(e), e);
    }
  }

  private static void abort(Request request, Throwable why) {
    var unused = request.abort(why);
  }

  /** Sends a frame in answer to a stream; whether it was taken is told, never in this call. */
  void post(PeerAddress peer, String session, byte[] frame, Consumer<Boolean> taken) {
    http.newRequest(peer.url() + Messages.SEND_PATH)
        .method(HttpMethod.POST)
        .timeout(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .headers(h -> h.put(Messages.SESSION_HEADER, session))
        .body(new BytesRequestContent(Messages.CBOR, frame))
        .send(
            result ->
                taken.accept(result.isSucceeded() && result.getResponse().getStatus() == 204));
  }

  @Override
  public void close() {
    try {
      http.stop();
    } catch (Exception e) { // declared by Jetty's life cycle, never seen
      throw new IllegalStateException("the HTTP client did not stop", e);
    }
  }
}
