package dagbok.web.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import dagbok.web.port.Refusal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Reads QR codes from pictures. Thread-safe; decodes one picture at a time. */
public final class QrPictures {
  /** The largest file that is looked at: 20 MiB. */
  public static final long MAX_FILE_BYTES = 20L << 20;

  /** The most pixels of a JPEG or PNG, which are thinned out while they are decoded. */
  static final long MAX_PIXELS = 64_000_000;

  /** The most pixels of all others, which are decoded whole. */
  static final long MAX_PIXELS_WHOLE = 16_000_000;

  /** What is left after thinning out. */
  static final long MAX_PIXELS_LOOKED_AT = 3_000_000;

  private static final Set<String> THINNED_OUT = Set.of("jpeg", "png");
  private static final Set<String> WHOLE = Set.of("webp", "gif", "bmp");
  private static final Map<DecodeHintType, Object> HINTS =
      Map.of(
          DecodeHintType.POSSIBLE_FORMATS,
          List.of(BarcodeFormat.QR_CODE),
          DecodeHintType.TRY_HARDER,
          true,
          DecodeHintType.ALSO_INVERTED,
          true);

  /**
   * The text of the QR code in a picture.
   *
   * @throws Refusal if the file is no picture, too large, or has no code that can be read
   */
  public synchronized String read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new Refusal(
          Refusal.Reason.TOO_LARGE,
          "the picture has more than " + (MAX_FILE_BYTES >> 20) + " MiB",
          "cut the QR code out of it, or photograph it again with fewer pixels");
    }
    BufferedImage image = decode(file);
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    image.flush();
    LuminanceSource whole = new RGBLuminanceSource(width, height, onWhite(pixels));
    return find(whole)
        .or(() -> width > 600 && height > 600 ? find(halved(width, height, pixels)) : none())
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.BAD_INPUT,
                    "there is no QR code in this picture that can be read",
                    "photograph it again, straight, sharp and filling most of the picture"));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static BufferedImage decode(Path file) throws IOException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          String format = reader.getFormatName().toLowerCase(Locale.ROOT);
          if (THINNED_OUT.contains(format) || WHOLE.contains(format)) {
            reader.setInput(in, true, true);
            return decode(reader, THINNED_OUT.contains(format));
          }
        } finally {
          reader.dispose();
        }
      }
    }
    throw noPicture(null);
  }

  /** Judges the dimensions that the file claims before any pixel is decoded. */
  private static BufferedImage decode(ImageReader reader, boolean thinnedOut) {
    try {
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      long most = thinnedOut ? MAX_PIXELS : MAX_PIXELS_WHOLE;
      if (pixels > most) {
        throw new Refusal(
            Refusal.Reason.TOO_LARGE,
            "the picture is " + reader.getWidth(0) + " by " + reader.getHeight(0) + " pixels",
            "cut the QR code out of it: at most " + most / 1_000_000 + " million pixels are read");
      }
      int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) pixels / MAX_PIXELS_LOOKED_AT)));
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } catch (IOException e) {
      throw noPicture(e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw noPicture(e); // readers trust files more than they say
    }
  }

  private static Refusal noPicture(@Nullable Exception cause) {
    return new Refusal(
        Refusal.Reason.BAD_INPUT,
        "this is no picture that can be read",
        "give a JPEG, PNG, WebP, GIF or BMP",
        Optional.empty(),
        cause);
  }

  /** What is transparent counts as white. */
  private static int[] onWhite(int[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] >>> 24 < 0x80) {
        pixels[i] = 0xffffffff;
      }
    }
    return pixels;
  }

  /** Fine patterns of screens and noise go when four pixels become one. */
  private static LuminanceSource halved(int width, int height, int[] pixels) {
    int columns = width / 2;
    int rows = height / 2;
    int[] half = new int[columns * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int at = 2 * y * width + 2 * x;
        int grey =
            (grey(pixels[at])
                    + grey(pixels[at + 1])
                    + grey(pixels[at + width])
                    + grey(pixels[at + width + 1]))
                / 4;
        half[y * columns + x] = grey << 16 | grey << 8 | grey;
      }
    }
    return new RGBLuminanceSource(columns, rows, half);
  }

  private static int grey(int rgb) {
    return ((rgb >> 16 & 0xff) + 2 * (rgb >> 8 & 0xff) + (rgb & 0xff)) / 4;
  }

  private static Optional<String> find(LuminanceSource source) {
    return find(new BinaryBitmap(new HybridBinarizer(source)))
        .or(() -> find(new BinaryBitmap(new GlobalHistogramBinarizer(source))));
  }

  private static Optional<String> find(BinaryBitmap bitmap) {
    try {
      Result result = new MultiFormatReader().decode(bitmap, HINTS);
      return Optional.of(result.getText());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
