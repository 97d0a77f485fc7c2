package dagbok.gossip;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.schema.Topic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What gossip knows of one held profile, and when it speaks of it next. */
final class HeldProfile {
  /** How often one's own head is announced again (protocol.md, Messages). */
  static final long OWN_AGAIN_MILLIS = 10 * 60_000;

  /** How often a replica announces again. */
  static final long REPLICA_AGAIN_MILLIS = 60 * 60_000;

  /** The longest that an answer to a query waits for somebody else to give it. */
  static final long ANSWER_SPREAD_MILLIS = 1_500;

  /** The shortest time between two answers for one profile. */
  static final long ANSWER_PAUSE_MILLIS = 2_000;

  /** How long after it has a new head a replica says so, at the earliest and beyond that. */
  static final long COPY_MILLIS = 1_000;

  static final long COPY_SPREAD_MILLIS = 20_000;

  /** When so many have said it, the author among them, others need not. */
  static final int ENOUGH_COPIES = 4;

  private static final long FIRST_QUERY_MILLIS = 500;
  private static final long LAST_QUERY_MILLIS = 10 * 60_000;
  private static final int MAX_HEARD = 256;
  private static final long HEARD_AGAIN_MILLIS = 60_000;
  private static final int MAX_KNOWN = 16;

  private final ProfileId id;
  private final Input.Role role;
  private final RandomGenerator random;
  private final Map<Cid, Long> heard = bounded(MAX_HEARD);
  private final Map<Cid, Long> known = bounded(MAX_KNOWN);
  private @Nullable Cid newest;

  /** The head that was announced last, and by whom. */
  private @Nullable Cid spoken;

  private final Set<String> speakers = new HashSet<>();

  /** Whether the next announcement says that there is one copy more. */
  private boolean tellsCopy;

  private byte @Nullable [] bare;
  private long announceAt = Long.MAX_VALUE;
  private long answerAt = Long.MAX_VALUE;
  private long answeredAt;
  private long queryAt;
  private long queryPause = FIRST_QUERY_MILLIS;

  /** Whether a query went out since the subscription stands. */
  private boolean hasAsked;

  HeldProfile(ProfileId id, Input.Role role, RandomGenerator random, long now) {
    this.id = id;
    this.role = role;
    this.random = random;
    this.answeredAt = now - ANSWER_PAUSE_MILLIS;
    this.queryAt = Long.MAX_VALUE;
  }

  private static Map<Cid, Long> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Cid, Long> eldest) {
        return size() > most;
      }
    };
  }

  ProfileId id() {
    return id;
  }

  Input.Role role() {
    return role;
  }

  String topic() {
    return Topic.of(id).name();
  }

  Set<Cid> knownHeads() {
    return known.keySet();
  }

  /** Somebody announced this head; whether it is to be judged. */
  boolean heard(Cid head, String from, long now) {
    if (!Objects.equals(head, spoken)) {
      spoken = head;
      speakers.clear();
    }
    if (speakers.size() < ENOUGH_COPIES) {
      speakers.add(from);
    }
    if (Objects.equals(head, newest) && tellsCopy && speakers.size() == ENOUGH_COPIES) {
      announceLater(now);
    }
    if (newest != null && newest.equals(head)) {
      answerAt = Long.MAX_VALUE;
      answeredAt = now;
    }
    boolean isKnown = known.containsKey(head);
    Long before = heard.put(head, now);
    return !isKnown && (before == null || now - before > HEARD_AGAIN_MILLIS);
  }

  /** One's copy is in step with this head. */
  void newest(Cid head, byte[] announcement, boolean announcedNow, long now) {
    boolean isNews = !Objects.equals(head, newest);
    known.put(head, now);
    newest = head;
    if (role.tells()) {
      bare = announcement;
    }
    if (isNews || announcedNow || announceAt == Long.MAX_VALUE) {
      announceLater(now);
    }
    boolean enough = Objects.equals(head, spoken) && speakers.size() == ENOUGH_COPIES;
    if (isNews && role == Input.Role.FOLLOWED && !enough) {
      tellsCopy = true;
      announceAt = now + COPY_MILLIS + spread(COPY_SPREAD_MILLIS);
    }
    if (hasAsked && role.asks()) { // before that, what one is in step with may be old
      queryPause = LAST_QUERY_MILLIS;
      queryAt = now + queryPause + spread(queryPause / 2);
    }
    if (announcedNow) {
      answerAt = Long.MAX_VALUE;
    }
  }

  /** What somebody who knows these heads is to be told, if anything. */
  Optional<byte[]> newsFor(List<Cid> theirs) {
    Cid mine = newest;
    return mine == null || theirs.contains(mine) ? Optional.empty() : Optional.ofNullable(bare);
  }

  /** Somebody asked, and knows these heads. */
  void asked(List<Cid> theirs, long now) {
    if (newsFor(theirs).isPresent() && answerAt == Long.MAX_VALUE) {
      answerAt = Math.max(now, answeredAt + ANSWER_PAUSE_MILLIS) + spread(ANSWER_SPREAD_MILLIS);
    }
  }

  /** Ask soon, and often at first. */
  void queryAgain(long now) {
    hasAsked = false;
    queryPause = FIRST_QUERY_MILLIS;
    queryAt = role.asks() ? now + spread(FIRST_QUERY_MILLIS) : Long.MAX_VALUE;
  }

  /** What to announce now, if anything. */
  Optional<byte[]> announcementDue(long now) {
    if (bare == null || (now < announceAt && now < answerAt)) {
      return Optional.empty();
    }
    answeredAt = now; // whoever asked hears it too
    answerAt = Long.MAX_VALUE;
    if (now >= announceAt) {
      announceLater(now);
    }
    return Optional.of(bare);
  }

  private void announceLater(long now) {
    long again = role == Input.Role.OWN ? OWN_AGAIN_MILLIS : REPLICA_AGAIN_MILLIS;
    announceAt = now + again + spread(again / 10);
    tellsCopy = false;
  }

  /** Whether to ask now. */
  boolean queryDue(long now) {
    if (now < queryAt) {
      return false;
    }
    hasAsked = true;
    queryPause = Math.min(queryPause * 2, LAST_QUERY_MILLIS);
    queryAt = now + queryPause + spread(queryPause / 2);
    return true;
  }

  private long spread(long millis) {
    return random.nextLong(millis + 1);
  }
}
