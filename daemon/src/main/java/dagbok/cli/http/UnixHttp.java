package dagbok.cli.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sends requests over one Unix socket. Immutable; several threads may use it. */
public final class UnixHttp {
  private final Path socket;

  /** Over this socket. */
  public UnixHttp(Path socket) {
    this.socket = socket;
  }

  /**
   * Sends the request and reads the answer's head; the caller closes the answer.
   *
   * @throws NoServerException if nobody listens
   * @throws StalledException if no byte moved for as long as the request is patient
   * @throws BrokenAnswerException if what came is no whole answer
   * @throws SourceException if the body could not be read
   */
  public Answer send(Request request, Transfer transfer) throws IOException {
    Link link = Link.open(socket, request.patience(), transfer);
    try {
      write(request, link);
      return Answer.read(link);
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private static void write(Request request, Link link) throws IOException {
    Body body = request.body();
    boolean chunked = body.length() == Body.UNKNOWN;
    LinkOutput out = new LinkOutput(link, chunked);
    try {
      link.write(ByteBuffer.wrap(head(request, chunked)));
      body.writeTo(out);
      out.finish();
    } catch (SourceException | StalledException e) {
      throw e;
    } catch (IOException e) {
      // The other side wants no more of it: its answer says why, or reading tells that it died.
      return;
    }
    if (!chunked && out.written() != body.length()) {
      throw new SourceException(
          "the body has " + out.written() + " bytes, expected " + body.length());
    }
  }

  private static byte[] head(Request request, boolean chunked) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\nUser-Agent: dagbok\r\n");
    request.contentType().ifPresent(type -> line(head, "Content-Type", type));
    if (chunked) {
      line(head, "Transfer-Encoding", "chunked");
    } else if (request.body().length() > 0 || !request.method().equals("GET")) {
      line(head, "Content-Length", String.valueOf(request.body().length()));
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
