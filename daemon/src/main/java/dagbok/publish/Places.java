package dagbok.publish;

import dagbok.schema.Place;
import java.math.BigDecimal;
import java.util.Optional;

/** Places as people write them: {@code lat,lon} in degrees, or {@code name@lat,lon}. */
public final class Places {
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
    try {
      BigDecimal lat = new BigDecimal(parts[0].strip()).add(LAT_OFFSET).multiply(SCALE);
      BigDecimal lon = new BigDecimal(parts[1].strip()).add(LON_OFFSET).multiply(SCALE);
      return new Place(name, lat.longValue(), lon.longValue());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" has no degrees in it", e);
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
