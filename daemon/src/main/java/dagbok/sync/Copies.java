package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who says to hold which snapshot of a profile, as far as was heard since the daemon started. A
 * peer that reaches us in two ways counts as two. Thread-safe.
 */
public final class Copies {
  private static final int MAX_HOLDERS = 256;

  /** Replicas say it every hour. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(3);

  private final Clock clock;
  private final Function<ProfileId, Optional<Cid>> snapshots;
  private final Supplier<Set<String>> ourselves;
  private final Map<ProfileId, Map<String, Holder>> holders = new ConcurrentHashMap<>();
  private volatile Consumer<ProfileId> onChange = profile -> {};

  /**
   * Somebody who said to hold a profile.
   *
   * @param peer who published it, as the IPFS node says
   * @param snapshot the one that was named last
   * @param since when that one was named first
   * @param seen when it was named last
   * @param agreed when it named the snapshot that was the newest one here
   */
  public record Holder(
      String peer, Cid snapshot, Instant since, Instant seen, Optional<Instant> agreed) {
    private Holder again(Cid named, Instant now, boolean agrees) {
      return new Holder(
          peer,
          named,
          named.equals(snapshot) ? since : now,
          now,
          agrees ? Optional.of(now) : agreed);
    }
  }

  /**
   * Nobody said anything yet.
   *
   * @param snapshots the newest one here
   * @param ourselves our own names as a peer
   */
  public Copies(
      Clock clock, Function<ProfileId, Optional<Cid>> snapshots, Supplier<Set<String>> ourselves) {
    this.clock = clock;
    this.snapshots = snapshots;
    this.ourselves = ourselves;
  }

  /** Told of profiles of which somebody holds what nobody was known to hold. */
  public void onChange(Consumer<ProfileId> listener) {
    onChange = listener;
  }

  /** A peer announced a head of this snapshot. */
  void heard(ProfileId profile, Cid snapshot, String peer) {
    boolean agrees = snapshots.apply(profile).filter(snapshot::equals).isPresent();
    Map<String, Holder> known =
        holders.computeIfAbsent(profile, p -> new LinkedHashMap<>(16, 0.75f, true));
    boolean isNews;
    synchronized (known) {
      Instant now = clock.instant();
      Holder before = known.get(peer);
      Holder fresh = new Holder(peer, snapshot, now, now, Optional.empty());
      known.put(peer, (before == null ? fresh : before).again(snapshot, now, agrees));
      isNews = before == null || !before.snapshot().equals(snapshot);
      if (known.size() > MAX_HOLDERS) {
        known.remove(known.keySet().iterator().next());
      }
    }
    if (isNews && agrees) {
      onChange.accept(profile);
    }
  }

  /** A profile is held no longer. */
  void forget(ProfileId profile) {
    holders.remove(profile);
  }

  /** Who was heard lately, but for ourselves; those heard last first. */
  public List<Holder> of(ProfileId profile) {
    Map<String, Holder> known = holders.get(profile);
    if (known == null) {
      return List.of();
    }
    Set<String> own = ourselves.get();
    Instant since = clock.instant().minus(FORGOTTEN_AFTER);
    synchronized (known) {
      return known.values().stream()
          .filter(holder -> holder.seen().isAfter(since) && !own.contains(holder.peer()))
          .sorted(Comparator.comparing(Holder::seen).reversed().thenComparing(Holder::peer))
          .toList();
    }
  }

  /** How many had all that there was at {@code time}, in seconds since 1970. */
  public long count(ProfileId profile, long time) {
    return of(profile).stream()
        .flatMap(holder -> holder.agreed().stream())
        .filter(agreed -> agreed.getEpochSecond() >= time)
        .count();
  }
}
