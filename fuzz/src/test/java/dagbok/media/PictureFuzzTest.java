package dagbok.media;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.util.Arrays;

/** Pictures that are to be published: cleaned or refused. */
class PictureFuzzTest {
  private static void clean(String mime, byte[] data) {
    try {
      Picture picture = Picture.clean(mime, data);
      Check.that(picture.bytes().length <= data.length, "a picture grew");
      Check.that(
          Arrays.equals(Picture.clean(mime, picture.bytes()).bytes(), picture.bytes()),
          "a cleaned picture is not clean");
    } catch (PictureException e) {
      // damaged
    }
  }

  @FuzzTest
  void jpeg(byte[] data) {
    clean("image/jpeg", data);
  }

  @FuzzTest
  void png(byte[] data) {
    clean("image/png", data);
  }

  @FuzzTest
  void webp(byte[] data) {
    clean("image/webp", data);
  }

  @FuzzTest
  void mime(byte[] data) {
    FileType.parse(Texts.anything(data))
        .ifPresent(type -> Check.same(FileType.parse(type).orElse(""), type, "a type, read again"));
  }
}
