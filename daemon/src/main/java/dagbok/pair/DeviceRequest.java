package dagbok.pair;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.schema.Control;
import dagbok.schema.ProfileId;

/**
 * What a joiner asks for.
 *
 * @param grant its keys and its proof
 * @param name how it calls itself
 */
public record DeviceRequest(Control.Grant grant, String name) {
  /** The most bytes of a device's name. */
  public static final int MAX_NAME_BYTES = 64;

  /** Whether the holder of the key wants to be granted by just this device of this profile. */
  boolean isProven(ProfileId profile, Cid device) {
    byte[] message = Control.Grant.provenMessage(profile, device, grant.seal());
    return Verifier.ed25519().verify(grant.key(), message, grant.proof());
  }
}
