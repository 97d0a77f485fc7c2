package dagbok.web.page;

import dagbok.web.asset.Assets;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds every page.
 *
 * @param section which part of the navigation the page belongs to
 * @param mark the newest event that the page knows
 * @param scope whose new posts the page would show: {@code all}, a root CID, or none
 * @param me the profile in use, {@code others} the others of one's own
 * @param hidden roots of profiles that are here and whose new posts are not for the profile in use
 */
public record Shell(
    String title,
    String section,
    Assets assets,
    String mark,
    String scope,
    Optional<Person> me,
    List<Person> others,
    List<String> hidden) {
  /** Copies the lists. */
  public Shell {
    others = List.copyOf(others);
    hidden = List.copyOf(hidden);
  }
}
