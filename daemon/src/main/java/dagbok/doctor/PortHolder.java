package dagbok.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who listens at a port of this machine. */
public enum PortHolder {
  /** Nobody. */
  NOBODY("nobody"),
  /** A Dagbok. */
  DAGBOK("another Dagbok"),
  /** Something else. */
  OTHER("another program");

  private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

  /** How the page's port and that for peers begin to answer. */
  private static final List<String> DAGBOKS =
      List.of("{\"program\":\"dagbok\"", "this port is for Dagbok daemons");

  private static final int PATIENCE_MILLIS = 2_000;
  private static final int MAX_ANSWER_BYTES = 8 * 1024;

  private final String words;

  PortHolder(String words) {
    this.words = words;
  }

  /** For a sentence. */
  public String words() {
    return words;
  }

  /** Tries to listen there, at every loopback address, and if that fails asks who does. */
  public static PortHolder of(int port) {
    if (LOOPBACK.stream().noneMatch(address -> isTaken(address, port))) {
      return NOBODY;
    }
    return saysDagbok(port) ? DAGBOK : OTHER;
  }

  private static boolean isTaken(String loopback, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress address = InetAddress.getByName(loopback);
      if (NetworkInterface.getByInetAddress(address) != null) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, port));
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean saysDagbok(int port) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://localhost:" + port + "/health").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setInstanceFollowRedirects(false);
      InputStream error = connection.getResponseCode() < 400 ? null : connection.getErrorStream();
      try (InputStream in = error == null ? connection.getInputStream() : error) {
        String answer = new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
        return DAGBOKS.stream().anyMatch(answer::startsWith);
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
