package dagbok.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JPEG without its metadata segments. Kept are what decodes the picture: tables, frames, scans, and
 * of the application segments JFIF without its thumbnail, which may show what was cut off, Adobe's
 * colour transform and ICC profiles. If Exif says that the picture is turned, a new Exif segment
 * says that and nothing else. What follows the end of the picture (previews, videos of "motion
 * photos") is dropped.
 */
final class Jpeg {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int COM = 0xfe;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
  private static final int JFIF_BYTES = 2 + 16;
  private static final int JFIF_THUMBNAIL_SIZE_BYTES = 2;
  private static final int ORIENTATION = 0x0112;
  private static final int MAX_EXIF_FIELDS = 1_000;

  private final byte[] file;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int width;
  private int height;
  private int orientation = 1;

  private Jpeg(byte[] file) {
    this.file = file;
  }

  static Picture clean(byte[] file) throws PictureException {
    Jpeg jpeg = new Jpeg(file);
    jpeg.read();
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.write(0xff);
    out.write(SOI);
    if (jpeg.orientation != 1) {
      out.writeBytes(orientationSegment(jpeg.orientation));
    }
    out.writeBytes(jpeg.body.toByteArray());
    boolean turned = jpeg.orientation >= 5;
    return turned
        ? Picture.of(out.toByteArray(), jpeg.height, jpeg.width)
        : Picture.of(out.toByteArray(), jpeg.width, jpeg.height);
  }

  private void read() throws PictureException {
    if (at(0) != 0xff || at(1) != SOI) {
      throw new PictureException("not a JPEG file");
    }
    int position = 2;
    while (true) {
      while (at(position) == 0xff && at(position + 1) == 0xff) {
        position++;
      }
      if (at(position) != 0xff) {
        throw new PictureException("the JPEG file is damaged at byte " + position);
      }
      int marker = at(position + 1);
      if (marker == EOI) {
        body.write(file, position, 2);
        return;
      }
      int length = at(position + 2) << 8 | at(position + 3);
      int end = position + 2 + length;
      at(end - 1);
      segment(marker, position, end);
      position = marker == SOS ? scan(end) : end;
    }
  }

  private void segment(int marker, int start, int end) {
    boolean frame = marker >= 0xc0 && marker <= 0xcf;
    boolean table = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
    if (frame && !table) {
      height = at(start + 5) << 8 | at(start + 6);
      width = at(start + 7) << 8 | at(start + 8);
    }
    if (marker == APP1 && startsWith(start + 4, end, EXIF)) {
      orientation = orientation(Arrays.copyOfRange(file, start + 4 + EXIF.length, end));
    }
    if (marker == APP0) {
      jfif(start, end);
    } else if (isPicture(marker, start, end)) {
      body.write(file, start, end - start);
    }
  }

  private void jfif(int start, int end) {
    if (end - start >= JFIF_BYTES && startsWith(start + 4, end, JFIF)) {
      byte[] segment = Arrays.copyOfRange(file, start, start + JFIF_BYTES);
      segment[2] = 0;
      segment[3] = JFIF_BYTES - 2;
      Arrays.fill(segment, JFIF_BYTES - JFIF_THUMBNAIL_SIZE_BYTES, JFIF_BYTES, (byte) 0);
      body.writeBytes(segment);
    }
  }

  private boolean isPicture(int marker, int start, int end) {
    if (marker < APP0 || marker > APP15) {
      return marker != COM;
    }
    boolean icc = marker == APP2 && startsWith(start + 4, end, ICC);
    return marker == APP14 || icc;
  }

  /** Copies entropy-coded data and gives the place of the marker that ends it. */
  private int scan(int start) {
    int position = start;
    while (true) {
      int next = at(position + 1);
      boolean restart = next >= 0xd0 && next <= 0xd7;
      if (at(position) == 0xff && next != 0 && next != 0xff && !restart) {
        body.write(file, start, position - start);
        return position;
      }
      position++;
    }
  }

  private static int orientation(byte[] tiff) {
    if (tiff.length < 14) {
      return 1;
    }
    ByteBuffer exif = ByteBuffer.wrap(tiff);
    exif.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = exif.getInt(4);
    if (directory < 8 || directory > tiff.length - 2) {
      return 1;
    }
    int fields = Math.min(Short.toUnsignedInt(exif.getShort(directory)), MAX_EXIF_FIELDS);
    for (int i = 0; i < fields && directory + 2 + (i + 1) * 12 <= tiff.length; i++) {
      int field = directory + 2 + i * 12;
      if (Short.toUnsignedInt(exif.getShort(field)) == ORIENTATION) {
        int value = Short.toUnsignedInt(exif.getShort(field + 8));
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }

  private static byte[] orientationSegment(int orientation) {
    int tiffBytes = 8 + 2 + 12 + 4;
    ByteBuffer segment = ByteBuffer.allocate(4 + EXIF.length + tiffBytes);
    segment.put((byte) 0xff).put((byte) APP1).putShort((short) (2 + EXIF.length + tiffBytes));
    segment.put(EXIF).put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    segment.putShort((short) 1).putShort((short) ORIENTATION).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0).putInt(0);
    return segment.array();
  }

  private boolean startsWith(int start, int end, byte[] word) {
    return start + word.length <= end
        && Arrays.equals(file, start, start + word.length, word, 0, word.length);
  }

  private int at(int position) {
    return file[position] & 0xff;
  }
}
