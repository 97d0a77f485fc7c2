package dagbok.web.port;

import dagbok.schema.ProfileId;
import java.util.List;

/**
 * The recovery phrases of one's own new profiles, each kept on this machine only until its person
 * has it on paper. Nothing here is ever logged.
 */
public interface Phrases {
  /** The profiles of one's own whose phrase is still kept. */
  List<ProfileId> waiting();

  /**
   * The words of a phrase that is still kept, in order.
   *
   * @throws Refusal with {@code NOT_FOUND} if it is not, or never was
   */
  List<String> words(ProfileId profile);

  /** Overwrites and deletes a phrase that is kept; does nothing if it is not. */
  void erase(ProfileId profile);
}
