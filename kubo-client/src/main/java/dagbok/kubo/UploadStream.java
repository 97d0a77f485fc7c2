package dagbok.kubo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The way of a file to Kubo, in larger pieces; a wait for Kubo to take them is bounded. */
final class UploadStream extends BufferedOutputStream {
  /** Kubo took no more. */
  static final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    WireException(Throwable cause) {
      super("Kubo took no more", cause);
    }
  }

  UploadStream(OutputStream wire, Watchdog watchdog, int bufferBytes) {
    super(new Guarded(wire, watchdog), bufferBytes);
  }

  private static final class Guarded extends OutputStream {
    private final OutputStream wire;
    private final Watchdog watchdog;

    Guarded(OutputStream wire, Watchdog watchdog) {
      this.wire = wire;
      this.watchdog = watchdog;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      guard(() -> wire.write(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      guard(wire::close);
    }

    private void guard(Step step) throws IOException {
      try {
        watchdog.guard(
            () -> {
              step.run();
              return true;
            });
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } catch (IOException | ExecutionException | TimeoutException e) {
        throw new WireException(e);
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
