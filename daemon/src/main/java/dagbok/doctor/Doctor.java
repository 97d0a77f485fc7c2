package dagbok.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all checks, causes before what follows from them. Thread-safe: one examination at a time.
 */
public final class Doctor {
  /** How old what monitors are told may be, so that they cost nothing. */
  public static final Duration RECENT = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Doctor.class);
  private static final int MAX_FINDINGS_OF_A_CHECK = 20;

  private final List<Check> checks;
  private final Clock clock;
  private List<Report> last = List.of();
  private Instant lookedAt = Instant.MIN;

  /**
   * With the checks, each behind its causes.
   *
   * @throws IllegalArgumentException if one stands before its cause, or two have the same code
   */
  public Doctor(List<Check> checks, Clock clock) {
    this.checks = List.copyOf(checks);
    this.clock = clock;
    Set<String> before = new HashSet<>();
    for (Check check : checks) {
      if (!before.containsAll(check.causes()) || !before.add(check.code())) {
        throw new IllegalArgumentException(check.code() + " stands in the wrong place");
      }
    }
  }

  /** Looks now: a report for each check that finds nothing, one for each finding of the others. */
  public synchronized List<Report> examine() {
    List<Report> reports = new ArrayList<>();
    Map<String, String> causes = new HashMap<>(); // what was found or hidden, and its root
    for (Check check : checks) {
      Optional<String> cause = cause(check, causes);
      List<Report> found =
          cause.isPresent() ? List.of(Report.hidden(check, cause.get())) : look(check);
      reports.addAll(found);
      if (cause.isPresent() || found.stream().anyMatch(Report::isFound)) {
        causes.put(check.code(), cause.orElse(check.code()));
      }
    }
    last = List.copyOf(reports);
    lookedAt = clock.instant();
    return last;
  }

  /** What was found last, if that is no older than {@link #RECENT}; else looks now. */
  public synchronized List<Report> recent() {
    Instant now = clock.instant();
    boolean fresh = !now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(RECENT));
    return fresh ? last : examine();
  }

  private static Optional<String> cause(Check check, Map<String, String> causes) {
    return check.causes().stream()
        .sorted()
        .filter(causes::containsKey)
        .findFirst()
        .map(causes::get);
  }

  private static List<Report> look(Check check) {
    try {
      List<Finding> found = check.look();
      return found.isEmpty()
          ? List.of(Report.well(check))
          : bounded(found).map(finding -> Report.of(check, finding)).toList();
    } catch (RuntimeException e) {
      log.warn("the check {} failed", check.code(), e);
      return List.of(
          Report.of(
              check,
              Finding.warning(
                  "Whether " + uncapitalised(check.title()) + " can't be told: " + e.getMessage(),
                  "look again; if that does not help, report it with the log")));
    }
  }

  /** The first of them, and how many there are besides. */
  private static Stream<Finding> bounded(List<Finding> found) {
    int more = found.size() - MAX_FINDINGS_OF_A_CHECK;
    return more <= 0
        ? found.stream()
        : Stream.concat(
            found.stream().limit(MAX_FINDINGS_OF_A_CHECK),
            Stream.of(Finding.warning("And " + more + " more of these", "see to the first ones")));
  }

  private static String uncapitalised(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
