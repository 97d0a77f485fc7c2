package dagbok.web;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/**
 * What the local page needs to know of its surroundings.
 *
 * @param bind the address to listen at, {@code 127.0.0.1} unless somebody knows what they do
 * @param port the port of pages and API; 0 for any that is free
 * @param extraHosts further host names to answer to, such as that of a proxy in front
 * @param runFolder for what exists only while the daemon runs; made so that only its owner can
 *     enter
 * @param socket the Unix socket of the command line; its folder is made so that only its owner can
 *     enter it
 * @param secrets the folder of the API's token and the sessions' key
 * @param uploads the folder that uploaded files pass through; emptied at the start, so it must be
 *     used for nothing else
 * @param maxUploadBytes the largest file of a post
 * @param openMetrics whether {@code /metrics} needs no token
 * @param clock in the time zone of this machine's user
 */
public record WebSettings(
    String bind,
    int port,
    Set<String> extraHosts,
    Path runFolder,
    Path socket,
    Path secrets,
    Path uploads,
    long maxUploadBytes,
    boolean openMetrics,
    Clock clock,
    SecureRandom random) {
  /** The usual {@code maxUploadBytes}: 4 GiB. */
  public static final long DEFAULT_MAX_UPLOAD_BYTES = 4L << 30;

  /** Copies the set. */
  public WebSettings {
    extraHosts = Set.copyOf(extraHosts);
  }
}
