package dagbok.kubo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Answers every connection with the same bytes, whatever was asked, and then says nothing more. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] answer;
  private final boolean hangsUp;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ScriptedServer(String answer, boolean hangsUp) throws IOException {
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.answer = answer.getBytes(StandardCharsets.UTF_8);
    this.hangsUp = hangsUp;
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Stays silent behind the answer. */
  static ScriptedServer thenSilent(String answer) throws IOException {
    return new ScriptedServer(answer, false);
  }

  /** Closes the connection behind the answer. */
  static ScriptedServer thenGone(String answer) throws IOException {
    return new ScriptedServer(answer, true);
  }

  /** The head of an answer of Kubo's, and the start of its body. */
  static String chunked(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(body.getBytes(StandardCharsets.UTF_8).length)
        + "\r\n"
        + body
        + "\r\n";
  }

  KuboEndpoint endpoint() {
    return KuboEndpoint.parse("http://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (socket.getInputStream().read() >= 0) {
          OutputStream out = socket.getOutputStream();
          out.write(answer);
          out.flush();
        }
        if (!hangsUp) {
          closed.await();
        } else {
          socket.shutdownOutput();
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException | InterruptedException e) {
        // closed, or the client went: the next one
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
