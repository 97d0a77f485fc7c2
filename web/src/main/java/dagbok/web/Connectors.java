package dagbok.web;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two ways in: TCP and the Unix socket. */
final class Connectors {
  private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

  private static final int MAX_THREADS = 48;
  private static final int MIN_THREADS = 4;
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final Duration THREAD_IDLE = Duration.ofMinutes(1);
  private static final Duration CONNECTION_IDLE = Duration.ofSeconds(60);

  private final Server server;
  private final ServerConnector tcp;
  private final UnixDomainServerConnector unix;
  private final Path socket;

  Connectors(WebSettings settings, Handler handler) {
    QueuedThreadPool threads =
        new QueuedThreadPool(MAX_THREADS, MIN_THREADS, (int) THREAD_IDLE.toMillis());
    threads.setName("web");
    this.socket = settings.socket();
    this.server = new Server(threads);
    HttpConnectionFactory http = new HttpConnectionFactory(http());
    this.tcp = new ServerConnector(server, 1, 1, http);
    tcp.setHost(settings.bind());
    tcp.setPort(settings.port());
    tcp.setIdleTimeout(CONNECTION_IDLE.toMillis());
    this.unix = new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    unix.setUnixDomainPath(socket);
    unix.setIdleTimeout(CONNECTION_IDLE.toMillis());
    server.addConnector(tcp);
    server.addConnector(unix);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setHandler(handler);
    server.setErrorHandler(new ProtocolErrors());
    server.setStopTimeout(0);
  }

  /**
   * Slashes may be encoded: {@code ipfs://…} is one segment. Segments are taken apart before they
   * are decoded, so that leads nowhere else.
   */
  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with("dagbok", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    return http;
  }

  void start() throws IOException {
    SocketFile.prepare(socket);
    try {
      server.start();
    } catch (IOException e) {
      if (e.getCause() instanceof BindException) {
        throw new PortTakenException(tcp.getPort(), e);
      }
      throw e;
    } catch (Exception e) {
      throw new IOException("the page could not be started: " + e.getMessage(), e);
    }
    SocketFile.protect(socket);
  }

  int port() {
    return tcp.getLocalPort();
  }

  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the page's server did not stop in order", e);
    }
  }
}
