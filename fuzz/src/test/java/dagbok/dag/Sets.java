package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.Map;
import java.util.Optional;

/** The one place where fuzz targets choose what they judge. */
final class Sets {
  private Sets() {}

  /** A set that nothing is in, held against the plain algorithms whenever it is derived. */
  static CheckedHistory empty(ProfileId profile, Verifier verifier) {
    return new CheckedHistory(profile, verifier);
  }

  /** What comes of checking everything below {@code root}. */
  static Verification verify(Cid root, Map<Cid, byte[]> blocks, Verifier verifier)
      throws SchemaException {
    return Verification.of(root, cid -> Optional.ofNullable(blocks.get(cid)), verifier);
  }
}
