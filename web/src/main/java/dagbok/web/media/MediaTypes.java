package dagbok.web.media;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What browsers may do with a type that a stranger claims. */
public final class MediaTypes {
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp");
  private static final Set<String> SOUND =
      Set.of(
          "audio/mpeg",
          "audio/ogg",
          "audio/opus",
          "audio/wav",
          "audio/x-wav",
          "audio/flac",
          "audio/aac",
          "audio/mp4",
          "audio/webm");
  private static final Set<String> FILM =
      Set.of("video/mp4", "video/webm", "video/ogg", "video/quicktime");
  private static final Pattern WELL_FORMED =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}");

  /** A picture that can hold scripts: only as a picture, never as a page. */
  static final String SVG = "image/svg+xml";

  private MediaTypes() {}

  /** The type without parameters, in lower case; {@code application/octet-stream} if it is none. */
  public static String bare(String claimed) {
    String bare = claimed.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return WELL_FORMED.matcher(bare).matches() ? bare : "application/octet-stream";
  }

  /** Whether a page may show it as a picture. */
  public static boolean isPicture(String claimed) {
    String bare = bare(claimed);
    return PICTURES.contains(bare) || bare.equals(SVG);
  }

  /** Whether a page may play it as sound. */
  public static boolean isSound(String claimed) {
    return SOUND.contains(bare(claimed));
  }

  /** Whether a page may play it as film. */
  public static boolean isFilm(String claimed) {
    return FILM.contains(bare(claimed));
  }

  /** Whether going to it may show it, instead of saving it. */
  static boolean isInline(String bare) {
    return PICTURES.contains(bare) || SOUND.contains(bare) || FILM.contains(bare);
  }

  /** The type to send: the claimed one only where that does no harm. */
  static String sent(String bare) {
    return isInline(bare) || bare.equals(SVG) ? bare : "application/octet-stream";
  }
}
