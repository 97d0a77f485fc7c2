package dagbok.sync;

import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.DeviceProof;
import dagbok.gossip.Effect;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.work.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles whose owners want them to be found (protocol.md, Messages, discover), as far as was
 * heard since the daemon started: each said so by one of its devices, within a day. Whether that
 * device is still in force only the profile says. Thread-safe.
 */
public final class Discoveries {
  private static final Logger log = LoggerFactory.getLogger(Discoveries.class);

  static final int MAX_FOUND = 500;

  /** Who tells of more pushes out what he told first. */
  static final int MAX_OF_ONE_PEER = 8;

  private static final Duration LIFE = Duration.ofDays(1);

  /** Clocks go wrong. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

  /** A check takes up to 64 signatures; so many at once, and then one each half second. */
  private static final int MAX_CHECKS = 50;

  private static final long CHECK_MILLIS = 500;

  /** Of these each peer has so many at once, and then one each minute. */
  private static final int MAX_CHECKS_OF_ONE_PEER = MAX_OF_ONE_PEER + 1;

  private static final long CHECK_OF_ONE_PEER_MILLIS = 60_000;

  /** Whom what several told of counts against. */
  private static final String SEVERAL = "";

  private final Verifier verifier;
  private final Clock clock;
  private final RateLimit checks = new RateLimit(MAX_CHECKS, CHECK_MILLIS);
  private final RateLimit checksByPeer =
      new RateLimit(MAX_CHECKS_OF_ONE_PEER, CHECK_OF_ONE_PEER_MILLIS);

  /** The one that was told last comes last. */
  private final Map<ProfileId, Told> found = new LinkedHashMap<>();

  /** {@code said}: when, as the message says. */
  private record Told(Found what, Instant said, String by) {}

  /**
   * A profile that wants to be found.
   *
   * @param peers where it can be had, not checked
   * @param time when its device said so
   */
  public record Found(ProfileId profile, List<String> peers, Instant time) {}

  /** Nothing was heard yet. */
  public Discoveries(Verifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Somebody says that a profile wants to be found. */
  public synchronized void heard(Effect.Discovered discovered) {
    Message.Discover message = discovered.message();
    Instant time = Instant.ofEpochSecond(message.time());
    Instant now = clock.instant();
    Told before = found.get(message.profile());
    if (before != null && before.said().equals(time) && !before.by().equals(discovered.from())) {
      found.put(message.profile(), new Told(before.what(), time, SEVERAL));
    }
    boolean isNews = before == null || before.said().isBefore(time);
    if (!isNews
        || !isAlive(time, now)
        || !mayCheck(discovered.from(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime()))
        || !isRight(message)) {
      return;
    }
    Instant notAhead = time.isAfter(now) ? now : time;
    Found what = new Found(message.profile(), usable(message.peers()), notAhead);
    found.remove(message.profile());
    found.put(message.profile(), new Told(what, time, discovered.from()));
    found.values().removeIf(told -> !isAlive(told.said(), now));
    forgetMostOf(discovered.from());
  }

  private boolean mayCheck(String peer, long now) {
    return checksByPeer.take(peer, now) && checks.take("", now);
  }

  /** Addresses are written one after another, with space between them. */
  private static List<String> usable(List<String> peers) {
    return peers.stream()
        .filter(peer -> !peer.isEmpty() && peer.chars().noneMatch(Character::isWhitespace))
        .toList();
  }

  private static boolean isAlive(Instant time, Instant now) {
    return time.isAfter(now.minus(LIFE)) && time.isBefore(now.plus(MAX_AHEAD));
  }

  private boolean isRight(Message.Discover message) {
    try {
      DeviceKey key =
          DeviceProof.key(message.profile(), message.proof(), message.device(), verifier);
      return verifier.verify(key, message.signedMessage(), message.sig());
    } catch (SchemaException e) {
      log.debug("{} is not found: {}", message.profile(), e.getMessage());
      return false;
    }
  }

  private void forgetMostOf(String peer) {
    List<ProfileId> ofPeer =
        found.values().stream()
            .filter(told -> told.by().equals(peer))
            .map(told -> told.what().profile())
            .toList();
    if (ofPeer.size() > MAX_OF_ONE_PEER) {
      found.remove(ofPeer.get(0));
    } else if (found.size() > MAX_FOUND) {
      found.remove(found.keySet().iterator().next());
    }
  }

  /** Those that are not void yet, those first whose owners said so last. */
  public synchronized List<Found> all() {
    Instant now = clock.instant();
    return found.values().stream()
        .map(Told::what)
        .filter(what -> isAlive(what.time(), now))
        .sorted(Comparator.comparing(Found::time).reversed())
        .toList();
  }
}
