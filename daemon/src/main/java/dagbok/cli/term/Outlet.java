package dagbok.cli.term;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream that writes UTF-8, is flushed by hand, and remembers why it failed. */
public final class Outlet extends PrintStream {
  private static final int BUFFER_BYTES = 8 * 1024;

  private final Witness witness;

  private Outlet(Witness witness) {
    super(new BufferedOutputStream(witness, BUFFER_BYTES), false, StandardCharsets.UTF_8);
    this.witness = witness;
  }

  /** One to {@code out}. */
  public static Outlet to(OutputStream out) {
    return new Outlet(new Witness(out));
  }

  /** Flushes; why writing failed, if it did. */
  public Optional<String> failure() {
    flush();
    return Optional.ofNullable(witness.failure)
        .map(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
  }

  /** Whether it failed because nobody reads it any more, as behind {@code | head}. */
  public boolean isAbandoned() {
    return failure().filter(failure -> failure.contains("broken pipe")).isPresent();
  }

  /** Sees the failures that a print stream hides. */
  private static final class Witness extends FilterOutputStream {
    private @Nullable IOException failure;

    Witness(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }
  }
}
