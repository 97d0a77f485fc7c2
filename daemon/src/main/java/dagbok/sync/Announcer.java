package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.gossip.GossipRunner;
import dagbok.gossip.Input;
import dagbok.profile.Copy;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells others of the heads that fit what is here. Thread-safe. */
final class Announcer {
  private final KeyFolder keys;
  private final Map<ProfileId, Cid> announced = new ConcurrentHashMap<>();

  /** How many entries there were when a profile was announced last. */
  private final Map<ProfileId, Long> told = new ConcurrentHashMap<>();

  private volatile Optional<GossipRunner> gossip = Optional.empty();

  Announcer(KeyFolder keys) {
    this.keys = keys;
  }

  void speakThrough(GossipRunner runner) {
    gossip = Optional.of(runner);
  }

  void tell(Input input) {
    gossip.ifPresent(runner -> runner.tell(input));
  }

  void drop(ProfileId profile) {
    tell(new Input.Drop(profile));
    announced.remove(profile);
    told.remove(profile);
  }

  /**
   * Signs a head if one of this machine's devices may and no head says what the replica is: what
   * devices wrote apart from each other was merged here, or a head went out before its node was
   * made.
   */
  void signIfNoneFits(Replica replica) {
    Replica.Summary summary = replica.summary();
    boolean isSaid =
        Announcements.fitting(replica)
            .anyMatch(head -> head.value().node().isPresent() || summary.head().isEmpty());
    if (summary.isFull() || isSaid) {
      return;
    }
    keys.of(replica.profile()).stream()
        .filter(key -> replica.devices().mayWrite(key.device()))
        .findFirst()
        .ifPresent(key -> replica.writeHead(key.device(), SigningKey.ofSeed(key.seed())));
  }

  /** Says so to gossip if one has what a head says. */
  void settled(Replica replica) {
    Announcements.fitting(replica)
        .findFirst()
        .ifPresent(head -> Announcements.settled(replica, head).ifPresent(this::tell));
  }

  /** Whether it is this machine's, or the profile key, which somebody with the phrase used here. */
  private boolean isOurs(Replica replica, Cid device) {
    return keys.find(device).isPresent()
        || replica.member(device).filter(member -> member.entry().value().isRoot()).isPresent();
  }

  /**
   * Announces the newest head of one's own device, with what it carries, once.
   *
   * @return whether there is one
   */
  boolean announce(Replica replica) {
    Optional<Encoded<Head>> head =
        Announcements.fitting(replica).filter(h -> isOurs(replica, h.value().device())).findFirst();
    if (head.isEmpty()) {
      return false;
    }
    if (head.get().cid().equals(announced.put(replica.profile(), head.get().cid()))) {
      return true;
    }
    Announcements.signed(replica, head.get(), untold(replica)).ifPresent(this::tell);
    return true;
  }

  /**
   * Somebody else signs with a key of this machine: that one is told what was signed here, too, as
   * far as it is still here, before the head that says so gives way.
   */
  void answerTwin(Copy replica, Encoded<Head> head) {
    Cid device = head.value().device();
    if (!replica.own() || keys.find(device).isEmpty()) {
      return;
    }
    replica.heads().stream()
        .filter(own -> own.value().device().equals(device) && !own.equals(head))
        .filter(own -> replica.isInStep(own.value()))
        .flatMap(own -> Announcements.signed(replica, own).stream())
        .forEach(this::tell);
  }

  /** How many entries came since the last announcement: followers in step need no others. */
  private int untold(Replica replica) {
    long entries = replica.summary().counts().entries();
    Long before = told.put(replica.profile(), entries);
    long most = Announcements.MAX_CARRIED_ITEMS;
    return before == null ? (int) most : (int) Math.max(1, Math.min(most, entries - before));
  }
}
