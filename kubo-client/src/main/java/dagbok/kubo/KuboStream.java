package dagbok.kubo;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Kubo answers bit by bit. Asking for the next may block and may throw {@link KuboException};
 * one thread reads, any may close, and closing ends Kubo's work on it. Whoever got it closes it.
 *
 * @param <T> what comes
 */
public final class KuboStream<T> implements Iterator<T>, AutoCloseable {
  private final JsonLines lines;
  private final Function<JsonNode, Optional<T>> reader;
  private @Nullable T next;

  /** What {@code reader} makes nothing of is left out. */
  KuboStream(JsonLines lines, Function<JsonNode, Optional<T>> reader) {
    this.lines = lines;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      JsonNode line = lines.next();
      if (line == null) {
        return false;
      }
      next = reader.apply(line).orElse(null);
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T value = next;
    if (value == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return value;
  }

  @Override
  public void close() {
    lines.close();
  }
}
