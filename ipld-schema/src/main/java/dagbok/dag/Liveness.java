package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code live} (protocol.md, Functions, 2): devices from the profile key down the tree of grants,
 * then deletes, then what bytes are there.
 */
final class Liveness {
  /** How many steps up the tree of grants a device's seniors reach. */
  static final int MAX_SENIOR_STEPS = 16;

  private static final Comparator<Member> BY_SEQ =
      Comparator.<Member>comparingLong(member -> member.entry().value().seq())
          .thenComparing(Member::cid);

  private final EntrySet set;
  private final Map<Cid, List<Member>> byDevice = new HashMap<>();
  private final Map<Cid, Cid> grantedBy = new HashMap<>();
  private final Map<Cid, List<Member>> liveRevokes = new HashMap<>();
  private final Set<Cid> standing = new HashSet<>();
  private final Map<Cid, Cid> devices = new HashMap<>();
  private final Set<Cid> live = new HashSet<>();

  private Liveness(EntrySet set) {
    this.set = set;
  }

  /** Live entries, and devices in force with the last entry of each. */
  record Result(Set<Cid> live, Map<Cid, Cid> devices) {}

  static Result of(EntrySet set) {
    Liveness liveness = new Liveness(set);
    liveness.walkDevices();
    liveness.judgeEntries();
    return new Result(liveness.live, liveness.devicesInForce());
  }

  private void walkDevices() {
    Deque<Cid> next = new ArrayDeque<>();
    for (Member member : set.members().values()) {
      Optional<Cid> device = member.entry().value().device();
      if (device.isEmpty()) {
        next.add(member.cid());
        standing.add(member.cid());
      } else {
        byDevice.computeIfAbsent(device.get(), d -> new ArrayList<>()).add(member);
      }
    }
    while (!next.isEmpty()) {
      Cid device = next.remove();
      Collection<Member> members = standingOf(device);
      devices.put(device, members.stream().max(BY_SEQ).map(Member::cid).orElse(device));
      for (Member member : members) {
        Cid cid = member.cid();
        standing.add(cid);
        revoke(member).ifPresent(r -> noteRevoke(r.grant(), member));
        if (member.control(Control.Grant.class).isPresent()) {
          grantedBy.put(cid, device);
          next.add(cid);
        }
      }
    }
  }

  private static Optional<Control.Revoke> revoke(Member member) {
    return member.control(Control.Revoke.class);
  }

  private void noteRevoke(Cid grant, Member revoke) {
    liveRevokes.computeIfAbsent(grant, g -> new ArrayList<>()).add(revoke);
  }

  /** The entries of a device that no senior's revoke voids. */
  private Collection<Member> standingOf(Cid device) {
    List<Member> all = byDevice.getOrDefault(device, List.of());
    List<Member> revokes = countingRevokes(device);
    if (revokes.isEmpty()) {
      return all;
    }
    Set<Cid> stands = null;
    for (Member revoke : revokes) {
      Set<Cid> chain = chain(device, revoke(revoke).orElseThrow().last());
      if (stands == null) {
        stands = chain;
      } else {
        stands.retainAll(chain);
      }
    }
    Set<Cid> standing = stands == null ? Set.of() : stands;
    return all.stream().filter(member -> standing.contains(member.cid())).toList();
  }

  /** The chain of {@code own} of a device that ends in {@code last}. */
  private Set<Cid> chain(Cid device, Cid last) {
    Set<Cid> chain = new HashSet<>();
    Cid at = last;
    while (!at.equals(device)) {
      Entry entry = set.require(at).entry().value();
      if (!entry.device().equals(Optional.of(device))) {
        break;
      }
      chain.add(at);
      at = entry.own().orElseThrow();
    }
    return chain;
  }

  /** Of each senior's revokes, those that no later one in its chain of {@code own} follows. */
  private List<Member> countingRevokes(Cid device) {
    List<Member> revokes = liveRevokes.getOrDefault(device, List.of());
    Set<Cid> seniors = seniors(device);
    List<Member> bySeniors =
        revokes.stream().filter(revoke -> seniors.contains(device(revoke))).toList();
    Set<Cid> followed = followed(bySeniors);
    return bySeniors.stream().filter(revoke -> !followed.contains(revoke.cid())).toList();
  }

  private Set<Cid> seniors(Cid device) {
    Set<Cid> seniors = new HashSet<>();
    Cid at = grantedBy.get(device);
    while (at != null && seniors.size() < MAX_SENIOR_STEPS) {
      seniors.add(at);
      at = grantedBy.get(at);
    }
    return seniors;
  }

  /** Those of some revokes of one grant that a later one of the same device follows. */
  private Set<Cid> followed(List<Member> revokes) {
    Set<Cid> candidates = new HashSet<>();
    revokes.forEach(revoke -> candidates.add(revoke.cid()));
    Set<Cid> followed = new HashSet<>();
    Set<Cid> walked = new HashSet<>();
    for (Member revoke : revokes) {
      Cid device = device(revoke);
      Cid at = revoke.entry().value().own().orElseThrow();
      while (!at.equals(device) && walked.add(at)) {
        if (candidates.contains(at)) {
          followed.add(at);
        }
        at = set.require(at).entry().value().own().orElseThrow();
      }
    }
    return followed;
  }

  private void judgeEntries() {
    Set<Cid> deleted = new HashSet<>();
    for (Cid cid : standing) {
      set.require(cid)
          .control(Control.Delete.class)
          .ifPresent(delete -> deleted.addAll(delete.entries()));
    }
    for (Cid cid : standing) {
      Member member = set.require(cid);
      if (member.entry().value().control() || isLive(member, deleted)) {
        live.add(cid);
      }
    }
  }

  private boolean isLive(Member member, Set<Cid> deleted) {
    if (member.payload().isEmpty() || deleted.contains(member.cid())) {
      return false;
    }
    Payload payload = member.payload().get().value();
    boolean editOfDeleted =
        Display.Edit.entryOf(payload.body()).filter(deleted::contains).isPresent();
    return !editOfDeleted && set.hasContents(payload);
  }

  private static Cid device(Member member) {
    return member.entry().value().device().orElseThrow();
  }

  /** Devices whose grant is live and that no live revoke names. */
  private Map<Cid, Cid> devicesInForce() {
    Map<Cid, Cid> inForce = new HashMap<>(devices);
    inForce.keySet().removeIf(this::isRevoked);
    return inForce;
  }

  private boolean isRevoked(Cid device) {
    Set<Cid> mayRevoke = seniors(device);
    mayRevoke.add(device);
    return liveRevokes.getOrDefault(device, List.of()).stream()
        .anyMatch(revoke -> mayRevoke.contains(device(revoke)));
  }
}
