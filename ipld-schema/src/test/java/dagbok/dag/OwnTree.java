package dagbok.dag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of each device as a tree: an entry's parent is its {@code own}, that of a first entry
 * the grant. Numbered so that an entry's descendants are a run behind it, which tells in one
 * comparison whether one entry is in another's chain.
 */
final class OwnTree {
  private final int[] start;
  private final int[] size;

  OwnTree(List<Vertex> order) {
    start = new int[order.size()];
    size = new int[order.size()];
    int[] free = new int[order.size()];
    for (int i = order.size() - 1; i >= 0; i--) {
      size[i]++;
      Vertex parent = parent(order.get(i));
      if (parent != null) {
        size[parent.index] += size[i];
      }
    }
    int next = 0;
    for (Vertex vertex : order) {
      int i = vertex.index;
      Vertex parent = parent(vertex);
      start[i] = parent == null ? next : free[parent.index];
      if (parent == null) {
        next += size[i];
      } else {
        free[parent.index] += size[i];
      }
      free[i] = start[i] + 1;
    }
  }

  /** The entry before, of the same device; null for a device's first ones. */
  private static @Nullable Vertex parent(Vertex vertex) {
    Vertex own = vertex.own;
    return own != null && own.device == vertex.device ? own : null;
  }

  /** The number of an entry; those of its descendants come right behind it. */
  int start(Vertex vertex) {
    return start[vertex.index];
  }

  /** Whether {@code vertex} is in the chain of {@code own} that ends in {@code end}. */
  boolean isInChain(Vertex vertex, Vertex end) {
    int offset = start[end.index] - start[vertex.index];
    return offset >= 0 && offset < size[vertex.index];
  }
}
