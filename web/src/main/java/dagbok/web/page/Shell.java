package dagbok.web.page;

import dagbok.web.asset.Assets;
import java.util.Optional;

/**
 * What surrounds every page.
 *
 * @param section which part of the navigation the page belongs to
 * @param mark the newest event that the page knows
 * @param scope whose new posts the page would show: {@code all}, a root CID, or none
 * @param me the profile in use
 */
public record Shell(
    String title, String section, Assets assets, String mark, String scope, Optional<Person> me) {}
