package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.codec.DagJson;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.crypto.Verifier;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Frames are read as docs/vectors/frames.json says. */
class FrameVectorsTest {
  private static final Path FILE = Path.of("..", "docs", "vectors", "frames.json");
  private static final Pattern PART =
      Pattern.compile("\\(([0-9a-f]{2})\\*([0-9]+)\\)|([0-9a-f]{2})");

  @Test
  void framesAreReadAsTheVectorsSay() throws Exception {
    Ipld file = DagJson.decode(Files.readString(FILE));
    Ipld cases = ((Ipld.Struct) file).fields().get("cases");
    assertThat(((Ipld.Array) Objects.requireNonNull(cases)).items()).isNotEmpty();
    for (Ipld one : ((Ipld.Array) cases).items()) {
      Map<String, Ipld> made = ((Ipld.Struct) one).fields();
      boolean right = text(made, "verdict").equals("right");
      assertThat(isRight(made)).as(text(made, "name")).isEqualTo(right);
    }
  }

  private static boolean isRight(Map<String, Ipld> made) {
    Frame frame;
    try {
      frame = Frame.decode(bytes(text(made, "bytes")));
    } catch (DecodeException e) {
      return false;
    }
    if (frame instanceof Frame.Hello hello) {
      byte[] signed = hello.signedMessage(text(made, "challenge"));
      return Verifier.ed25519().verify(hello.id().key(), signed, hello.signature());
    }
    Frame.Spoken spoken = (Frame.Spoken) frame;
    return Verifier.ed25519()
        .verify(spoken.from().key(), spoken.signedMessage(), spoken.signature());
  }

  private static String text(Map<String, Ipld> fields, String name) {
    return ((Ipld.Text) Objects.requireNonNull(fields.get(name), name)).value();
  }

  /** Hexadecimal in which {@code (00*1000)} stands for a byte that comes 1000 times. */
  private static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Matcher part = PART.matcher(text); part.find(); ) {
      boolean run = part.group(1) != null;
      byte[] one = HexFormat.of().parseHex(run ? part.group(1) : part.group(3));
      int times = run ? Integer.parseInt(part.group(2)) : 1;
      for (int i = 0; i < times; i++) {
        out.writeBytes(one);
      }
    }
    return out.toByteArray();
  }
}
