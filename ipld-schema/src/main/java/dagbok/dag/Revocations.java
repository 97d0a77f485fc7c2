package dagbok.dag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What revokes take away. Only devices that something happened to are judged again, those that were
 * granted first before the others, since the seniors who may have revoked a device are among them.
 */
final class Revocations {
  private final Rows rows;
  private final State state;
  private final Touched touched;
  private final TreeSet<Long> toJudge = new TreeSet<>();
  private final Map<Long, Boolean> voids = new HashMap<>();

  /** Of devices that were looked at, as long as no entries come. */
  private final Map<Long, Chains> chains = new HashMap<>();

  Revocations(Rows rows, State state, Touched touched) {
    this.rows = rows;
    this.state = state;
    this.touched = touched;
  }

  /** Finds out which of the new entries are void, and which others became so or no longer are. */
  void settle() {
    for (Long id : rows.fresh()) {
      EntryRow row = rows.get(id);
      setVoid(row, !rows.device(row.facts().device()).takesMore());
    }
    while (!toJudge.isEmpty()) {
      judge(toJudge.pollFirst());
    }
  }

  /** Whether an entry is void now. */
  boolean isVoid(EntryRow row) {
    Boolean known = voids.get(row.id());
    return known == null ? row.standing == Standing.VOID : known;
  }

  void clear() {
    voids.clear();
    chains.clear();
  }

  private Chains chains(DeviceRow device) {
    Chains known = chains.get(device.id());
    if (known == null) {
      known = Chains.of(device, rows, state);
      chains.put(device.id(), known);
    }
    return known;
  }

  private void setVoid(EntryRow row, boolean isVoid) {
    voids.put(row.id(), isVoid);
    touched.add(row);
    switch (row.facts().kind()) {
      case GRANT -> {
        if (rows.device(row.id()).granted() == isVoid) {
          toJudge.add(row.id());
        }
      }
      case REVOKE -> toJudge.add(row.facts().revoked());
      default -> {} // only these two say who stands
    }
  }

  private void judge(long id) {
    rows.flush(); // it asks the state
    DeviceRow device = rows.device(id);
    EntryRow grant = rows.get(id);
    boolean granted = !isVoid(grant);
    List<EntryRow> counted = new ArrayList<>();
    boolean revoked = !standing(id, device).isEmpty();
    for (DeviceRow senior : seniors(device)) {
      List<EntryRow> revokes = standing(id, senior);
      revoked |= !revokes.isEmpty();
      counted.addAll(unfollowed(senior, revokes));
    }
    boolean inForce = granted && !revoked;
    Chains chains = chains(device);
    List<EntryRow> ends = ends(device, counted, chains);
    DeviceRow judged = device.judged(granted, ends.stream().map(EntryRow::id).toList(), inForce);
    rows.put(judged);
    if (granted != device.granted() || !judged.ends().equals(device.ends())) {
      judgeEntries(device, judged, ends, chains);
    }
  }

  private void judgeEntries(
      DeviceRow before, DeviceRow device, List<EntryRow> ends, Chains chains) {
    for (Long id : changing(before, device)) {
      EntryRow row = rows.get(id);
      boolean stands = device.granted() && stands(row, device, ends, chains);
      if (isVoid(row) == stands) {
        setVoid(row, !stands);
      }
    }
  }

  /** The entries that may stand otherwise than before: in a single chain, those of one stretch. */
  private List<Long> changing(DeviceRow before, DeviceRow device) {
    if (device.forked()) {
      return state.chain(device.id(), -1, Long.MAX_VALUE);
    }
    long one = bound(before);
    long other = bound(device);
    return state.chain(device.id(), Math.min(one, other), Math.max(one, other));
  }

  /** The {@code seq} up to which a device with a single chain stands. */
  private long bound(DeviceRow device) {
    if (!device.granted() || device.ends().contains(device.id())) {
      return -1;
    }
    return device.ends().stream()
        .mapToLong(end -> rows.get(end).facts().seq())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static boolean stands(
      EntryRow row, DeviceRow device, List<EntryRow> ends, Chains chains) {
    for (EntryRow end : ends) {
      if (end.id() == device.id() || !chains.isInChain(row, end)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where chains must end for what is in them to stand: none if nobody revoked the device, else the
   * first and the last in the tree of all that count, since what is in the chains of these two is
   * in all.
   */
  private List<EntryRow> ends(DeviceRow device, List<EntryRow> counted, Chains chains) {
    List<EntryRow> ends = new ArrayList<>();
    for (EntryRow revoke : counted) {
      if (revoke.facts().last() == device.id()) {
        return List.of(rows.get(device.id()));
      }
      ends.add(rows.get(revoke.facts().last()));
    }
    if (ends.size() <= 1) {
      return ends;
    }
    Comparator<EntryRow> byStart = Comparator.comparingLong(chains::start);
    EntryRow first = Collections.min(ends, byStart);
    EntryRow last = Collections.max(ends, byStart);
    return first.id() == last.id() ? List.of(first) : List.of(first, last);
  }

  private List<DeviceRow> seniors(DeviceRow device) {
    List<DeviceRow> seniors = new ArrayList<>();
    DeviceRow junior = device;
    while (junior.granter() != junior.id() && seniors.size() < ControlRules.MAX_SENIORITY_STEPS) {
      junior = rows.device(junior.granter());
      seniors.add(junior);
    }
    return seniors;
  }

  /** The revokes of a grant by a device that stand; in a single chain the last of them alone. */
  private List<EntryRow> standing(long grant, DeviceRow by) {
    if (!by.forked()) {
      return state.revokesOf(grant, by.id(), bound(by), 1).stream().map(rows::get).toList();
    }
    return state.revokesOf(grant, by.id(), Long.MAX_VALUE, Integer.MAX_VALUE).stream()
        .map(rows::get)
        .filter(revoke -> !isVoid(revoke))
        .toList();
  }

  /** Those that no later one in its chain follows. */
  private List<EntryRow> unfollowed(DeviceRow senior, List<EntryRow> standing) {
    if (standing.size() <= 1) {
      return standing;
    }
    List<EntryRow> revokes = new ArrayList<>(standing);
    Chains chains = chains(senior);
    revokes.sort(Comparator.comparingLong(chains::start));
    List<EntryRow> unfollowed = new ArrayList<>();
    for (int i = 0; i < revokes.size(); i++) {
      boolean followed =
          i + 1 < revokes.size() && chains.isInChain(revokes.get(i), revokes.get(i + 1));
      if (!followed) {
        unfollowed.add(revokes.get(i));
      }
    }
    return unfollowed;
  }
}
