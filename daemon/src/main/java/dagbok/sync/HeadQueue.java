package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.gossip.Effect;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Heads of held profiles that wait: announcements to be judged, and heads that were believed and
 * not yet caught up with. Several of one device too: whoever stole its key may announce what nobody
 * has, and must not hide the honest one's. Thread-safe.
 */
public final class HeadQueue {
  static final int MAX_WAITING_ANNOUNCEMENTS = 32;
  static final int MAX_WAITING_OF_ONE_PEER = 8;
  static final int MAX_PENDING_HEADS = 32;
  private static final int MAX_FAILED_HEADS = 256;
  private static final int MAX_FAILED_PEERS = 256;
  private static final int MAX_PEERS_OF_A_HEAD = 8;

  /** A head that could not be had so often is forgotten until somebody announces it again. */
  static final int MAX_ATTEMPTS = 10;

  private final Map<ProfileId, Waiting> profiles = new ConcurrentHashMap<>();

  /** What waits for one profile; guarded by itself. */
  private static final class Waiting {
    private final Deque<Effect.Announced> announcements = new ArrayDeque<>();

    /** The newest last. */
    private final Map<Cid, Encoded<Head>> pending = new LinkedHashMap<>();

    /** How often a head could not be caught up with. */
    private final Map<Cid, Integer> failures = new LinkedHashMap<>();

    /** Who announced what is pending. */
    private final Map<Cid, Set<String>> peers = new HashMap<>();

    /** How often what somebody announced could not be caught up with. */
    private final Map<String, Integer> peerFailures = new LinkedHashMap<>();

    /** What a new head of somebody waits for whose others can't be had. */
    private int rank(Cid head) {
      int ofPeers =
          peers.getOrDefault(head, Set.of()).stream()
              .mapToInt(peer -> peerFailures.getOrDefault(peer, 0))
              .min()
              .orElse(0);
      return Math.max(ofPeers, failures.getOrDefault(head, 0));
    }

    private void forgetPeers() {
      peers.keySet().retainAll(pending.keySet());
    }
  }

  private Waiting of(ProfileId profile) {
    return profiles.computeIfAbsent(profile, p -> new Waiting());
  }

  /** Somebody announced a head. Who announces much pushes out his own first. */
  public void announced(Effect.Announced head) {
    Waiting waiting = of(head.profile());
    synchronized (waiting) {
      Deque<Effect.Announced> all = waiting.announcements;
      List<Effect.Announced> same =
          all.stream().filter(other -> other.from().equals(head.from())).toList();
      if (same.size() >= MAX_WAITING_OF_ONE_PEER) {
        all.removeFirstOccurrence(same.get(0));
      } else if (all.size() >= MAX_WAITING_ANNOUNCEMENTS) {
        all.removeFirst();
      }
      all.addLast(head);
    }
  }

  /** Takes out the announcement that waited longest. */
  Optional<Effect.Announced> next(ProfileId profile) {
    Waiting waiting = of(profile);
    synchronized (waiting) {
      return Optional.ofNullable(waiting.announcements.pollFirst());
    }
  }

  /** This head, which somebody announced, was believed; it is to be caught up with. */
  void believed(Encoded<Head> head, String from) {
    Waiting waiting = of(head.value().profile());
    synchronized (waiting) {
      waiting.pending.remove(head.cid());
      waiting.pending.put(head.cid(), head);
      removeFirstBeyond(MAX_PENDING_HEADS, waiting.pending);
      Set<String> peers = waiting.peers.computeIfAbsent(head.cid(), h -> new LinkedHashSet<>());
      if (peers.size() < MAX_PEERS_OF_A_HEAD) {
        peers.add(from);
      }
      waiting.forgetPeers();
    }
  }

  private static <K> void removeFirstBeyond(int most, Map<K, ?> map) {
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /**
   * All heads that there are to catch up with, those first that failed least often, and whose
   * announcers' did, of them the newest: what nobody has does not keep others waiting for ever, nor
   * does who announces such again and again.
   *
   * @param stored those that are kept, the newest first
   */
  List<Encoded<Head>> toTry(ProfileId profile, List<Encoded<Head>> stored) {
    Waiting waiting = of(profile);
    synchronized (waiting) {
      Deque<Encoded<Head>> newestFirst = new ArrayDeque<>();
      waiting.pending.values().forEach(newestFirst::addFirst);
      stored.stream()
          .filter(head -> !waiting.pending.containsKey(head.cid()))
          .forEach(newestFirst::addLast);
      List<Encoded<Head>> all = new ArrayList<>(newestFirst);
      all.sort(
          Comparator.<Encoded<Head>>comparingInt(head -> waiting.rank(head.cid()))
              .thenComparingInt(head -> waiting.failures.getOrDefault(head.cid(), 0)));
      return all;
    }
  }

  /** This head could not be caught up with now; how often that was so. */
  int failed(Encoded<Head> head) {
    Waiting waiting = of(head.value().profile());
    synchronized (waiting) {
      for (String peer : waiting.peers.getOrDefault(head.cid(), Set.of())) {
        waiting.peerFailures.merge(peer, 1, Integer::sum);
        removeFirstBeyond(MAX_FAILED_PEERS, waiting.peerFailures);
      }
      int failures = waiting.failures.merge(head.cid(), 1, Integer::sum);
      if (failures >= MAX_ATTEMPTS) {
        waiting.pending.remove(head.cid());
        waiting.forgetPeers();
      }
      removeFirstBeyond(MAX_FAILED_HEADS, waiting.failures);
      return failures;
    }
  }

  /** How often a head could not be caught up with. */
  int failures(ProfileId profile, Cid head) {
    Waiting waiting = of(profile);
    synchronized (waiting) {
      return waiting.failures.getOrDefault(head, 0);
    }
  }

  /** This head was caught up with, or is not worth waiting for. */
  void done(Encoded<Head> head) {
    Waiting waiting = of(head.value().profile());
    synchronized (waiting) {
      waiting.pending.remove(head.cid());
      waiting.failures.remove(head.cid());
      waiting.forgetPeers();
    }
  }

  /** Whether anything that somebody announced of a profile is still to be judged or fetched. */
  boolean waits(ProfileId profile) {
    Waiting waiting = of(profile);
    synchronized (waiting) {
      return !waiting.announcements.isEmpty() || !waiting.pending.isEmpty();
    }
  }

  /** Nothing of this profile is to wait any longer. */
  void drop(ProfileId profile) {
    profiles.remove(profile);
  }
}
