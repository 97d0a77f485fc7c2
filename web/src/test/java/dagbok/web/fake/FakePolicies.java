package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Follows;
import dagbok.web.port.Policies;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Policies in memory; {@code text} costs no files, every other one three. */
public final class FakePolicies implements Policies {
  private final FakeDaemon daemon;
  private final Map<ProfileId, String> chosen = new ConcurrentHashMap<>();

  FakePolicies(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public List<PolicyView> list() {
    return daemon.follows.list(Optional.empty()).stream()
        .map(Follows.FollowView::profile)
        .map(this::get)
        .toList();
  }

  @Override
  public PolicyView get(ProfileId profile) {
    return preview(profile, chosen.getOrDefault(profile, "everything"));
  }

  @Override
  public PolicyView preview(ProfileId profile, String policy) {
    if (policy.contains("nonsense")) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "'nonsense' is no policy", "dagbok profile policy --help");
    }
    int files = policy.contains("text") ? 0 : 3;
    String name = daemon.profiles.nameOf(profile);
    return new PolicyView(profile, name, policy, 2, 1_200_000, files, files * 1_000_000L, 0);
  }

  @Override
  public PolicyView choose(ProfileId profile, String policy) {
    PolicyView view = preview(profile, policy);
    chosen.put(profile, policy);
    return view;
  }
}
