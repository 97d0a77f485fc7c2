package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.crypto.SigningKey;
import dagbok.schema.ProfileId;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final SigningKey KEY = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);
  private static final PeerId ID = new PeerId(KEY.publicKey());
  private static final Frame.Person PERSON =
      new Frame.Person(new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {1})), "Åsa");

  private static Frame.Hello hello(int topics) {
    return Frame.Hello.signed(
        KEY, "challenge", 8471, Collections.nCopies(topics, "/t"), List.of(PERSON));
  }

  @Test
  void framesComeBackAsTheyWere() throws Exception {
    Frame.Hello hello = hello(3);
    assertThat(Frame.decode(hello.encode())).isEqualTo(hello);

    Frame.Spoken spoken = Frame.Spoken.signed(KEY, 9, "/t", new byte[] {1, 2, 3});
    Frame.Spoken again = (Frame.Spoken) Frame.decode(spoken.encode());
    assertThat(again.encode()).isEqualTo(spoken.encode());
    assertThat(again.signedMessage()).isEqualTo(spoken.signedMessage());
  }

  @Test
  void boundsAreKept() throws Exception {
    Frame.decode(hello(Frame.Hello.MAX_TOPICS).encode());
    refused(hello(Frame.Hello.MAX_TOPICS + 1));
    Frame.decode(Frame.Spoken.signed(KEY, 1, "t".repeat(128), new byte[64 * 1024]).encode());
    refused(Frame.Spoken.signed(KEY, 1, "t".repeat(129), new byte[1]));
    refused(Frame.Spoken.signed(KEY, 1, "/t", new byte[64 * 1024 + 1]));
    refused(Frame.Spoken.signed(KEY, 1L << 53, "/t", new byte[1]));
    Frame.Person longest = new Frame.Person(PERSON.profile(), "å".repeat(128));
    Frame.Person longer = new Frame.Person(PERSON.profile(), "å".repeat(128) + "a");
    Frame.decode(hello(65_535, Collections.nCopies(16, longest)).encode());
    refused(hello(65_535, Collections.nCopies(17, longest)));
    refused(hello(65_535, List.of(longer)));
    refused(hello(65_536, List.of()));
  }

  private static Frame.Hello hello(int port, List<Frame.Person> people) {
    return Frame.Hello.signed(KEY, "challenge", port, List.of("t".repeat(128)), people);
  }

  private static void refused(Frame frame) {
    assertThatThrownBy(() -> Frame.decode(frame.encode())).isInstanceOf(DecodeException.class);
  }

  @Test
  void garbageIsRefusedAndNothingElseHappens() {
    byte[] right = hello(2).encode();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = right.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      assertDecodesOrRefuses(bytes);
      assertDecodesOrRefuses(cut);
    }
  }

  private static void assertDecodesOrRefuses(byte[] bytes) {
    try {
      assertThat(Frame.decode(bytes).encode()).isEqualTo(bytes);
    } catch (DecodeException e) {
      assertThat(e).hasMessageNotContaining("Exception");
    }
  }

  @Test
  void streamsThatEndOrClaimTooMuchAreRefused() {
    assertThatThrownBy(() -> reader(5, 1, 2).next()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader().next()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader(0xff, 0xff, 0x7f).next()).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> reader(0xff, 0xff, 0xff, 0xff).next())
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void aFrameIsThereBeforeTheNextByte() throws Exception {
    byte[] frame = hello(1).encode();
    InputStream endless =
        new InputStream() {
          private final InputStream bytes =
              new SequenceInputStream(
                  new ByteArrayInputStream(new byte[] {(byte) (frame.length | 0x80), 1}),
                  new ByteArrayInputStream(frame));

          @Override
          public int read() throws IOException {
            return bytes.read();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
              throw new IOException("this stream waits for the next byte");
            }
            return bytes.read(into, offset, length);
          }
        };
    assertThat(frame.length).isBetween(128, 255);

    assertThat(new FrameReader(endless).next()).isPresent();
  }

  @Test
  void nothingIsASignOfLife() throws Exception {
    assertThat(reader(0).next()).isEmpty();
  }

  private static FrameReader reader(int... bytes) {
    byte[] stream = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      stream[i] = (byte) bytes[i];
    }
    return new FrameReader(new ByteArrayInputStream(stream));
  }

  @Test
  void idIsThatOfLibp2p() {
    assertThat(ID.toString()).startsWith("12D3KooW");
    assertThat(PeerId.parse(ID.toString())).isEqualTo(ID);
  }

  @Test
  void addressesAreUrlsAndMultiaddrs() {
    assertThat(PeerAddress.parse("http://192.0.2.7:8471"))
        .isEqualTo(new PeerAddress("192.0.2.7", 8471, Optional.empty()))
        .hasToString("/ip4/192.0.2.7/tcp/8471/http");
    assertThat(PeerAddress.parse("http://[2001:db8::1]:1/").url())
        .isEqualTo("http://[2001:db8::1]:1");
    String full = "/dns/home.example/tcp/8471/http/p2p/" + ID;
    assertThat(PeerAddress.parse(full)).hasToString(full);
    assertThat(PeerAddress.parse(full).id()).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://u:p@example.com:1",
        "http://example.com:1/path",
        "http://example.com:1?q",
        "https://example.com:1",
        "http://example.com:99999",
        "/ip4/192.0.2.7/tcp/8471",
        "/ip4/192.0.2.7/tcp/8471/ws",
        "/ip4/192.0.2.7/udp/8471/http",
        "/ip4/192.0.2.7/tcp/x/http",
        "/ip4/a b/tcp/1/http",
        "/ip4/192.0.2.7/tcp/8471/http/p2p/Qmnonsense",
        "",
        "/",
      })
  void otherAddressesAreRefused(String text) {
    assertThatThrownBy(() -> PeerAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
