package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Discovery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Strangers in memory. */
public final class FakeDiscovery implements Discovery {
  /** What {@link #found} gives. */
  public final List<Found> strangers = new CopyOnWriteArrayList<>();

  private final Set<ProfileId> findable = ConcurrentHashMap.newKeySet();

  @Override
  public List<Found> found() {
    return List.copyOf(strangers);
  }

  @Override
  public boolean isFindable(ProfileId profile) {
    return findable.contains(profile);
  }

  @Override
  public void beFindable(ProfileId profile, boolean yes) {
    if (yes) {
      findable.add(profile);
    } else {
      findable.remove(profile);
    }
  }
}
