package dagbok.web.qr;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Texts as QR codes, and pictures in which somebody says there is one. */
class QrFuzzTest {
  @FuzzTest
  void text(byte[] data) throws ReaderException {
    String text = Texts.utf8(data);
    QrCode code;
    try {
      code = QrCode.of(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    int size = code.size();
    int[] pixels = new int[size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = code.isDark(i % size, i / size) ? 0 : 0xffffff;
    }
    Check.same(code.rows().size(), size, "rows");
    Check.that(!code.path().isEmpty(), "an empty picture");
    BinaryBitmap bitmap =
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels)));
    String read =
        new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true)).getText();
    Check.same(read, text, "text of the code");
  }

  @FuzzTest
  void picture(byte[] data) throws IOException {
    Path file = Files.createTempFile("fuzz", ".picture");
    try {
      Files.write(file, data);
      new QrPictures().read(file);
    } catch (Refusal e) {
      Check.that(!e.error().isEmpty(), "a refusal without words");
    } finally {
      Files.delete(file);
    }
  }
}
