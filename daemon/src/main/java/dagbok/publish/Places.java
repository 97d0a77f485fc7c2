package dagbok.publish;

import dagbok.schema.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Places as people write them: {@code lat,lon} in degrees, or {@code name@lat,lon}. */
public final class Places {
  private static final int MAX_DEGREES_CHARS = 32;
  private static final int DEGREES_DIGITS = 7;
  private static final BigDecimal SCALE = BigDecimal.valueOf(10_000_000);
  private static final BigDecimal LAT_OFFSET = BigDecimal.valueOf(90);
  private static final BigDecimal LON_OFFSET = BigDecimal.valueOf(180);

  private Places() {}

  /**
   * The place that {@code text} names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static Place parse(String text) {
    int at = text.lastIndexOf('@');
    Optional<String> name = at > 0 ? Optional.of(text.substring(0, at).strip()) : Optional.empty();
    String[] parts = text.substring(at + 1).split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "a place is lat,lon or name@lat,lon, not \"" + text + "\"");
    }
    return new Place(name, scaled(parts[0], LAT_OFFSET), scaled(parts[1], LON_OFFSET));
  }

  /** {@code most}: the degrees that lie on either side of zero. */
  private static long scaled(String text, BigDecimal most) {
    String degrees = text.strip();
    if (degrees.length() > MAX_DEGREES_CHARS) {
      throw new IllegalArgumentException("degrees have at most " + MAX_DEGREES_CHARS + " digits");
    }
    try {
      BigDecimal value = new BigDecimal(degrees);
      // before any arithmetic: 1e999999999 is short, and costs a gigabyte to add to
      boolean sized = value.scale() >= -MAX_DEGREES_CHARS && value.scale() <= MAX_DEGREES_CHARS;
      if (!sized || value.abs().compareTo(most) > 0) {
        throw new IllegalArgumentException(degrees + " is beyond " + most + " degrees");
      }
      return value
          .setScale(DEGREES_DIGITS, RoundingMode.HALF_EVEN)
          .add(most)
          .multiply(SCALE)
          .longValueExact();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + degrees + "\" is not a number of degrees", e);
    }
  }

  /** The same form again. */
  public static String format(Place place) {
    BigDecimal lat = BigDecimal.valueOf(place.lat()).divide(SCALE).subtract(LAT_OFFSET);
    BigDecimal lon = BigDecimal.valueOf(place.lon()).divide(SCALE).subtract(LON_OFFSET);
    String degrees = lat.toPlainString() + "," + lon.toPlainString();
    return place.name().map(name -> name + "@" + degrees).orElse(degrees);
  }
}
