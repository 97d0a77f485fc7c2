package dagbok.cli.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** An answer; closing it ends the connection. For one thread. */
public final class Answer implements Closeable {
  private final Head head;
  private final InputStream body;
  private final Link link;

  Answer(Head head, InputStream body, Link link) {
    this.head = head;
    this.body = body;
    this.link = link;
  }

  static Answer read(Link link) throws IOException {
    LinkInput in = new LinkInput(link);
    Head head = Head.read(in);
    return new Answer(head, body(head, in), link);
  }

  private static InputStream body(Head head, InputStream in) throws IOException {
    if (head.status() == 204 || head.status() == 304) {
      return InputStream.nullInputStream();
    }
    Optional<String> coding = head.header("transfer-encoding");
    if (coding.isPresent()) {
      if (!coding.get().toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new BrokenAnswerException("its transfer coding is " + coding.get());
      }
      return new ChunkedInput(in);
    }
    Optional<String> length = head.header("content-length");
    if (length.isEmpty()) {
      return in;
    }
    if (!length.get().matches("[0-9]{1,18}")) {
      throw new BrokenAnswerException("its length is " + length.get());
    }
    return new FixedInput(in, Long.parseLong(length.get()));
  }

  /** The status, 200 to 599. */
  public int status() {
    return head.status();
  }

  /** The header of this name in any case, if there is one. */
  public Optional<String> header(String name) {
    return head.header(name);
  }

  /**
   * The body; reading throws {@link BrokenAnswerException} if it ends too early and {@link
   * StalledException} if nothing comes.
   */
  public InputStream body() {
    return body;
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
