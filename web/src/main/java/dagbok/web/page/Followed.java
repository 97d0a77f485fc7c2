package dagbok.web.page;

import dagbok.web.port.Follows;
import dagbok.web.text.Sizes;
import java.util.Optional;

/**
 * A followed profile and how far it has come.
 *
 * @param state a word for the style sheet, {@code stateText} a sentence for people
 */
public record Followed(
    Person person,
    String state,
    String stateText,
    boolean fetching,
    long done,
    long total,
    Optional<String> trouble) {
  static Followed of(Follows.FollowView view) {
    return new Followed(
        Person.of(view.profile(), view.name(), Optional.empty()),
        view.progress().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        sentence(view),
        view.progress() == Follows.Progress.FETCHING,
        view.packsDone(),
        Math.max(1, view.packsTotal()),
        view.trouble());
  }

  private static String sentence(Follows.FollowView view) {
    String entries = Sizes.count(view.entries()) + (view.entries() == 1 ? " entry" : " entries");
    return switch (view.progress()) {
      case LOOKING -> "Looking for somebody who has it";
      case FETCHING ->
          "Fetching: pack "
              + Sizes.count(view.packsDone())
              + " of "
              + Sizes.count(view.packsTotal())
              + ", "
              + entries
              + " so far";
      case IN_STEP -> "In step: " + entries + ", all checked and kept here";
    };
  }
}
