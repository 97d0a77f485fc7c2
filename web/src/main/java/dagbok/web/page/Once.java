package dagbok.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Carries out what a form asks for once, however often the form is sent: a second click or a
 * reloaded page gets the first one's result. Thread-safe.
 */
final class Once {
  /** The most forms that are remembered. */
  static final int MAX_REMEMBERED = 256;

  private final Map<String, CompletableFuture<String>> results =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<String>> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The result of {@code action}, which is run unless it was already for this form. */
  String run(Optional<String> form, Supplier<String> action) {
    if (form.isEmpty()) {
      return action.get();
    }
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> first = claim(form.get(), mine);
    return first == mine ? runFirst(form.get(), mine, action) : await(first);
  }

  private synchronized CompletableFuture<String> claim(
      String form, CompletableFuture<String> mine) {
    CompletableFuture<String> known = results.putIfAbsent(form, mine);
    return known == null ? mine : known;
  }

  private String runFirst(String form, CompletableFuture<String> mine, Supplier<String> action) {
    try {
      String result = action.get();
      mine.complete(result);
      return result;
    } catch (RuntimeException e) {
      synchronized (this) {
        results.remove(form);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static String await(CompletableFuture<String> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
