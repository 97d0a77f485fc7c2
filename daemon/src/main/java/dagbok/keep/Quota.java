package dagbok.keep;

import dagbok.schema.ProfileId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files of all followed profiles may take together. When they want more, those that want
 * most give way, each down to the same share, so that one profile can't push out another that is
 * smaller. Thread-safe.
 */
final class Quota {
  private final long bytes;
  private final Map<ProfileId, Long> wanted = new HashMap<>();

  Quota(long bytes) {
    this.bytes = bytes;
  }

  /** What one profile may have when it wants so much. */
  synchronized long share(ProfileId profile, long wants) {
    wanted.put(profile, wants);
    return Math.min(wants, share());
  }

  /** What a profile wanted last. */
  synchronized long wants(ProfileId profile) {
    return wanted.getOrDefault(profile, 0L);
  }

  /** The same if it wanted so much; changes nothing. */
  synchronized long shareIf(ProfileId profile, long wants) {
    Map<ProfileId, Long> changed = new HashMap<>(wanted);
    changed.put(profile, wants);
    return Math.min(wants, share(changed));
  }

  /** A profile wants nothing any more. */
  synchronized void forget(ProfileId profile) {
    wanted.remove(profile);
  }

  /** The most that any profile may have now. */
  synchronized long share() {
    return share(wanted);
  }

  private long share(Map<ProfileId, Long> wanting) {
    List<Long> sizes = wanting.values().stream().sorted().toList();
    long left = bytes;
    for (int i = 0; i < sizes.size(); i++) {
      long equal = left / (sizes.size() - i);
      if (sizes.get(i) > equal) {
        return equal;
      }
      left -= sizes.get(i);
    }
    return Long.MAX_VALUE;
  }
}
