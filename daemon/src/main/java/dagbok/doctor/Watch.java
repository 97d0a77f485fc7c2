package dagbok.doctor;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then, so that things which last are known to last, and says in the log what is
 * newly wrong and what is well again. For one thread.
 */
public final class Watch implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Doctor doctor;
  private final Runnable changed;
  private List<Report> before = List.of();

  /** {@code changed} is run when something is found that was not, or no longer. */
  public Watch(Doctor doctor, Runnable changed) {
    this.doctor = doctor;
    this.changed = changed;
  }

  @Override
  public void run() {
    List<Report> now = doctor.examine().stream().filter(Report::isFound).toList();
    Set<String> known = codes(before);
    now.stream()
        .filter(report -> !known.contains(report.code()))
        .forEach(report -> log.warn("{}: {}", report.code(), report.text()));
    Set<String> still = codes(now);
    known.stream()
        .filter(code -> !still.contains(code))
        .forEach(code -> log.info("{}: over", code));
    boolean differs = !still.equals(known);
    before = now;
    if (differs) {
      changed.run();
    }
  }

  private static Set<String> codes(List<Report> reports) {
    return reports.stream().map(Report::code).collect(Collectors.toSet());
  }
}
