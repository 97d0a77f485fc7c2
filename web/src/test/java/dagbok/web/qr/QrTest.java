package dagbok.web.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.web.port.Refusal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrTest {
  private static final String LINK =
      "dagbok:bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq";

  @TempDir Path folder;
  private final QrPictures pictures = new QrPictures();

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("picture"), bytes);
  }

  private static BufferedImage image(String text) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(QrCode.of(text).png()));
  }

  private Path written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return file(out.toByteArray());
  }

  @Test
  void everyLinkThatFitsComesBackAsItWas() throws IOException {
    String addresses = LINK + "?peer=/ip6/2001:db8::1/tcp/4001/p2p/12D3KooWJc6cXQvQ7hT9qJ1bq7m7";
    String longest = LINK + "?peer=" + "x".repeat(QrCode.MAX_BYTES - LINK.length() - 6);
    for (String text :
        new String[] {LINK, addresses, addresses + "&peer=http://ö.example", longest}) {
      assertThat(pictures.read(file(QrCode.of(text).png()))).isEqualTo(text);
    }
    assertThatThrownBy(() -> QrCode.of(longest + "x")).hasMessageContaining("too many");
  }

  @Test
  void codeIsReadInWhichSomethingLooksLikeACorner() throws IOException {
    for (String tail :
        new String[] {
          "534icwr5wgo4hfopthtiqusvtzhnm7rbz6s6vl267i2eltzicgq6",
          "u7jyon7mne5v2mu4knzn7ccjophjfwsss6anhv6pyajj3y67dvib"
        }) {
      String text = "dagbok:bafyrei" + tail;
      assertThat(pictures.read(file(QrCode.of(text).png()))).isEqualTo(text);
    }
  }

  @Test
  void quietZoneIsPartOfTheCode() {
    QrCode code = QrCode.of(LINK);
    assertThat(code.rows()).hasSize(code.size()).allMatch(row -> row.length() == code.size());
    assertThat(code.rows().subList(0, 4)).allMatch(row -> !row.contains("1"));
    assertThat(code.rows()).allMatch(row -> row.startsWith("0000") && row.endsWith("0000"));
    assertThat(code.rows().get(4)).startsWith("00001111111");
    assertThat(code.path()).startsWith("M4 4h7v1h-7z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void codeIsReadFromPicturesOfEveryKind(String format) throws IOException {
    assertThat(pictures.read(written(image(LINK), format))).isEqualTo(LINK);
  }

  @Test
  void codeIsReadFromAPhotograph() throws IOException {
    BufferedImage photo = new BufferedImage(4_000, 3_000, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = photo.createGraphics();
    g.setColor(new Color(0x6b5d4a));
    g.fillRect(0, 0, 4_000, 3_000);
    g.rotate(0.2, 2_000, 1_500);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image(LINK), 1_200, 700, 1_500, 1_400, null);
    g.dispose();
    Random noise = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      photo.setRGB(noise.nextInt(4_000), noise.nextInt(3_000), noise.nextInt());
    }
    assertThat(pictures.read(written(photo, "jpeg"))).isEqualTo(LINK);
  }

  @Test
  void invertedAndTransparentCodesAreReadToo() throws IOException {
    BufferedImage code = image(LINK);
    BufferedImage clear =
        new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_ARGB);
    BufferedImage inverted =
        new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        boolean dark = (code.getRGB(x, y) & 0xff) < 128;
        clear.setRGB(x, y, dark ? 0xff000000 : 0);
        inverted.setRGB(x, y, dark ? 0xffffff : 0);
      }
    }
    assertThat(pictures.read(written(clear, "png"))).isEqualTo(LINK);
    assertThat(pictures.read(written(inverted, "png"))).isEqualTo(LINK);
  }

  @Test
  void pictureThatClaimsToBeHugeIsRefusedBeforeItIsDecoded() throws IOException {
    assertRefused(file(png(60_000, 60_000)), Refusal.Reason.TOO_LARGE, "60000 by 60000");
    assertRefused(file(png(Integer.MAX_VALUE, Integer.MAX_VALUE)), Refusal.Reason.TOO_LARGE, "");
    byte[] gif =
        "GIF89a\377\377\377\377\0\0\0,\0\0\0\0\377\377\377\377\0\2"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(file(gif), Refusal.Reason.TOO_LARGE, "65535 by 65535");
    assertRefused(file(webp(16_383, 16_383)), Refusal.Reason.TOO_LARGE, "16383 by 16383");
  }

  @Test
  void pictureOfOneLongRowIsRefused() throws IOException {
    assertRefused(file(png(33_000_000, 1)), Refusal.Reason.TOO_LARGE, "33000000 by 1");
  }

  @Test
  @Timeout(60)
  void jpegOfManyScansIsRefused() throws IOException {
    assertThat(pictures.read(file(progressive(LINK, 0)))).isEqualTo(LINK);
    assertRefused(file(progressive(LINK, 500)), Refusal.Reason.TOO_LARGE, "layers");
  }

  /** A progressive JPEG of a code, whose last scan is there so many times more. */
  private static byte[] progressive(String text, int more) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(text), null, null), param);
    }
    writer.dispose();
    byte[] whole = bytes.toByteArray();
    int last = whole.length;
    while (whole[last - 1] != (byte) 0xda || whole[last - 2] != (byte) 0xff) {
      last--;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(whole, 0, whole.length - 2);
    for (int i = 0; i < more; i++) {
      file.write(whole, last - 2, whole.length - last);
    }
    file.write(whole, whole.length - 2, 2);
    return file.toByteArray();
  }

  @Test
  @Timeout(60)
  void pictureThatIsAllCornersOfCodesIsNotSearchedForEver() throws IOException {
    int side = 1_700;
    BufferedImage corners = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D g = corners.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, side, side);
    g.setColor(Color.BLACK);
    for (int x = 4; x + 7 < side; x += 9) {
      for (int y = 4; y + 7 < side; y += 9) {
        g.drawRect(x, y, 6, 6);
        g.fillRect(x + 2, y + 2, 3, 3);
      }
    }
    g.dispose();
    assertRefused(written(corners, "png"), Refusal.Reason.BAD_INPUT, "no QR code");
  }

  @Test
  void fileThatIsHugeIsRefusedUnread() throws IOException {
    Path file = folder.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(QrPictures.MAX_FILE_BYTES + 1);
    }
    assertRefused(file, Refusal.Reason.TOO_LARGE, "20 MiB");
  }

  @Test
  void whatIsNoPictureOrABrokenOneIsRefused() throws IOException {
    assertRefused(file(new byte[0]), Refusal.Reason.BAD_INPUT, "no picture");
    assertRefused(file(LINK.getBytes(StandardCharsets.UTF_8)), Refusal.Reason.BAD_INPUT, "no pic");
    String svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    assertRefused(file(svg.getBytes(StandardCharsets.UTF_8)), Refusal.Reason.BAD_INPUT, "no pic");
    assertRefused(file(png(0, 0)), Refusal.Reason.BAD_INPUT, "no picture");
    assertRefused(file(png(100, 100)), Refusal.Reason.BAD_INPUT, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void damagedPictureNeverDoesMoreThanBeRefused(String format) throws IOException {
    byte[] whole = Files.readAllBytes(written(image(LINK), format));
    Random random = new Random(format.hashCode());
    for (int i = 0; i < 150; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= random.nextInt(8); j++) {
        damaged[random.nextInt(Math.min(damaged.length, 600))] = (byte) random.nextInt();
      }
      try {
        assertThat(pictures.read(file(damaged))).isNotNull();
      } catch (Refusal e) {
        assertThat(e.hint()).isNotBlank();
      }
    }
  }

  @Test
  void pictureWithoutACodeIsRefusedWithWhatToDo() throws IOException {
    BufferedImage grey = new BufferedImage(800, 800, BufferedImage.TYPE_INT_RGB);
    assertRefused(written(grey, "png"), Refusal.Reason.BAD_INPUT, "no QR code");
  }

  private void assertRefused(Path file, Refusal.Reason reason, String words) {
    assertThatThrownBy(() -> pictures.read(file))
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.error()).contains(words);
              assertThat(e.hint()).isNotBlank();
            });
  }

  /** A PNG of its header and one empty block of pixels. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", new byte[0]);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data)
      throws IOException {
    DataOutputStream chunk = new DataOutputStream(out);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    chunk.writeInt(data.length);
    chunk.write(name);
    chunk.write(data);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    chunk.writeInt((int) crc.getValue());
  }

  /** An extended WebP of its header alone. */
  private static byte[] webp(int width, int height) {
    byte[] file = new byte[30];
    System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
    file[4] = 22;
    System.arraycopy("WEBPVP8X".getBytes(StandardCharsets.US_ASCII), 0, file, 8, 8);
    file[16] = 10;
    for (int i = 0; i < 3; i++) {
      file[24 + i] = (byte) ((width - 1) >> (8 * i));
      file[27 + i] = (byte) ((height - 1) >> (8 * i));
    }
    return file;
  }
}
