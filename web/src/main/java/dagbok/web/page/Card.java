package dagbok.web.page;

import dagbok.web.text.Times;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A post as it is shown.
 *
 * @param state a word for the style sheet and the script, {@code stateText} one for people, empty
 *     where there is nothing to say
 * @param html its texts, safe to put into a page as they are
 * @param cut whether there is more of it on its own page
 * @param unknown its kind, if this version can't show that kind
 * @param deletion the number of the deletion that waits to take it
 */
public record Card(
    String entry,
    String href,
    Person author,
    Times.Stamp when,
    String state,
    String stateText,
    Optional<String> language,
    Optional<String> title,
    String html,
    boolean cut,
    Optional<String> warning,
    boolean sensitive,
    Optional<String> place,
    Optional<String> stream,
    List<String> tags,
    List<Attached> attached,
    Optional<String> unknown,
    boolean own,
    Optional<Long> deletion,
    Optional<Times.Stamp> edited,
    boolean whole) {
  /** Those that are shown as pictures. */
  public List<Attached> pictures() {
    return attached.stream().filter(a -> a.form() == Attached.Form.PICTURE).toList();
  }

  /** All others. */
  public List<Attached> others() {
    return attached.stream().filter(a -> a.form() != Attached.Form.PICTURE).toList();
  }

  /** A tag as a segment of an address. */
  public String path(String tag) {
    return URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whether its texts wait behind a warning. */
  public boolean folded() {
    return warning.isPresent();
  }
}
