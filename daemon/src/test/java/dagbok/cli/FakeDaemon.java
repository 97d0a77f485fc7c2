package dagbok.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A daemon's API on a Unix socket that answers what it was told to, byte for byte, and remembers
 * what it was asked.
 */
public final class FakeDaemon implements AutoCloseable {
  /** A request as it came; {@code body} has a character for each byte. */
  public record Asked(String line, Map<String, String> headers, String body) {
    /** Method and target. */
    public String what() {
      return line.substring(0, line.lastIndexOf(' ')).replace("/api/v1/", "");
    }

    /** The body as text. */
    public String text() {
      return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  /** Writes an answer, or part of one. */
  public interface Answering {
    void answer(OutputStream out) throws IOException;
  }

  private final ServerSocketChannel server;
  private final Map<String, Answering> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread serving;

  /** Listens on {@code socket}. */
  public FakeDaemon(Path socket) throws IOException {
    Files.createDirectories(socket.getParent());
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    serving = start(this::serve);
  }

  /** Answers {@code what}, such as {@code GET status}, with JSON. */
  public FakeDaemon on(String what, String json) {
    return raw(what, out -> write(out, "200 OK", "application/json", json));
  }

  /** Answers with a refusal. */
  public FakeDaemon refuse(String what, int status, String reason, String json) {
    String head = status + " No\r\nDagbok-Reason: " + reason;
    return raw(what, out -> write(out, head, "application/json", json));
  }

  /** Answers with this JSON whatever is asked and has no answer of its own. */
  public FakeDaemon answerAll(String json) {
    return on("*", json);
  }

  /** Answers with whatever bytes. */
  public FakeDaemon raw(String what, Answering answering) {
    answers.put(what, answering);
    return this;
  }

  /** Answers with these bytes, and then with nothing more while the connection stays open. */
  public FakeDaemon stallAfter(String what, String bytes) {
    return raw(
        what,
        out -> {
          out.write(ascii(bytes));
          await();
        });
  }

  /** What was asked, in order. */
  public List<Asked> asked() {
    return asked;
  }

  /** The only request that was made. */
  public Asked only() {
    if (asked.size() != 1) {
      throw new AssertionError("requests: " + asked.stream().map(Asked::line).toList());
    }
    return asked.get(0);
  }

  static void write(OutputStream out, String status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type;
    out.write(ascii(head + "\r\nContent-Length: " + bytes.length + "\r\n\r\n"));
    out.write(bytes);
  }

  /** ASCII bytes. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        start(() -> answer(connection));
      }
    } catch (IOException e) {
      closed.countDown();
    }
  }

  private void answer(SocketChannel connection) {
    try (connection) {
      InputStream in = Channels.newInputStream(connection);
      OutputStream out = Channels.newOutputStream(connection);
      String line = line(in);
      Map<String, String> headers = headers(in);
      String what = new Asked(line, headers, "").what();
      Answering early = answers.get("early " + what);
      if (early != null) {
        early.answer(out);
        return;
      }
      Asked request = new Asked(line, headers, body(in, headers));
      asked.add(request);
      Answering answering = answers.getOrDefault(request.what(), answers.get("*"));
      if (answering == null) {
        write(out, "404 Not Found", "text/plain", "no answer for " + request.what());
      } else {
        answering.answer(out);
      }
    } catch (IOException e) {
      // The command went away, or a test had it so.
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    if (!headers.containsKey("transfer-encoding")) {
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.writeBytes(in.readNBytes(size));
      line(in);
    }
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("ended");
      }
      line.append((char) b);
    }
    return line.substring(0, line.length() - 1);
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task, "fake-daemon");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Until it returns, the socket still takes connections that nobody answers. */
  @Override
  public void close() throws IOException {
    server.close();
    closed.countDown();
    try {
      serving.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
