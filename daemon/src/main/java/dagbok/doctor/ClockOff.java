package dagbok.doctor;

import dagbok.store.Database;
import dagbok.store.HeadTable;
import dagbok.store.PostTable;
import dagbok.store.ProfileTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A clock that is off, told without the internet: it stands before something that was received or
 * written here, or most of those who posted lately seem to live in the future.
 */
public final class ClockOff implements Check {
  /** Clocks of machines differ; nobody is hurt by so much. */
  static final Duration TOLERANCE = Duration.ofMinutes(10);

  private static final int NEWEST_POSTS = 256;
  private static final int WITNESSES = 2;
  private static final Duration LATELY = Duration.ofDays(1);
  private static final String FIX =
      "set the clock; on most Linux systems run 'sudo timedatectl set-ntp true'";

  private final Database database;
  private final Clock clock;

  /** Compares the clock with what the database holds. */
  public ClockOff(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String code() {
    return "clock-off";
  }

  @Override
  public String title() {
    return "The clock agrees with what is known";
  }

  @Override
  public Set<String> causes() {
    return Set.of(DatabaseReads.CODE);
  }

  @Override
  public List<Finding> look() {
    long now = clock.instant().getEpochSecond();
    long bound = now + TOLERANCE.toSeconds();
    return behindItself(now, bound)
        .or(() -> againstPosts(now, bound))
        .map(text -> List.of(Finding.warning(text, FIX)))
        .orElse(List.of());
  }

  private Optional<String> behindItself(long now, long bound) {
    return database
        .read(HeadTable::newestReceived)
        .filter(received -> received > bound)
        .map(
            received ->
                "The clock says " + text(now) + ", but something came in at " + text(received));
  }

  private Optional<String> againstPosts(long now, long bound) {
    List<PostTable.Dated> posts = database.read(tx -> PostTable.newest(tx, NEWEST_POSTS));
    Set<Long> own =
        database.read(ProfileTable::all).stream()
            .filter(ProfileTable.Row::own)
            .map(ProfileTable.Row::id)
            .collect(Collectors.toSet());
    Optional<String> mine =
        posts.stream()
            .filter(post -> own.contains(post.profile()) && post.time() > bound)
            .findFirst()
            .map(
                post ->
                    "The clock says "
                        + text(now)
                        + ", but a post of yours is of "
                        + text(post.time()));
    return mine.or(() -> againstOthers(posts, own, now, bound));
  }

  /** One of them alone may be wrong, or lie. */
  private static Optional<String> againstOthers(
      List<PostTable.Dated> posts, Set<Long> own, long now, long bound) {
    Set<Long> lately = new HashSet<>();
    Set<Long> ahead = new HashSet<>();
    for (PostTable.Dated post : posts) {
      if (!own.contains(post.profile()) && post.time() > now - LATELY.toSeconds()) {
        lately.add(post.profile());
        if (post.time() > bound) {
          ahead.add(post.profile());
        }
      }
    }
    return ahead.size() >= WITNESSES && ahead.size() * 2 > lately.size()
        ? Optional.of(
            "The clock says " + text(now) + ", but " + ahead.size() + " profiles post from later")
        : Optional.empty();
  }

  private static String text(long seconds) {
    return Instant.ofEpochSecond(seconds).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
