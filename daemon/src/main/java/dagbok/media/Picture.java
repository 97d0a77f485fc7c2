package dagbok.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A picture as it may be published: the same pixels, without the place, time and camera that its
 * file tells of. Knows JPEG, PNG and WebP. AVIF, HEIC and TIFF are left as they are if they carry
 * no Exif data, and refused otherwise; other formats carry none.
 *
 * @param bytes the file without its metadata
 * @param width in pixels as shown, that is after turning; empty where the format is not known
 * @param height in pixels as shown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Picture(byte[] bytes, Optional<Integer> width, Optional<Integer> height) {
  /** Larger pictures are refused: they are cleaned in memory. */
  public static final int MAX_BYTES = 128 * 1024 * 1024;

  /** The largest width or height that is believed. */
  static final int MAX_PIXELS = 1 << 20;

  private static final byte[] EXIF = "Exif".getBytes(StandardCharsets.US_ASCII);

  /**
   * The picture without its metadata. {@code mime} is what the file was found to be.
   *
   * @throws PictureException if it is damaged, or carries metadata that can't be taken out
   */
  public static Picture clean(String mime, byte[] file) throws PictureException {
    try {
      return switch (mime) {
        case "image/jpeg" -> Jpeg.clean(file);
        case "image/png", "image/apng" -> Png.clean(file);
        case "image/webp" -> Webp.clean(file);
        case "image/avif", "image/heic", "image/heif", "image/tiff" -> withoutExif(mime, file);
        default -> new Picture(file, Optional.empty(), Optional.empty());
      };
    } catch (IndexOutOfBoundsException e) {
      throw new PictureException("the picture is cut off or damaged");
    }
  }

  private static Picture withoutExif(String mime, byte[] file) throws PictureException {
    boolean tiff = mime.equals("image/tiff");
    if (tiff || contains(file, EXIF)) {
      throw new PictureException(
          "its metadata (place, time, camera) can't be taken out of " + mime);
    }
    return new Picture(file, Optional.empty(), Optional.empty());
  }

  private static boolean contains(byte[] file, byte[] word) {
    for (int i = 0; i + word.length <= file.length; i++) {
      if (java.util.Arrays.equals(file, i, i + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }

  static Picture of(byte[] bytes, int width, int height) {
    boolean believable = width > 0 && height > 0 && width <= MAX_PIXELS && height <= MAX_PIXELS;
    return new Picture(
        bytes,
        believable ? Optional.of(width) : Optional.empty(),
        believable ? Optional.of(height) : Optional.empty());
  }
}
