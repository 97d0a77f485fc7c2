package dagbok.web.port;

import dagbok.schema.ProfileId;
import java.util.List;

/** What of followed profiles is kept in the IPFS node. */
public interface Policies {
  /**
   * A policy of a profile, and what it comes to as far as the profile is here.
   *
   * @param policy its words, such as {@code newest:500 files:20MiB quiet}
   * @param packs that are kept, and {@code packBytes} of them
   * @param files that are kept within the quota, and {@code fileBytes} as posts say
   * @param looseBytes of objects that are kept singly too, about
   */
  record PolicyView(
      ProfileId profile,
      String name,
      String policy,
      long packs,
      long packBytes,
      long files,
      long fileBytes,
      long looseBytes) {}

  /** Of all that one follows. */
  List<PolicyView> list();

  /** Of one of them. */
  PolicyView get(ProfileId profile);

  /** What another policy would come to; changes nothing. */
  PolicyView preview(ProfileId profile, String policy);

  /** Chooses another one; what it asks for is seen to in the background. */
  PolicyView choose(ProfileId profile, String policy);
}
