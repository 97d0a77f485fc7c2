package dagbok.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
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

/**
 * The ways in: TCP and the Unix socket. A browser goes to {@code localhost}, which is {@code
 * 127.0.0.1} or {@code [::1]}, so on loopback both are taken: who held the other one would be given
 * the token that opens the page. The Unix socket has threads of its own, so that the command line
 * is answered whatever comes over TCP.
 */
final class Connectors {
  private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

  private static final String LOOPBACK_4 = "127.0.0.1";
  private static final String LOOPBACK_6 = "::1";

  private static final int MAX_THREADS = 48;
  private static final int MAX_SOCKET_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_SOCKET_CONNECTIONS = 64;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_PORTS_TRIED = 16;
  private static final Duration THREAD_IDLE = Duration.ofMinutes(1);
  private static final Duration CONNECTION_IDLE = Duration.ofSeconds(60);

  private final Server server;
  private final int port;
  private final ServerConnector tcp;
  private final Optional<ServerConnector> tcp6;
  private final Path socket;

  Connectors(WebSettings settings, Handler handler) {
    this.socket = settings.socket();
    this.port = settings.port();
    this.server = new Server(threads("web", MAX_THREADS));
    this.tcp = tcp(settings.bind());
    this.tcp6 =
        settings.bind().equals(LOOPBACK_4) && hasLoopback6()
            ? Optional.of(tcp(LOOPBACK_6))
            : Optional.empty();
    UnixDomainServerConnector unix = unix();
    server.addBean(new NetworkConnectionLimit(MAX_SOCKET_CONNECTIONS, unix));
    server.addBean(
        new NetworkConnectionLimit(
            MAX_CONNECTIONS,
            Stream.concat(Stream.of(tcp), tcp6.stream()).toArray(ServerConnector[]::new)));
    server.setHandler(handler);
    server.setErrorHandler(new ProtocolErrors());
    server.setStopTimeout(0);
  }

  private static QueuedThreadPool threads(String name, int most) {
    QueuedThreadPool threads =
        new QueuedThreadPool(most, MIN_THREADS, (int) THREAD_IDLE.toMillis());
    threads.setName(name);
    return threads;
  }

  private ServerConnector tcp(String host) {
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(host);
    connector.setIdleTimeout(CONNECTION_IDLE.toMillis());
    server.addConnector(connector);
    return connector;
  }

  private UnixDomainServerConnector unix() {
    UnixDomainServerConnector unix =
        new UnixDomainServerConnector(
            server,
            threads("socket", MAX_SOCKET_THREADS),
            null,
            null,
            1,
            1,
            new HttpConnectionFactory(http()));
    unix.setUnixDomainPath(socket);
    unix.setIdleTimeout(CONNECTION_IDLE.toMillis());
    server.addConnector(unix);
    return unix;
  }

  private static boolean hasLoopback6() {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getAllByName("::1")[0]) != null;
    } catch (IOException e) {
      LOG.debug("whether there is IPv6 can't be told", e);
      return false;
    }
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
    bind();
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the page could not be started: " + e.getMessage(), e);
    }
    SocketFile.protect(socket);
  }

  /** Takes the port at all addresses; where any port will do, one that is free at all of them. */
  private void bind() throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        tcp.setPort(port);
        tcp.open();
        if (tcp6.isPresent()) {
          tcp6.get().setPort(tcp.getLocalPort());
          tcp6.get().open();
        }
        return;
      } catch (IOException e) {
        tcp.close();
        if (port != 0 || tried == MAX_PORTS_TRIED) {
          throw e.getCause() instanceof BindException ? new PortTakenException(port, e) : e;
        }
      }
    }
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
