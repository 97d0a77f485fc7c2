package dagbok.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Stands before a TCP port on this machine and gives on what comes so many milliseconds later, each
 * way. Run by hand: {@code java -cp … dagbok.benchmark.DelayProxy PORT MILLISECONDS}; prints the
 * port to go to instead.
 */
public final class DelayProxy {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int MAX_PIECES = 1_024;

  private DelayProxy() {}

  /** Runs until it is ended. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    long nanos = Long.parseLong(arguments[1]) * 1_000_000;
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket here = server.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        delay(here, there, nanos, threads);
        delay(there, here, nanos, threads);
      }
    }
  }

  /** Bytes that came, and when they are to go on; none at the end. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Piece(byte[] bytes, long due) {}

  private static void delay(Socket from, Socket to, long nanos, ExecutorService threads) {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(MAX_PIECES);
    threads.execute(() -> read(from, pieces, nanos));
    threads.execute(() -> write(to, pieces));
  }

  private static void read(Socket from, BlockingQueue<Piece> pieces, long nanos) {
    byte[] buffer = new byte[PIECE_BYTES];
    try (InputStream in = from.getInputStream()) {
      int count = in.read(buffer);
      while (count >= 0) {
        pieces.put(new Piece(Arrays.copyOf(buffer, count), System.nanoTime() + nanos));
        count = in.read(buffer);
      }
      pieces.put(new Piece(new byte[0], System.nanoTime()));
    } catch (IOException e) {
      pieces.add(new Piece(new byte[0], System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Socket to, BlockingQueue<Piece> pieces) {
    try (OutputStream out = to.getOutputStream()) {
      Piece piece = pieces.take();
      while (piece.bytes().length > 0) {
        long wait = piece.due() - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
        out.write(piece.bytes());
        piece = pieces.take();
      }
    } catch (IOException e) {
      // whoever reads there has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
