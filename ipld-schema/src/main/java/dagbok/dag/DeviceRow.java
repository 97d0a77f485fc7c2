package dagbok.dag;

import dagbok.crypto.DeviceKey;
import java.util.List;

/**
 * A device in a {@link State}: the grant or root entry that put it in force, and what revokes left
 * of it. Immutable.
 *
 * @param id the number of its grant, or of the root entry
 * @param granter the number of the device that granted it; its own for the profile key
 * @param last the number of the last entry of its longest chain of {@code own}; before its first,
 *     its id
 * @param forked whether two of its entries have one {@code own}
 * @param granted whether its grant is not void
 * @param ends where chains of {@code own} must end for what is in them to stand, at most two; none
 *     if nobody revoked it, its id if nothing of it stands
 * @param inForce whether its grant is live, and no live revoke names it
 */
public record DeviceRow(
    long id,
    DeviceKey key,
    long granter,
    long last,
    boolean forked,
    boolean granted,
    List<Long> ends,
    boolean inForce) {
  /** Copies the list. */
  public DeviceRow {
    ends = List.copyOf(ends);
  }

  /** A device that nobody revoked and that wrote nothing yet. */
  static DeviceRow of(long id, DeviceKey key, long granter, boolean granted) {
    return new DeviceRow(id, key, granter, id, false, granted, List.of(), granted);
  }

  DeviceRow withLast(long entry) {
    return new DeviceRow(id, key, granter, entry, forked, granted, ends, inForce);
  }

  DeviceRow withFork() {
    return new DeviceRow(id, key, granter, last, true, granted, ends, inForce);
  }

  DeviceRow judged(boolean isGranted, List<Long> where, boolean isInForce) {
    return new DeviceRow(id, key, granter, last, forked, isGranted, where, isInForce);
  }

  /** Whether an entry that comes now stands: it can't be in a chain that ended before. */
  boolean takesMore() {
    return granted && ends.isEmpty();
  }
}
