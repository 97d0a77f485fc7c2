package dagbok.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** HTTP as bytes, for requests that no client would send, and over the Unix socket. */
final class Raw {
  private Raw() {}

  /** What came back. */
  record Answer(int status, String head, String body) {
    Optional<String> header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(line -> line.substring(name.length() + 2))
          .findFirst();
    }
  }

  static Answer send(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return exchange(socket.getInputStream(), socket.getOutputStream(), request);
    }
  }

  static Answer send(Path socket, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return exchange(Channels.newInputStream(channel), Channels.newOutputStream(channel), request);
    }
  }

  private static Answer exchange(InputStream in, OutputStream out, String request)
      throws IOException {
    out.write(request.getBytes(StandardCharsets.UTF_8));
    out.flush();
    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    String head = end < 0 ? all : all.substring(0, end);
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    return new Answer(status, head, end < 0 ? "" : all.substring(end + 4));
  }
}
