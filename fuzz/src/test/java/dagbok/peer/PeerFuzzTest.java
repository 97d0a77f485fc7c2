package dagbok.peer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.codec.DecodeException;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/** What other peers say over HTTP, and where they say they are. */
class PeerFuzzTest {
  @FuzzTest
  void frame(byte[] data) {
    try {
      check(Frame.decode(data));
      Check.sameBytes(Frame.decode(data).encode(), data, "frame");
    } catch (DecodeException e) {
      // no frame
    }
  }

  private static void check(Frame frame) {
    byte[] signed =
        frame instanceof Frame.Hello hello
            ? hello.signedMessage("challenge")
            : ((Frame.Spoken) frame).signedMessage();
    Check.that(signed.length > 0, "nothing to sign");
    Check.that(frame.encode().length <= Frame.MAX_BYTES, "a frame that nobody would take");
  }

  @FuzzTest
  void frames(byte[] data) throws IOException {
    FrameReader reader = new FrameReader(new ByteArrayInputStream(data));
    try {
      while (true) {
        reader.next().ifPresent(PeerFuzzTest::check);
      }
    } catch (EOFException | DecodeException e) {
      // the end, or none
    }
  }

  @FuzzTest
  void address(byte[] data) {
    String text = Texts.anything(data);
    boolean http = PeerAddress.isHttp(text);
    PeerAddress address;
    try {
      address = PeerAddress.parse(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    Check.that(http, "an address over HTTP that is not meant for it");
    Check.same(PeerAddress.parse(address.toString()), address, "address");
  }

  @FuzzTest
  void peerId(byte[] data) {
    String text = Texts.anything(data);
    try {
      Check.same(PeerId.parse(text).toString(), text, "peer id");
    } catch (IllegalArgumentException e) {
      // none
    }
  }
}
