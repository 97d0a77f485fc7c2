package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Phrases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Phrases in memory. */
public final class FakePhrases implements Phrases {
  private final Map<ProfileId, List<String>> kept = new LinkedHashMap<>();

  synchronized void keep(ProfileId profile, List<String> words) {
    kept.put(profile, words);
  }

  @Override
  public synchronized List<ProfileId> waiting() {
    return List.copyOf(kept.keySet());
  }

  @Override
  public synchronized List<String> words(ProfileId profile) {
    return Optional.ofNullable(kept.get(profile))
        .orElseThrow(() -> FakeDaemon.notFound("this phrase"));
  }

  @Override
  public synchronized void erase(ProfileId profile) {
    kept.remove(profile);
  }
}
