package dagbok.dag;

import dagbok.cid.Cid;
import java.util.Comparator;

/**
 * Where an entry stands in canonical order.
 *
 * @param height the entry's
 * @param entry breaks ties, by binary form
 */
public record Place(long height, Cid entry) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::height).thenComparing(Place::entry);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
