package dagbok.gossip;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
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

  /** How soon a head that is new is announced again first; each next time takes four times that. */
  static final long FIRST_AGAIN_MILLIS = 5_000;

  private static final int AGAIN_GROWTH = 4;

  /** The longest that an answer to a query waits for somebody else to give it. */
  static final long ANSWER_SPREAD_MILLIS = 1_500;

  /** The same while few are known to have it: then somebody waits, and few can say it at once. */
  static final long RARE_ANSWER_SPREAD_MILLIS = 400;

  /** The longest that an author waits with it, so that others need not answer. */
  private static final long OWN_ANSWER_SPREAD_MILLIS = 100;

  /**
   * How much likelier one is to wait for the whole of a time than for nothing of it, as a power of
   * e: so that of a hundred thousand who would say the same, few do before they hear the first.
   */
  private static final double PATIENCE = 11.5;

  private static final double MOST_PATIENCE = Math.expm1(PATIENCE);

  /** The shortest time between two answers for one profile. */
  static final long ANSWER_PAUSE_MILLIS = 2_000;

  /**
   * When so many have said that they have a head, the author among them, others need not; so an
   * author learns that there are copies.
   */
  static final int ENOUGH_COPIES = 4;

  private static final long FIRST_QUERY_MILLIS = 500;
  private static final long LAST_QUERY_MILLIS = 10 * 60_000;
  private static final int MAX_HEARD = 256;
  private static final long HEARD_AGAIN_MILLIS = 60_000;
  private static final int MAX_KNOWN = 16;

  /** So often one leaves it to others to ask, and then asks oneself. */
  static final int MAX_LEFT_TO_OTHERS = 16;

  private final ProfileId id;
  private final String topic;
  private final Input.Role role;
  private final RandomGenerator random;

  /** Messages, and when they were last to be judged. */
  private final Map<Cid, Long> heard = bounded(MAX_HEARD);

  private final Map<Cid, Long> known = bounded(MAX_KNOWN);
  private @Nullable Cid newest;

  /** The head that was announced last, and by whom. */
  private @Nullable Cid spoken;

  private final Set<String> speakers = new HashSet<>();

  private byte @Nullable [] bare;
  private long announceAt = Long.MAX_VALUE;
  private long againPause;
  private long answerAt = Long.MAX_VALUE;
  private long answeredAt;
  private long queryAt;
  private long queriedAt;
  private long queryPause = FIRST_QUERY_MILLIS;
  private int leftToOthers;

  /** Whether somebody announced the newest head since it was last one's turn, or asked. */
  private boolean wasSaid;

  private boolean wasAsked;

  /** Whether a query went out since the subscription stands. */
  private boolean hasAsked;

  HeldProfile(ProfileId id, Input.Role role, RandomGenerator random, long now) {
    this.id = id;
    this.topic = Topic.of(id).name();
    this.role = role;
    this.againPause = longestAgain();
    this.random = random;
    this.answeredAt = now - ANSWER_PAUSE_MILLIS;
    this.queriedAt = now - FIRST_QUERY_MILLIS;
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
    return topic;
  }

  Set<Cid> knownHeads() {
    return known.keySet();
  }

  /**
   * {@code from} announced this head by this message; whether it is to be judged. Who has heard a
   * head with a wrong proof must still take it with the right one, so messages are told apart and
   * not heads.
   */
  boolean heard(Cid head, String from, byte[] message, long now) {
    if (!Objects.equals(spoken, head)) {
      spoken = head;
      speakers.clear();
    }
    if (speakers.size() < ENOUGH_COPIES) {
      speakers.add(from);
    }
    if (isNewest(head)) {
      answerAt = Long.MAX_VALUE;
      answeredAt = now;
      wasSaid = true;
    }
    if (known.containsKey(head)) {
      return false;
    }
    Cid cid = Cid.of(Multicodec.RAW, message);
    Long before = heard.get(cid);
    boolean isNews = before == null || now - before > HEARD_AGAIN_MILLIS;
    if (isNews) {
      heard.put(cid, now);
    }
    return isNews;
  }

  private boolean isNewest(Cid head) {
    return newest != null && newest.equals(head);
  }

  /** One's copy is in step with this head. */
  void newest(Cid head, byte[] announcement, boolean announcedNow, long now) {
    if (isNewest(head) && !announcedNow) {
      return; // else whoever makes one look again would put off what one says
    }
    boolean isChange = newest != null || announcedNow;
    known.put(head, now);
    newest = head;
    if (role.tells()) {
      bare = announcement;
    }
    againPause = isChange ? FIRST_AGAIN_MILLIS : longestAgain();
    announceLater(now);
    if (hasAsked) { // before that, what one is in step with may be old
      queryPause = LAST_QUERY_MILLIS;
      askLater(now);
    }
    if (announcedNow) {
      answerAt = Long.MAX_VALUE;
    }
  }

  private long longestAgain() {
    return role == Input.Role.OWN ? OWN_AGAIN_MILLIS : REPLICA_AGAIN_MILLIS;
  }

  private void announceLater(long now) {
    wasSaid = false;
    announceAt = now + againPause + mostly(againPause / 10);
    againPause = Math.min(againPause * AGAIN_GROWTH, longestAgain());
  }

  private void askLater(long now) {
    wasAsked = false;
    queryAt = now + queryPause + mostly(queryPause / 2);
  }

  /** What somebody who knows these heads is to be told, if anything. */
  Optional<byte[]> newsFor(List<Cid> theirs) {
    Cid mine = newest;
    return mine == null || theirs.contains(mine) ? Optional.empty() : Optional.ofNullable(bare);
  }

  /** Somebody asked, and knows these heads. */
  void asked(List<Cid> theirs, long now) {
    if (newsFor(theirs).isPresent() && answerAt == Long.MAX_VALUE) {
      answerAt = Math.max(now, answeredAt + ANSWER_PAUSE_MILLIS) + answerWait();
    }
    wasAsked |= known.keySet().containsAll(theirs); // what they are told is all that I would be
  }

  private long answerWait() {
    if (role == Input.Role.OWN) {
      return spread(OWN_ANSWER_SPREAD_MILLIS);
    }
    return mostly(haveEnoughSaid() ? ANSWER_SPREAD_MILLIS : RARE_ANSWER_SPREAD_MILLIS);
  }

  /**
   * Ask soon, and often at first; at once if no head is known yet, since then somebody waits for
   * it.
   */
  void queryAgain(long now) {
    hasAsked = false;
    leftToOthers = 0;
    queryPause = FIRST_QUERY_MILLIS;
    wasAsked = false;
    long soon = known.isEmpty() ? now : now + mostly(FIRST_QUERY_MILLIS);
    queryAt = role.asks() ? Math.max(soon, queriedAt + FIRST_QUERY_MILLIS) : Long.MAX_VALUE;
  }

  /** When one speaks of it next. */
  long due() {
    return bare == null ? queryAt : Math.min(queryAt, Math.min(announceAt, answerAt));
  }

  /** What to announce now, if anything. */
  Optional<byte[]> announcementDue(long now) {
    if (bare == null || (now < announceAt && now < answerAt)) {
      return Optional.empty();
    }
    boolean isAnswer = now >= answerAt;
    boolean isDue = isAnswer || role == Input.Role.OWN || !wasSaid || !haveEnoughSaid();
    if (isDue) {
      answeredAt = now; // whoever asked hears it too
      answerAt = Long.MAX_VALUE;
    }
    wasSaid |= isAnswer;
    if (now >= announceAt) {
      announceLater(now);
    }
    return isDue ? Optional.of(bare) : Optional.empty();
  }

  /** Whether the newest head was announced by so many that it need not be said that here it is. */
  private boolean haveEnoughSaid() {
    return newest != null && Objects.equals(spoken, newest) && speakers.size() == ENOUGH_COPIES;
  }

  /** Whether to ask now. */
  boolean queryDue(long now) {
    if (now < queryAt) {
      return false;
    }
    boolean isMine = !wasAsked || leftToOthers == MAX_LEFT_TO_OTHERS;
    leftToOthers = isMine ? 0 : leftToOthers + 1;
    hasAsked = true;
    queriedAt = now;
    queryPause = Math.min(queryPause * 2, LAST_QUERY_MILLIS);
    askLater(now);
    return isMine;
  }

  /** A time up to so long, likelier the longer it is. */
  private long mostly(long millis) {
    double point = 1 + random.nextDouble() * MOST_PATIENCE;
    return Math.round(millis * Math.log(point) / PATIENCE);
  }

  private long spread(long millis) {
    return random.nextLong(millis + 1);
  }
}
