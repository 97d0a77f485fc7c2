package dagbok.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * PNG, animated or not, without its metadata chunks. Kept are the critical chunks and those that
 * decide how the pixels look; text, time, Exif and whatever is unknown goes.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>
 */
final class Png {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final Set<String> LOOKS =
      Set.of(
          "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST", "sPLT", "cICP",
          "mDCV", "cLLI", "acTL", "fcTL", "fdAT");

  private Png() {}

  static Picture clean(byte[] file) throws PictureException {
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length < 33 || in.getLong(0) != SIGNATURE) {
      throw new PictureException("not a PNG file");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.write(file, 0, 8);
    int position = 8;
    boolean ended = false;
    while (!ended) {
      int length = in.getInt(position);
      if (length < 0 || length > file.length - position - 12) {
        throw new PictureException("the PNG file is damaged at byte " + position);
      }
      String type = new String(file, position + 4, 4, StandardCharsets.US_ASCII);
      boolean critical = Character.isUpperCase(type.charAt(0));
      if (critical || LOOKS.contains(type)) {
        out.write(file, position, length + 12);
      }
      ended = type.equals("IEND");
      position += length + 12;
    }
    return Picture.of(out.toByteArray(), in.getInt(16), in.getInt(20));
  }
}
