package dagbok.cli.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A connection over a Unix socket on which no wait is longer than the patience. */
final class Link implements Closeable {
  /** The other side answers, or has gone, before it has all: the rest is of no use. */
  static final class EarlyAnswerException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final long SLICE_MILLIS = 1_000;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration patience;
  private final Transfer transfer;

  private Link(SocketChannel channel, Selector selector, Duration patience, Transfer transfer)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.patience = patience;
    this.transfer = transfer;
    this.key = channel.register(selector, SelectionKey.OP_READ);
  }

  static Link open(Path socket, Duration patience, Transfer transfer) throws IOException {
    if (!Files.exists(socket)) {
      throw new NoServerException(socket);
    }
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(socket));
      Link link = new Link(channel, Selector.open(), patience, transfer);
      link.finishConnecting();
      return link;
    } catch (ConnectException e) {
      channel.close();
      throw new NoServerException(socket);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void finishConnecting() throws IOException {
    while (!channel.finishConnect()) {
      await(SelectionKey.OP_CONNECT);
    }
  }

  /** Reads some bytes; -1 at the end of the connection. */
  int read(ByteBuffer into) throws IOException {
    int count = readNow(into);
    while (count == 0) {
      await(SelectionKey.OP_READ);
      count = readNow(into);
    }
    return count;
  }

  private int readNow(ByteBuffer into) throws IOException {
    try {
      return channel.read(into);
    } catch (IOException e) {
      throw new BrokenAnswerException("the connection was cut");
    }
  }

  /** Writes all of it, or stops with {@link EarlyAnswerException}. */
  void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        await(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
        if (!key.isWritable()) {
          throw new EarlyAnswerException();
        }
      }
    }
  }

  /** Whether the other side has said something, or has gone. */
  boolean hasAnswer() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    int ready = selector.selectNow();
    selector.selectedKeys().clear();
    return ready > 0;
  }

  Transfer transfer() {
    return transfer;
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    long start = System.nanoTime();
    for (long left = patience.toMillis();
        left > 0;
        left = patience.toMillis() - millisSince(start)) {
      int ready = selector.select(Math.min(left, SLICE_MILLIS));
      selector.selectedKeys().clear();
      if (ready > 0) {
        return;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      transfer.waited();
    }
    throw new StalledException(patience);
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
