package dagbok.web.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import dagbok.web.port.Refusal;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
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

  /** The longest side: a reader may hold whole rows, whatever is left of them. */
  static final int MAX_SIDE_PIXELS = 20_000;

  /** The most scans of a JPEG, each of which costs as much as a picture; ten or so are usual. */
  static final int MAX_SCANS = 32;

  /** The most pixels of all scans together. */
  static final long MAX_PIXELS_SCANNED = 640_000_000;

  /** The most places that may be a corner of a code: each three of them are tried. */
  static final int MAX_CORNERS = 400;

  private static final int END_OF_IMAGE = 0xd9;
  private static final int SCAN = 0xda;

  /** Of the markers: 1 is alone, and those below are not in use. */
  private static final int FIRST_WITH_LENGTH = 2;

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
        .or(() -> clean(whole))
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
            int scans = format.equals("jpeg") ? scans(file) : 1;
            reader.setInput(in, true, true);
            return decode(reader, THINNED_OUT.contains(format), scans);
          }
        } finally {
          reader.dispose();
        }
      }
    }
    throw noPicture(null);
  }

  /** How many scans a JPEG has, as far as it can be read. */
  private static int scans(Path file) throws IOException {
    int scans = 0;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      DataInputStream in = new DataInputStream(bytes);
      for (int marker = marker(in); marker != END_OF_IMAGE; marker = marker(in)) {
        if (marker >= FIRST_WITH_LENGTH) {
          scans += marker == SCAN ? 1 : 0;
          in.skipNBytes(Math.max(0, in.readUnsignedShort() - Short.BYTES));
        }
      }
      return scans;
    } catch (EOFException e) {
      return scans;
    }
  }

  /** The next marker, behind whatever stands before it. */
  private static int marker(DataInputStream in) throws IOException {
    while (true) {
      int next = in.readUnsignedByte();
      boolean begins = next == 0xff;
      while (next == 0xff) {
        next = in.readUnsignedByte();
      }
      if (begins && next != 0) {
        return next >= 0xd0 && next <= 0xd8 ? 0 : next; // without a length
      }
    }
  }

  /** Judges the dimensions that the file claims before any pixel is decoded. */
  private static BufferedImage decode(ImageReader reader, boolean thinnedOut, int scans) {
    try {
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      long most = thinnedOut ? MAX_PIXELS : MAX_PIXELS_WHOLE;
      if (pixels > most || Math.max(reader.getWidth(0), reader.getHeight(0)) > MAX_SIDE_PIXELS) {
        throw new Refusal(
            Refusal.Reason.TOO_LARGE,
            "the picture is " + reader.getWidth(0) + " by " + reader.getHeight(0) + " pixels",
            "cut the QR code out of it: at most "
                + most / 1_000_000
                + " million pixels are read, "
                + MAX_SIDE_PIXELS
                + " on a side");
      }
      if (scans > MAX_SCANS || pixels * scans > MAX_PIXELS_SCANNED) {
        throw new Refusal(
            Refusal.Reason.TOO_LARGE,
            "the picture has " + scans + " layers",
            "save it anew, as a PNG say, and give that");
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

  /**
   * The code that is all of the picture, read module by module: in one code of a hundred something
   * looks like a corner that is none, and misleads the search.
   */
  private static Optional<String> clean(LuminanceSource source) {
    Map<DecodeHintType, Object> hints = new EnumMap<>(HINTS);
    hints.put(DecodeHintType.PURE_BARCODE, true);
    return read(new BinaryBitmap(new GlobalHistogramBinarizer(source)), hints);
  }

  private static Optional<String> find(BinaryBitmap bitmap) {
    return read(bitmap, new EnumMap<>(HINTS));
  }

  private static Optional<String> read(BinaryBitmap bitmap, Map<DecodeHintType, Object> hints) {
    hints.put(DecodeHintType.NEED_RESULT_POINT_CALLBACK, new Corners());
    try {
      Result result = new MultiFormatReader().decode(bitmap, hints);
      return Optional.of(result.getText());
    } catch (NotFoundException | TooManyCornersException e) {
      return Optional.empty();
    }
  }

  /** Counts what may be corners, and stops the search at too many. */
  private static final class Corners implements ResultPointCallback {
    private int found;

    @Override
    public void foundPossibleResultPoint(ResultPoint point) {
      found++;
      if (found > MAX_CORNERS) {
        throw new TooManyCornersException();
      }
    }
  }

  /** A picture that is all corners. */
  private static final class TooManyCornersException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
