package dagbok.kubo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an answer. A refusal often comes before all is sent, and Kubo hangs up behind it; the
 * words of it are kept here at once, since Jetty drops them when the connection breaks.
 */
final class AnswerListener extends InputStreamResponseListener {
  private static final int MAX_WORDS_BYTES = 64 * 1024;

  private static final byte[] NO_WORDS =
      "Kubo refused before it had all, and hung up".getBytes(StandardCharsets.UTF_8);

  private final ByteArrayOutputStream words = new ByteArrayOutputStream();
  private volatile @Nullable Response refusal;

  @Override
  public void onHeaders(Response response) {
    if (response.getStatus() != HttpStatus.OK_200) {
      refusal = response;
    }
    super.onHeaders(response);
  }

  @Override
  public void onContent(Response response, Content.Chunk chunk, Runnable demander) {
    if (refusal == null) {
      super.onContent(response, chunk, demander);
      return;
    }
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes, 0, bytes.length);
    synchronized (words) {
      words.write(bytes, 0, Math.min(bytes.length, MAX_WORDS_BYTES - words.size()));
    }
    demander.run();
  }

  /** The head of an answer that is no success, if one came: there is no use in sending more. */
  Optional<Response> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** What a refusal said, as far as it came. */
  byte[] words() {
    synchronized (words) {
      return words.size() == 0 ? NO_WORDS : words.toByteArray();
    }
  }

  /** The head of the answer, whenever it comes. */
  Response head() throws InterruptedException, ExecutionException, TimeoutException {
    return get(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }
}
