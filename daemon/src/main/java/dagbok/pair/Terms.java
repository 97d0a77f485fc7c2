package dagbok.pair;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;

/**
 * What a joiner is invited to.
 *
 * @param device the device that invites and will grant
 * @param name of the profile
 * @param addresses where the profile can be had
 */
public record Terms(ProfileId profile, Cid device, String name, List<String> addresses) {
  /** The most addresses. */
  public static final int MAX_ADDRESSES = 8;

  /** Copies the list and checks its bound. */
  public Terms {
    addresses = List.copyOf(addresses);
    if (addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException(addresses.size() + " addresses");
    }
  }
}
