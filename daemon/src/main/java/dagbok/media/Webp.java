package dagbok.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * WebP without its Exif and XMP chunks, and whatever is unknown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>
 */
final class Webp {
  private static final Set<String> KEPT =
      Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
  private static final int EXIF_AND_XMP_FLAGS = 0x08 | 0x04;
  private static final int HEADER_BYTES = 12;

  private Webp() {}

  static Picture clean(byte[] file) throws PictureException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 30 || !name(file, 0).equals("RIFF") || !name(file, 8).equals("WEBP")) {
      throw new PictureException("not a WebP file");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.write(file, 0, HEADER_BYTES);
    int position = HEADER_BYTES;
    while (position + 8 <= file.length) {
      int length = in.getInt(position + 4);
      int padded = length + (length & 1);
      if (length < 0 || length > file.length - position - 8) {
        throw new PictureException("the WebP file is damaged at byte " + position);
      }
      if (KEPT.contains(name(file, position))) {
        out.write(file, position, Math.min(8 + padded, file.length - position));
      }
      position += 8 + padded;
    }
    return picture(out.toByteArray());
  }

  private static Picture picture(byte[] bytes) {
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(4, bytes.length - 8);
    int data = HEADER_BYTES + 8;
    return switch (name(bytes, HEADER_BYTES)) {
      case "VP8X" -> {
        bytes[data] &= (byte) ~EXIF_AND_XMP_FLAGS;
        yield Picture.of(bytes, 1 + int24(bytes, data + 4), 1 + int24(bytes, data + 7));
      }
      case "VP8L" -> {
        int packed = out.getInt(data + 1);
        yield Picture.of(bytes, 1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff));
      }
      default ->
          Picture.of(bytes, out.getShort(data + 6) & 0x3fff, out.getShort(data + 8) & 0x3fff);
    };
  }

  private static int int24(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
  }

  private static String name(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.US_ASCII);
  }
}
