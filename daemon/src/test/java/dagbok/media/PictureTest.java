package dagbok.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureTest {
  private static final String SECRET = "59.3293N 18.0686E";

  private static byte[] encoded(String format) throws Exception {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 1200; i++) {
      image.setRGB(i % 40, i / 40, random.nextInt(0xffffff));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A JPEG segment with Exif that says the orientation, and the secret behind it. */
  private static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation).putInt(0);
    tiff.put(SECRET.getBytes(StandardCharsets.US_ASCII));
    byte[] body = join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array());
    byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) (body.length + 2)};
    return join(head, body);
  }

  private static byte[] photo(int orientation) throws Exception {
    byte[] plain = encoded("jpg");
    byte[] comment = join(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 19}, ascii(SECRET));
    return join(
        Arrays.copyOf(plain, 2),
        exif(orientation),
        comment,
        Arrays.copyOfRange(plain, 2, plain.length),
        ascii("a motion photo's video: " + SECRET));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static int[] pixels(byte[] file) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void photoLosesItsPlaceAndKeepsItsPixels() throws Exception {
    Picture clean = Picture.clean("image/jpeg", photo(1));
    assertThat(latin1(clean.bytes())).doesNotContain(SECRET).doesNotContain("Exif");
    assertThat(pixels(clean.bytes())).isEqualTo(pixels(encoded("jpg")));
    assertThat(clean.width()).contains(40);
    assertThat(clean.height()).contains(30);
  }

  @Test
  void turnedPhotoStaysTurned() throws Exception {
    Picture clean = Picture.clean("image/jpeg", photo(6));
    assertThat(latin1(clean.bytes())).doesNotContain(SECRET).contains("Exif");
    assertThat(clean.width()).contains(30);
    assertThat(clean.height()).contains(40);
    Picture again = Picture.clean("image/jpeg", clean.bytes());
    assertThat(again.bytes()).isEqualTo(clean.bytes());
  }

  @Test
  void pngLosesItsTextAndKeepsItsPixels() throws Exception {
    byte[] plain = encoded("png");
    byte[] text = ascii("tEXtComment\0" + SECRET);
    CRC32 crc = new CRC32();
    crc.update(text);
    ByteBuffer chunk = ByteBuffer.allocate(text.length + 8);
    chunk.putInt(text.length - 4).put(text).putInt((int) crc.getValue());
    byte[] file =
        join(Arrays.copyOf(plain, 33), chunk.array(), Arrays.copyOfRange(plain, 33, plain.length));
    Picture clean = Picture.clean("image/png", file);
    assertThat(latin1(clean.bytes())).doesNotContain(SECRET);
    assertThat(pixels(clean.bytes())).isEqualTo(pixels(plain));
    assertThat(clean.width()).contains(40);
    assertThat(clean.height()).contains(30);
  }

  @Test
  void webpLosesItsExifAndSaysSo() throws Exception {
    ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(0).put(ascii("WEBP"));
    file.put(ascii("VP8X")).putInt(10).put((byte) 0x08).put(new byte[3]);
    file.put(new byte[] {39, 0, 0, 29, 0, 0});
    file.put(ascii("VP8 ")).putInt(12).put(new byte[12]);
    file.put(ascii("EXIF")).putInt(SECRET.length()).put(ascii(SECRET)).put((byte) 0);
    file.putInt(4, file.position() - 8);
    Picture clean = Picture.clean("image/webp", Arrays.copyOf(file.array(), file.position()));
    assertThat(latin1(clean.bytes())).doesNotContain(SECRET).doesNotContain("EXIF");
    assertThat(clean.bytes()[20]).isZero();
    assertThat(clean.width()).contains(40);
    assertThat(clean.height()).contains(30);
  }

  @Test
  void formatsThatCanNotBeCleanedAreRefusedIfTheyCarryExif() throws Exception {
    byte[] heic = ascii("....ftypheic....Exif" + SECRET);
    assertThatThrownBy(() -> Picture.clean("image/heic", heic))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining("can't be taken out");
    assertThat(Picture.clean("image/avif", ascii("....ftypavif....")).bytes()).hasSize(16);
  }

  @Test
  void thumbnailWithWhatWasCutOffIsTakenOut() throws Exception {
    byte[] plain = encoded("jpg");
    int thumbnail = 6 * 3;
    byte[] jfif =
        join(
            new byte[] {(byte) 0xff, (byte) 0xe0, 0, (byte) (16 + thumbnail)},
            ascii("JFIF\0"),
            new byte[] {1, 1, 0, 0, 1, 0, 1, 6, 1},
            Arrays.copyOf(ascii(SECRET), thumbnail));
    byte[] jfxx =
        join(
            new byte[] {(byte) 0xff, (byte) 0xe0, 0, (byte) (2 + 6 + SECRET.length())},
            ascii("JFXX\0\20"),
            ascii(SECRET));
    byte[] photo =
        join(Arrays.copyOf(plain, 2), jfif, jfxx, Arrays.copyOfRange(plain, 2, plain.length));

    Picture clean = Picture.clean("image/jpeg", photo);
    assertThat(latin1(clean.bytes())).contains("JFIF").doesNotContain("JFXX", "59.32");
    assertThat(pixels(clean.bytes())).isEqualTo(pixels(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void damagedFilesAreRefusedAndNothingElseHappens(String format) throws Exception {
    byte[] whole = format.equals("jpeg") ? photo(6) : encoded("png");
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(Picture.clean("image/" + format, damaged).bytes()).isNotNull();
      } catch (PictureException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}
