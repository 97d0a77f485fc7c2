package dagbok.web.text;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the zone of this machine's user. Immutable. */
public final class Times {
  /** In the year 9999 everywhere on earth; authors can claim any time. */
  private static final long LAST_SECOND = 253_402_300_799L - 2 * 86_400;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_YEAR =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private final Clock clock;

  /** With the clock that says what today is, in its zone. */
  public Times(Clock clock) {
    this.clock = clock;
  }

  /**
   * A time as it is shown.
   *
   * @param iso for {@code datetime}
   * @param clock hours and minutes
   * @param day the day, in words
   * @param dayIso the day, for comparing
   * @param full all of it
   */
  public record Stamp(String iso, String clock, String day, String dayIso, String full) {}

  /** {@code seconds} since 1970. */
  public Stamp stamp(long seconds) {
    Instant instant = Instant.ofEpochSecond(Math.max(0, Math.min(seconds, LAST_SECOND)));
    ZonedDateTime time = instant.atZone(clock.getZone());
    return new Stamp(
        instant.toString(),
        CLOCK.format(time),
        day(time.toLocalDate()),
        time.toLocalDate().toString(),
        FULL.format(time));
  }

  private String day(LocalDate day) {
    LocalDate today = LocalDate.now(clock);
    if (day.equals(today)) {
      return "Today";
    }
    if (day.equals(today.minusDays(1))) {
      return "Yesterday";
    }
    return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(day);
  }
}
