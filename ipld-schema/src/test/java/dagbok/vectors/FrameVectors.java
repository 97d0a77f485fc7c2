package dagbok.vectors;

import com.google.common.primitives.Bytes;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Frames of the peer protocol. What reads them is in the daemon, and so is the test. */
final class FrameVectors {
  private static final String CHALLENGE = "0123456789abcdef0123456789abcdef";
  private static final String HELLO = "dagbok/1/hello\0" + CHALLENGE + "\0";
  private static final String SPOKEN = "dagbok/1/spoken\0";
  private static final int MAX_DATA_BYTES = 64 * 1024;

  private final VectorFile file = new VectorFile("Frames of the peer protocol: form, signatures.");

  private FrameVectors() {}

  static VectorFile file() {
    FrameVectors vectors = new FrameVectors();
    vectors.hellos();
    vectors.helloSignatures();
    vectors.spoken();
    vectors.spokenSignatures();
    return vectors.file;
  }

  private static Map<String, Ipld> hello() {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("id", Ipld.of(Book.key("peer").publicKey().toBytes()));
    fields.put("port", Ipld.of(8471));
    fields.put("topics", texts(1, "/dagbok/1/discover"));
    fields.put("people", people(1, "Åsa"));
    return fields;
  }

  private static Ipld texts(int count, String text) {
    return Ipld.list(Collections.nCopies(count, Ipld.of(text)));
  }

  private static Ipld people(int count, String name) {
    Ipld root = Ipld.reference(new Book().id.root());
    return Ipld.list(Collections.nCopies(count, Ipld.list(List.of(root, Ipld.of(name)))));
  }

  private void hellos() {
    hello("hello", "port", Ipld.of(8471), "");
    hello("hello without port", "port", Ipld.of(0), "");
    hello("port 65535", "port", Ipld.of(65_535), "");
    hello("port 65536", "port", Ipld.of(65_536), "no port");
    hello("no topics", "topics", Ipld.list(List.of()), "");
    hello("256 topics of 128 bytes", "topics", texts(256, "t".repeat(128)), "");
    hello("257 topics", "topics", texts(257, "t"), "one more than 256");
    hello("topic of 129 bytes", "topics", texts(1, "t".repeat(129)), "129 bytes");
    hello("16 people", "people", people(16, "ä".repeat(128)), "");
    hello("17 people", "people", people(17, "a"), "one more than 16");
    hello("name of 257 bytes", "people", people(1, "a".repeat(257)), "257 bytes");
    Ipld raw = Ipld.reference(new Book().id.root().withCodec(Multicodec.RAW));
    Ipld person = Ipld.list(List.of(raw, Ipld.of("a")));
    hello("person that is no profile", "people", Ipld.list(List.of(person)), "a raw CID");
    hello("hello with more", "more", Ipld.of(1), "an unknown field");
    hello("hello of version 2", "v", Ipld.of(2), "another version");
    hello("hello with a short id", "id", FormVectors.bytes(31), "31 bytes");
  }

  private void hello(String name, String field, Ipld value, String why) {
    Map<String, Ipld> fields = hello();
    fields.put(field, value);
    challenged(frame(name, HELLO, fields, why));
  }

  private void challenged(Map<String, Object> told) {
    told.put("challenge", CHALLENGE);
    file.add(told);
  }

  private void helloSignatures() {
    for (String field : List.copyOf(hello().keySet())) {
      Map<String, Ipld> fields = hello();
      fields.remove(field);
      challenged(frame("hello without " + field, HELLO, fields, "no " + field));
    }
    challenged(given("hello without sig", hello(), "no sig"));
    sized("hello with sig of 63 bytes", 63);
    sized("hello with sig of 65 bytes", 65);
    String other = "dagbok/1/hello\0" + "f".repeat(32) + "\0";
    challenged(frame("hello over another challenge", other, hello(), "another challenge"));
    String none = "dagbok/1/hello\0";
    challenged(frame("hello over no challenge", none, hello(), "the challenge is not signed"));
    challenged(frame("hello as spoken", SPOKEN, hello(), "another domain"));
    challenged(changed("hello changed", HELLO, hello(), "port", Ipld.of(8472)));
    Ipld key = Ipld.of(Book.key("other peer").publicKey().toBytes());
    challenged(changed("hello of another", HELLO, hello(), "id", key));
    Map<String, Ipld> fields = hello();
    sign(fields, HELLO, "other peer");
    challenged(given("hello signed by another", fields, "signed by another key"));
  }

  private void sized(String name, int sigBytes) {
    Map<String, Ipld> fields = hello();
    sign(fields, HELLO, "peer");
    byte[] sig = ((Ipld.Bytes) Objects.requireNonNull(fields.get("sig"))).value();
    fields.put("sig", Ipld.of(Arrays.copyOf(sig, sigBytes)));
    challenged(given(name, fields, sigBytes + " bytes"));
  }

  private void spoken() {
    spoken("spoken", "number", Ipld.of(7), "");
    spoken("number 2^53 - 1", "number", Ipld.of((1L << 53) - 1), "");
    spoken("number 2^53", "number", Ipld.of(1L << 53), "an integer out of range");
    spoken("topic of 128 bytes", "topic", Ipld.of("t".repeat(128)), "");
    spoken("spoken on a topic of 129 bytes", "topic", Ipld.of("t".repeat(129)), "129 bytes");
    spoken("data of 64 KiB", "data", FormVectors.bytes(MAX_DATA_BYTES), "");
    spoken("data over 64 KiB", "data", FormVectors.bytes(MAX_DATA_BYTES + 1), "a byte more");
    spoken("spoken with more", "more", Ipld.of(1), "an unknown field");
    spoken("spoken by a short key", "from", FormVectors.bytes(31), "31 bytes");
  }

  private void spokenSignatures() {
    for (String field : List.copyOf(speech().keySet())) {
      Map<String, Ipld> fields = speech();
      fields.remove(field);
      file.add(frame("spoken without " + field, SPOKEN, fields, "no " + field));
    }
    file.add(given("spoken without sig", speech(), "no sig"));
    file.add(frame("spoken as hello", HELLO, speech(), "another domain"));
    file.add(changed("spoken changed", SPOKEN, speech(), "data", FormVectors.bytes(4)));
    file.add(changed("spoken with another number", SPOKEN, speech(), "number", Ipld.of(8)));
    file.add(changed("spoken on another topic", SPOKEN, speech(), "topic", Ipld.of("t")));
    Ipld key = Ipld.of(Book.key("other peer").publicKey().toBytes());
    file.add(changed("spoken of another", SPOKEN, speech(), "from", key));
    Map<String, Ipld> fields = speech();
    sign(fields, SPOKEN, "other peer");
    file.add(given("spoken signed by another", fields, "signed by another key"));
  }

  private void spoken(String name, String field, Ipld value, String why) {
    Map<String, Ipld> fields = speech();
    fields.put(field, value);
    file.add(frame(name, SPOKEN, fields, why));
  }

  private static Map<String, Ipld> speech() {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("from", Ipld.of(Book.key("peer").publicKey().toBytes()));
    fields.put("number", Ipld.of(7));
    fields.put("topic", Ipld.of("/dagbok/1/discover"));
    fields.put("data", FormVectors.bytes(3));
    return fields;
  }

  private static Map<String, Object> frame(
      String name, String domain, Map<String, Ipld> fields, String why) {
    sign(fields, domain, "peer");
    return given(name, fields, why);
  }

  /** Signed before a field was changed. */
  private static Map<String, Object> changed(
      String name, String domain, Map<String, Ipld> fields, String field, Ipld value) {
    sign(fields, domain, "peer");
    fields.put(field, value);
    return given(name, fields, field + " is not what was signed");
  }

  private static Map<String, Object> given(String name, Map<String, Ipld> fields, String why) {
    return Forms.told("frame", name, DagCbor.encode(Ipld.map(fields)), why);
  }

  private static void sign(Map<String, Ipld> fields, String domain, String key) {
    byte[] prefix = domain.getBytes(StandardCharsets.US_ASCII);
    byte[] signed = Bytes.concat(prefix, DagCbor.encode(Ipld.map(fields)));
    fields.put("sig", Ipld.of(Book.key(key).sign(signed).toBytes()));
  }
}
