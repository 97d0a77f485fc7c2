package dagbok.dag;

import dagbok.schema.PackRef;

/**
 * A pack in a {@link State}.
 *
 * @param level which of the three passes cut it off, from 1; {@link #TAIL} for what none did
 * @param first the place of its first item
 * @param last the place of its last item
 * @param weight of its items, together
 * @param ref its line in the snapshot
 */
public record PackRow(int level, Place first, Place last, long weight, PackRef ref) {
  /** The level of the last pack, if no pass cut it off. */
  public static final int TAIL = 4;
}
