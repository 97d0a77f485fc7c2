package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Functions 2 to 4 as the protocol words them, set by set and with no thought of time. */
final class Oracle {
  private final CheckedHistory history;
  private final Map<Cid, Member> members = new HashMap<>();
  private final Map<Cid, Set<Cid>> standing = new HashMap<>();

  Oracle(TestProfile profile, CheckedHistory history) {
    this.history = history;
    for (TestProfile.Made made : profile.all()) {
      history.member(made.cid()).ifPresent(member -> members.put(made.cid(), member));
    }
  }

  Set<Cid> live() {
    Set<Cid> stands = new HashSet<>();
    for (Cid entry : members.keySet()) {
      if (standing(device(entry)).contains(entry)) {
        stands.add(entry);
      }
    }
    Set<Cid> deleted = new HashSet<>();
    for (Cid entry : stands) {
      member(entry).control(Control.Delete.class).ifPresent(d -> deleted.addAll(d.entries()));
    }
    Set<Cid> live = new HashSet<>();
    for (Cid entry : stands) {
      if (entry(entry).control() || isLive(member(entry), deleted)) {
        live.add(entry);
      }
    }
    return live;
  }

  private boolean isLive(Member member, Set<Cid> deleted) {
    if (deleted.contains(member.cid()) || member.payload().isEmpty()) {
      return false;
    }
    Payload payload = member.payload().get().value();
    if (Display.Edit.entryOf(payload.body()).filter(deleted::contains).isPresent()) {
      return false;
    }
    for (Content content : payload.packing().packed()) {
      if (history
          .content(content.link())
          .filter(b -> b.bytes().length == content.size())
          .isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The entries of a device that are not void, none if its grant is not live. */
  private Set<Cid> standing(Cid device) {
    Set<Cid> known = standing.get(device);
    if (known == null) {
      known = isGranted(device) ? notVoid(device) : Set.of();
      standing.put(device, known);
    }
    return known;
  }

  private boolean isGranted(Cid device) {
    return entry(device).isRoot() || standing(device(device)).contains(device);
  }

  private Set<Cid> notVoid(Cid device) {
    Set<Cid> stands = new HashSet<>();
    for (Cid entry : members.keySet()) {
      if (device(entry).equals(device)) {
        stands.add(entry);
      }
    }
    Map<Cid, Control.Revoke> revokes = new HashMap<>();
    for (Cid senior : seniors(device)) {
      for (Cid entry : standing(senior)) {
        member(entry)
            .control(Control.Revoke.class)
            .filter(revoke -> revoke.grant().equals(device))
            .ifPresent(revoke -> revokes.put(entry, revoke));
      }
    }
    for (Cid revoke : revokes.keySet()) {
      boolean followed =
          revokes.keySet().stream()
              .anyMatch(
                  later ->
                      !later.equals(revoke)
                          && device(later).equals(device(revoke))
                          && chain(later).contains(revoke));
      if (!followed) {
        stands.retainAll(chain(Objects.requireNonNull(revokes.get(revoke)).last(), device));
      }
    }
    return stands;
  }

  private List<Cid> seniors(Cid device) {
    List<Cid> seniors = new ArrayList<>();
    Cid at = device;
    while (!entry(at).isRoot() && seniors.size() < 16) {
      at = device(at);
      seniors.add(at);
    }
    return seniors;
  }

  private Set<Cid> chain(Cid end) {
    return chain(end, device(end));
  }

  /** The chain of own of a device that ends in {@code end}; empty if that is its grant. */
  private Set<Cid> chain(Cid end, Cid device) {
    Set<Cid> chain = new HashSet<>();
    Cid at = end;
    while (!at.equals(device)) {
      chain.add(at);
      at = entry(at).own().orElseThrow();
    }
    return chain;
  }

  Set<Cid> kept(Set<Cid> live) {
    Set<Cid> kept = new HashSet<>(live);
    List<Cid> next = new ArrayList<>(live);
    while (!next.isEmpty()) {
      Cid entry = next.remove(next.size() - 1);
      Set<Cid> behind = new HashSet<>(before(entry));
      Optional<Control.Revoke> revoke = member(entry).control(Control.Revoke.class);
      revoke.ifPresent(r -> behind.addAll(List.of(r.grant(), r.last())));
      behind.stream().filter(kept::add).forEach(next::add);
    }
    return kept;
  }

  Set<Cid> tips(Set<Cid> live) {
    Set<Cid> tips = new HashSet<>(live);
    live.forEach(entry -> tips.removeAll(nearestLive(entry, live)));
    return tips;
  }

  /** The live entries that are reached from an entry without passing another. */
  private Set<Cid> nearestLive(Cid entry, Set<Cid> live) {
    Set<Cid> nearest = new TreeSet<>();
    Set<Cid> seen = new HashSet<>();
    List<Cid> next = new ArrayList<>(before(entry));
    while (!next.isEmpty()) {
      Cid at = next.remove(next.size() - 1);
      if (live.contains(at)) {
        nearest.add(at);
      } else if (seen.add(at)) {
        next.addAll(before(at));
      }
    }
    return nearest;
  }

  private List<Cid> before(Cid entry) {
    List<Cid> before = new ArrayList<>(entry(entry).prev());
    entry(entry).own().ifPresent(before::add);
    return before;
  }

  private Cid device(Cid entry) {
    return entry(entry).device().orElse(entry);
  }

  private Entry entry(Cid entry) {
    return member(entry).entry().value();
  }

  private Member member(Cid entry) {
    return Objects.requireNonNull(members.get(entry));
  }
}
