package dagbok.dag;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What revokes take away. Devices are taken from the profile key down the tree of grants, so that
 * the seniors who may have revoked a device are judged before it.
 */
final class Voids {
  private final OwnTree tree;

  /** Entries that do not stand, by index: voided themselves, or of a device whose grant is. */
  private final BitSet fallen = new BitSet();

  Voids(Graph graph) {
    this.tree = new OwnTree(graph.order());
    for (Device device : graph.devices()) {
      judge(device);
    }
  }

  boolean isVoid(Vertex vertex) {
    return fallen.get(vertex.index);
  }

  /** Whether the grant is live, and no live revoke names it. */
  boolean isInForce(Device device) {
    return !isVoid(device.grant) && device.revokes.stream().allMatch(this::isVoid);
  }

  private void judge(Device device) {
    boolean granted = !isVoid(device.grant);
    List<Vertex> ends = ends(device);
    for (Vertex vertex : device.entries) {
      boolean stands = granted && stands(vertex, device, ends);
      fallen.set(vertex.index, !stands);
    }
  }

  /**
   * Where chains must end for what is in them to stand: none if nobody revoked the device, else the
   * first and the last in the tree of all that count, since what is in the chains of these two is
   * in all.
   */
  private List<Vertex> ends(Device device) {
    List<Vertex> ends = new ArrayList<>();
    for (Vertex revoke : counted(device)) {
      ends.add(Objects.requireNonNull(revoke.last));
    }
    if (ends.size() <= 2 || ends.contains(device.grant)) {
      return ends.contains(device.grant) ? List.of(device.grant) : ends;
    }
    Comparator<Vertex> byStart = Comparator.comparingInt(tree::start);
    return List.of(Collections.min(ends, byStart), Collections.max(ends, byStart));
  }

  private boolean stands(Vertex vertex, Device device, List<Vertex> ends) {
    for (Vertex end : ends) {
      if (end == device.grant || !tree.isInChain(vertex, end)) {
        return false;
      }
    }
    return true;
  }

  /** The live revokes by seniors that no later one in its chain follows. */
  private List<Vertex> counted(Device device) {
    Map<Device, List<Vertex>> bySenior = new HashMap<>();
    for (Vertex revoke : device.revokes) {
      if (!revoke.isSelfRevoke() && !isVoid(revoke)) {
        bySenior.computeIfAbsent(revoke.device, senior -> new ArrayList<>()).add(revoke);
      }
    }
    List<Vertex> counted = new ArrayList<>();
    for (List<Vertex> revokes : bySenior.values()) {
      revokes.sort(Comparator.comparingInt(tree::start));
      for (int i = 0; i < revokes.size(); i++) {
        boolean followed =
            i + 1 < revokes.size() && tree.isInChain(revokes.get(i), revokes.get(i + 1));
        if (!followed) {
          counted.add(revokes.get(i));
        }
      }
    }
    return counted;
  }
}
