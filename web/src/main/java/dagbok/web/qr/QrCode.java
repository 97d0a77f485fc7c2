package dagbok.web.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dagbok.web.port.Profiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A text as a QR code, always dark on light and with its quiet zone, since many readers know no
 * other. Immutable.
 *
 * @see <a href="https://www.iso.org/standard/83389.html">ISO/IEC 18004</a>
 */
public final class QrCode {
  /** The most bytes of a text; more would make modules too small for a phone's camera. */
  public static final int MAX_BYTES = 1_000;

  /** The light modules around the code that the standard asks for. */
  static final int QUIET = 4;

  private static final int PNG_PIXELS_A_MODULE = 12;
  private static final int LIGHT = 0xffffff;
  private static final int DARK = 0x101418;

  /** Up to this size there is room to stand more damage. */
  private static final int MAX_BYTES_SOLID = 200;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * The code of {@code text}.
   *
   * @throws IllegalArgumentException if it is longer than {@link #MAX_BYTES}
   */
  public static QrCode of(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(bytes + " bytes are too many for a QR code");
    }
    ErrorCorrectionLevel level =
        bytes <= MAX_BYTES_SOLID ? ErrorCorrectionLevel.M : ErrorCorrectionLevel.L;
    try {
      return new QrCode(
          Encoder.encode(text, level, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8")).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code can be made of this", e);
    }
  }

  /** That of a profile's share link; without its addresses if there are too many for a code. */
  public static QrCode ofLink(Profiles.ProfileView profile) {
    String link = profile.shareLink();
    boolean fits = link.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    return of(fits ? link : "dagbok:" + profile.profile());
  }

  /** Modules on a side, the quiet zone too. */
  public int size() {
    return modules.getWidth() + 2 * QUIET;
  }

  /** Whether a module is dark. */
  public boolean isDark(int x, int y) {
    int column = x - QUIET;
    int row = y - QUIET;
    boolean inside =
        column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getHeight();
    return inside && modules.get(column, row) == 1;
  }

  /** Its rows from the top, {@code 1} for dark, the quiet zone too. */
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < size(); y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < size(); x++) {
        row.append(isDark(x, y) ? '1' : '0');
      }
      rows.add(row.toString());
    }
    return rows;
  }

  /** The path of an SVG that draws the dark modules, one unit each. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      int x = 0;
      while (x < size()) {
        int start = x;
        while (x < size() && isDark(x, y)) {
          x++;
        }
        if (x > start) {
          path.append('M').append(start).append(' ').append(y);
          path.append('h').append(x - start).append("v1h-").append(x - start).append('z');
        }
        x++;
      }
    }
    return path.toString();
  }

  /** A PNG. */
  public byte[] png() {
    int pixels = size() * PNG_PIXELS_A_MODULE;
    BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        boolean dark = isDark(x / PNG_PIXELS_A_MODULE, y / PNG_PIXELS_A_MODULE);
        image.setRGB(x, y, dark ? DARK : LIGHT);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
