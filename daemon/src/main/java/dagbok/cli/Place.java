package dagbok.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place as {@code --at} takes it: {@code LAT,LON} or {@code NAME@LAT,LON}, in degrees. */
final class Place {
  private static final int MAX_LATITUDE = 90;
  private static final int MAX_LONGITUDE = 180;
  private static final String DEGREES = "([+-]?[0-9]{1,3}(?:\\.[0-9]{1,12})?)";
  private static final Pattern FORM =
      Pattern.compile("(?:(.+)@)?" + DEGREES + "\\s*,\\s*" + DEGREES, Pattern.DOTALL);

  private Place() {}

  /**
   * The place in the form that the API takes.
   *
   * @throws Failure if it is none
   */
  static String checked(String text) {
    Matcher place = FORM.matcher(text.strip());
    if (!place.matches()
        || Math.abs(Double.parseDouble(place.group(2))) > MAX_LATITUDE
        || Math.abs(Double.parseDouble(place.group(3))) > MAX_LONGITUDE) {
      throw new Failure(
          ExitCode.USAGE,
          "--at: '" + text + "' is no place",
          "write it as --at 55.7047,13.1910 or --at 'Lund@55.7047,13.1910'");
    }
    String name = place.group(1) == null ? "" : place.group(1).strip() + "@";
    return name + place.group(2) + "," + place.group(3);
  }
}
