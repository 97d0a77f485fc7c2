package dagbok.app;

import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.ProfileId;
import dagbok.web.port.Refusal;
import java.util.Optional;

/** Held profiles for those who were asked for one by name. */
final class Held {
  private final Replicas replicas;

  Held(Replicas replicas) {
    this.replicas = replicas;
  }

  Replica get(ProfileId profile) {
    return replicas.find(profile).orElseThrow(() -> unknown(profile));
  }

  private static Refusal unknown(ProfileId profile) {
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        "this profile is not held here",
        "dagbok follow " + profile,
        Optional.of(profile.root()),
        null);
  }
}
