package dagbok.ipfs.gateway;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks trustless gateways for blocks, one after another in their order. Who gives other bytes, too
 * many or none in time is put aside for a while. Follows no redirects. Thread-safe.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless Gateway</a>
 */
public final class Gateways {
  static final String RAW = "application/vnd.ipld.raw";

  /** How long one gateway is waited for, with all of its answer. */
  static final Duration MAX_WAIT = Duration.ofSeconds(20);

  /** How long nobody asks one that gave nothing in time or answered with an error. */
  static final Duration ASIDE_AFTER_FAILURE = Duration.ofMinutes(1);

  /** How long nobody asks one that gave what was not asked for. */
  static final Duration ASIDE_AFTER_LIE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(Gateways.class);
  private static final int OK = 200;
  private static final int FIRST_ERROR_OF_SERVER = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final List<URI> urls;
  private final LongSupplier nanoTime;
  private final Map<URI, Long> asideUntil = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(MAX_WAIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** At these addresses, to which {@code /ipfs/…} is added. */
  public Gateways(List<URI> urls) {
    this(urls, System::nanoTime);
  }

  Gateways(List<URI> urls, LongSupplier nanoTime) {
    this.urls = List.copyOf(urls);
    this.nanoTime = nanoTime;
  }

  /** The block, from the first that gives it within {@code timeout}. */
  Optional<Block> get(Cid cid, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    for (URI url : urls) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      Duration wait = left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
      if (wait.isNegative() || wait.isZero()) {
        return Optional.empty();
      }
      if (!isAside(url)) {
        Optional<Block> block = ask(url, cid, wait);
        if (block.isPresent()) {
          return block;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAside(URI url) {
    Long until = asideUntil.get(url);
    return until != null && until - nanoTime.getAsLong() > 0;
  }

  private void putAside(URI url, Duration pause, String why) {
    asideUntil.put(url, nanoTime.getAsLong() + pause.toNanos());
    log.info("gateway {} is not asked for {} s: {}", url, pause.toSeconds(), why);
  }

  private Optional<Block> ask(URI url, Cid cid, Duration wait) {
    String base = url.toString().replaceFirst("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/ipfs/" + cid + "?format=raw"))
            .timeout(wait)
            .header("Accept", RAW)
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      return read(url, cid, answer, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException e) {
      putAside(url, ASIDE_AFTER_FAILURE, e.toString());
      return Optional.empty();
    }
  }

  private Optional<Block> read(URI url, Cid cid, HttpResponse<InputStream> answer, Duration wait)
      throws IOException {
    try (InputStream in = answer.body()) {
      int status = answer.statusCode();
      if (status >= FIRST_ERROR_OF_SERVER || status == TOO_MANY_REQUESTS) {
        putAside(url, ASIDE_AFTER_FAILURE, "status " + status);
      }
      if (status != OK) {
        return Optional.empty();
      }
      byte[] bytes = bounded(in, wait);
      if (bytes.length > Block.MAX_BYTES || !cid.matches(bytes)) {
        putAside(url, ASIDE_AFTER_LIE, "it gave other bytes for " + cid);
        return Optional.empty();
      }
      return Optional.of(new Block(cid, bytes));
    }
  }

  /** At most one byte more than a block may have, however slowly they come. */
  private static byte[] bounded(InputStream in, Duration wait) throws IOException {
    Future<?> end =
        CompletableFuture.runAsync(
            () -> close(in),
            CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return in.readNBytes(Block.MAX_BYTES + 1);
    } finally {
      var unused = end.cancel(false);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      log.trace("it had ended", e);
    }
  }
}
