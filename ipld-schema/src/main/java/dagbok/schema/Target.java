package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;

/** An entry of some profile, as others refer to it. */
public record Target(ProfileId profile, Cid entry) {
  /** Checks the reference. */
  public Target {
    Form.object("target.entry", entry);
  }

  Ipld toIpld() {
    return new Strict.Out().reference("profile", profile).reference("entry", entry).build();
  }
}
