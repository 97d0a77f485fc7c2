package dagbok.peer;

import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port that peers come to (protocol.md, Peer protocol). Nothing else is served there. */
final class PeerServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeerServer.class);
  private static final int MAX_THREADS = 24;
  private static final int MIN_THREADS = 2;
  private static final int MAX_CONNECTIONS = 512;

  /** From one place: a daemon has up to 16 and its links. */
  static final int MAX_CONNECTIONS_EACH = 128;

  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Server server;
  private final ServerConnector connector;

  private PeerServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to serve.
   *
   * @param port 0: any free one
   * @throws IOException if the port is taken; the message says which
   */
  static PeerServer start(String host, int port, Handler handler) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("peers");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    connector.addBean(new FewEach(MAX_CONNECTIONS_EACH));
    server.setErrorHandler((request, response, callback) -> plain(response, callback));
    server.setStopTimeout(0);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      if (e.getCause() instanceof BindException) {
        throw new PeerPortTakenException(port, e);
      }
      throw new IOException(
          "the port for peers, " + host + ":" + port + ", can't be used: " + e.getMessage(), e);
    }
    return new PeerServer(server, connector);
  }

  /** All that peers may ask for. */
  static Handler routes(
      Blocks blocks,
      Neighbourhood neighbourhood,
      Function<byte[], List<byte[]>> answers,
      PairingDoor door,
      SecureRandom random) {
    return new Routes(new Gateway(blocks), new Messages(neighbourhood, answers, random), door);
  }

  private static boolean plain(Response response, Callback callback) {
    response.write(true, null, callback);
    return true;
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Answers with an error, in words for people. */
  static void refuse(Response response, Callback callback, int status, String words) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(
        true, java.nio.ByteBuffer.wrap((words + "\n").getBytes(StandardCharsets.UTF_8)), callback);
  }

  /** What is served where. Web pages are refused: nothing here is for them. */
  private static final class Routes extends Handler.Abstract {
    private final Gateway gateway;
    private final Messages messages;
    private final PairingDoor door;

    Routes(Gateway gateway, Messages messages, PairingDoor door) {
      this.gateway = gateway;
      this.messages = messages;
      this.door = door;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getCanonicalPath();
      boolean post = HttpMethod.POST.is(request.getMethod());
      try {
        if (isOfWebPage(request)) {
          refuse(response, callback, 403, "this port is for Dagbok daemons, not for web pages");
        } else if (path == null) {
          refuse(response, callback, 404, "nothing is here");
        } else if (path.startsWith(Gateway.PATH)) {
          gateway.answer(request, response, callback);
        } else if (path.equals(Messages.STREAM_PATH) && HttpMethod.GET.is(request.getMethod())) {
          messages.stream(request, response, callback);
        } else if (path.equals(Messages.SEND_PATH) && post) {
          messages.take(request, response, callback);
        } else if (path.equals(Messages.QUERY_PATH) && post) {
          messages.query(request, response, callback);
        } else if (PairingDoor.isAskedFor(request, path)) {
          door.answer(request, response, callback);
        } else {
          refuse(response, callback, 404, "this port is for Dagbok daemons; nothing is here");
        }
      } catch (IpfsException e) {
        refuse(response, callback, 503, "the IPFS node does not answer now");
      }
      return true;
    }
  }

  /**
   * A page that points its own name here asks without an origin, and browsers say where a request
   * comes from to some addresses only; but all of them say in which languages.
   */
  static boolean isOfWebPage(Request request) {
    return request.getHeaders().contains(HttpHeader.ORIGIN)
        || request.getHeaders().contains("Sec-Fetch-Site")
        || request.getHeaders().contains(HttpHeader.ACCEPT_LANGUAGE);
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("the port for peers did not close in order", e);
    }
  }
}
