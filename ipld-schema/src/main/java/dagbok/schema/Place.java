package dagbok.schema;

import dagbok.codec.Ipld;
import java.util.Optional;

/**
 * A place on Earth.
 *
 * @param lat (degrees of latitude + 90) × 10⁷
 * @param lon (degrees of longitude + 180) × 10⁷
 */
public record Place(Optional<String> name, long lat, long lon) {
  /** The north pole: 180 × 10⁷. */
  public static final long MAX_LAT = 1_800_000_000L;

  /** All the way round: 360 × 10⁷. */
  public static final long MAX_LON = 3_600_000_000L;

  /** Checks every bound. */
  public Place {
    Form.text("place.name", name);
    Form.integer("place.lat", lat, MAX_LAT);
    Form.integer("place.lon", lon, MAX_LON);
  }

  Ipld toIpld() {
    return new Strict.Out().text("name", name).put("lat", lat).put("lon", lon).build();
  }
}
