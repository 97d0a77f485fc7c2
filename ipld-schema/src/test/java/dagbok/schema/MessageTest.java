package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void messagesComeBackAsTheyWere() throws Exception {
    List<Message> messages =
        List.of(
            Samples.announcement(),
            Samples.query(),
            Samples.reply(),
            Samples.discover(List.of("/ip4/127.0.0.1/tcp/4001")));
    for (Message message : messages) {
      assertThat(Message.decode(message.encode())).isEqualTo(message);
    }
  }

  @Test
  void messageHasTheFieldsOfExactlyOneKind() throws Exception {
    Map<String, Ipld> two = new LinkedHashMap<>(fields(Samples.query()));
    two.putAll(fields(Samples.reply()));
    assertRefused(encode(two), "field reply");
    assertRefused(encode(Map.of("v", Ipld.of(1))), "no such field");
    assertRefused(encode(Map.of("v", Ipld.of(1), "query", Ipld.NULL)), "query as map");
  }

  @Test
  void announcementNeedsAHeadInForm() throws Exception {
    Map<String, Ipld> fields = new LinkedHashMap<>(fields(Samples.announcement()));
    fields.put("head", Ipld.of(new byte[] {(byte) 0xa0}));
    assertRefused(encode(fields), "head with");
  }

  @Test
  void messageHasAtMost64KiB() throws Exception {
    int fixed = announcement(1000).encode().length - 1000;
    Message largest = announcement(Message.MAX_BYTES - fixed);
    assertThat(largest.encode().length).isEqualTo(Message.MAX_BYTES);
    assertThat(Message.decode(largest.encode())).isEqualTo(largest);
    Message larger = announcement(Message.MAX_BYTES - fixed + 1);
    assertThatThrownBy(larger::encode).hasMessageContaining("at most 65536 bytes");
    assertRefused(new byte[Message.MAX_BYTES + 1], "at most 65536 bytes");
  }

  /** With contents of so many bytes together, for which heads of three bytes each are taken. */
  private static Message announcement(int bytes) {
    List<Block> contents = List.of(Samples.content(bytes / 2), Samples.content(bytes - bytes / 2));
    return new Message.Announcement(Encoded.of(Samples.head(true)), List.of(), List.of(), contents);
  }

  @Test
  void queryAsksForAtMost64Profiles() {
    Message.Query.Known known = Samples.query().profiles().get(0);
    assertThat(new Message.Query(Collections.nCopies(64, known)).profiles()).hasSize(64);
    assertThatThrownBy(() -> new Message.Query(Collections.nCopies(65, known)))
        .hasMessageContaining("at most 64");
  }

  @Test
  void discoverNamesAtMost8Peers() {
    assertThat(Samples.discover(Collections.nCopies(8, "x")).peers()).hasSize(8);
    assertThatThrownBy(() -> Samples.discover(Collections.nCopies(9, "x")))
        .hasMessageContaining("at most 8");
    assertThatThrownBy(() -> Samples.discover(List.of("x".repeat(257))))
        .hasMessageContaining("at most 256");
  }

  @Test
  void signaturesAreOverTheirDomainAndTheRest() {
    SigningKey key = SigningKey.ofSeed(Samples.bytes(32));
    Verifier verifier = Verifier.ed25519();
    Message.Discover discover = Samples.discover(List.of()).signedBy(key);
    assertThat(verifier.verify(key.publicKey(), discover.signedMessage(), discover.sig())).isTrue();
    assertThat(discover.signedMessage()).startsWith(ascii("dagbok/1/discover\0"));
    Head head = Samples.head(true).signedBy(key);
    assertThat(verifier.verify(key.publicKey(), head.signedMessage(), head.sig())).isTrue();
    assertThat(head.signedMessage()).startsWith(ascii("dagbok/1/head\0"));
    Entry entry = Samples.entry(List.of()).signedBy(key);
    assertThat(verifier.verify(key.publicKey(), entry.signedMessage(), entry.sig())).isTrue();
    assertThat(entry.signedMessage()).startsWith(ascii("dagbok/1/entry\0"));
    assertThat(Control.Grant.provenMessage(Samples.PROFILE, Samples.cid(1), Samples.SEAL))
        .startsWith(ascii("dagbok/1/grant\0"))
        .hasSize(15 + 36 + 36 + 32);
  }

  @Test
  void topicsAreSpreadByTheLastByteOfTheRoot() {
    byte[] root = Samples.PROFILE.root().toBytes();
    int last = root[root.length - 1] & 0xff;
    assertThat(Topic.of(Samples.PROFILE).name()).isEqualTo("/dagbok/1/heads/" + last % 64);
    assertThat(Topic.shard(63)).hasToString("/dagbok/1/heads/63");
    assertThat(Topic.DISCOVER).hasToString("/dagbok/1/discover");
    assertThatThrownBy(() -> Topic.shard(64)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<String, Ipld> fields(Message message) throws Exception {
    return ((Ipld.Struct) DagCbor.decode(message.encode())).fields();
  }

  private static byte[] encode(Map<String, Ipld> fields) {
    return DagCbor.encode(Ipld.map(fields));
  }

  private static void assertRefused(byte[] bytes, String why) {
    assertThatThrownBy(() -> Message.decode(bytes))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(why);
  }
}
