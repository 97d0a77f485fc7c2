package dagbok.kubo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of a file to Kubo, in larger pieces; a wait for Kubo to take them is bounded. */
final class UploadStream extends BufferedOutputStream {
  /** Kubo took no more. */
  static final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    WireException(@Nullable Throwable cause) {
      super("Kubo took no more", cause);
    }
  }

  /**
   * A way that ends by a {@link WireException} as soon as there is a refusal: Kubo keeps the
   * connection for half a second then, and what it says is lost if it is closed while we write.
   */
  UploadStream(
      OutputStream wire, Watchdog watchdog, Supplier<Optional<?>> refusal, int bufferBytes) {
    super(new Guarded(wire, watchdog, refusal), bufferBytes);
  }

  private static final class Guarded extends OutputStream {
    private final OutputStream wire;
    private final Watchdog watchdog;
    private final Supplier<Optional<?>> refusal;

    Guarded(OutputStream wire, Watchdog watchdog, Supplier<Optional<?>> refusal) {
      this.wire = wire;
      this.watchdog = watchdog;
      this.refusal = refusal;
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
      if (refusal.get().isPresent()) {
        throw new WireException(null);
      }
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
