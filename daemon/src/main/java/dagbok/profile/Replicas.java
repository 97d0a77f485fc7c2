package dagbok.profile;

import dagbok.schema.ProfileId;
import java.util.Optional;

/** Held profiles by name. */
public interface Replicas {
  /** The replica of a profile, an empty one if it was not held. */
  Replica ensure(ProfileId profile);

  /** The replica of a profile, if it is held. */
  Optional<Replica> find(ProfileId profile);
}
