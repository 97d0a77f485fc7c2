package dagbok.cli;

import java.time.Duration;

/**
 * How long the daemon may say nothing before a command gives up.
 *
 * @param quick for what it answers from memory
 * @param slow for what may need peers, or all of a profile
 */
record Patience(Duration quick, Duration slow) {
  static final Patience STANDARD = new Patience(Duration.ofSeconds(60), Duration.ofMinutes(30));
}
