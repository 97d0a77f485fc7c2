package dagbok.dag;

import dagbok.block.Block;
import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import dagbok.cid.Multibase;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.crypto.RecoveryPhrase;
import dagbok.crypto.SigningKey;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.Story.Told;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.schema.ShareLink;
import dagbok.web.qr.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Writes the inputs that fuzzing begins with, right in form and small. The same files each time:
 * what a fuzzer found stands beside them under other names.
 */
final class Seeds {
  private static final int STORIES = 6;
  private static final int STORY_BYTES = 160;

  private final Path folder;

  private Seeds(Path folder) {
    this.folder = folder;
  }

  /** Into the folder of resources that is the only argument. */
  public static void main(String[] args) throws IOException, DecodeException {
    Seeds seeds = new Seeds(Path.of(args[0]));
    seeds.texts();
    seeds.stories();
    seeds.objects();
    seeds.files();
  }

  private void write(String test, String method, String name, byte[] bytes) throws IOException {
    Path inputs = folder.resolve("dagbok/" + test + "Inputs").resolve(method);
    Files.createDirectories(inputs);
    Files.write(inputs.resolve("seed-" + name), bytes);
  }

  private void write(String test, String method, String... texts) throws IOException {
    for (int i = 0; i < texts.length; i++) {
      write(test, method, String.valueOf(i), texts[i].getBytes(StandardCharsets.UTF_8));
    }
  }

  private void texts() throws IOException {
    Cid cid = Cid.of(Multicodec.DAG_CBOR, new byte[1]);
    String base58 = cid.toString(Multibase.BASE58BTC);
    String base36 = cid.toString(Multibase.BASE36);
    String version0 = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";
    write("cid/CidFuzzTest", "text", "dagbok:" + cid, base58, "/ipfs/" + base36, version0);
    write("cid/CidFuzzTest", "multibase", "f00ff", "BMFRGG", "k2lcpzo5yikidynfl", "zE2", "uAAE");
    write("cid/CidFuzzTest", "bytes", "v1", cid.toBytes());
    write("cid/CidFuzzTest", "varint", "few", new byte[] {0, 1, (byte) 0x80, 1, 0x7f});
    String peer = "12D3KooWEqnTdgqHnkkwarSrJjeMP2ZJiADWLYADaNvUb6SQNyPF";
    write(
        "schema/SchemaFuzzTest",
        "shareLink",
        "dagbok:" + cid + "?peer=http://h:1&peer=/ip4/10.0.0.2/tcp/8471/http",
        new ShareLink(new dagbok.schema.ProfileId(cid), List.of("a b", "å%")).toString());
    write(
        "peer/PeerFuzzTest",
        "address",
        "http://[::1]:80/",
        "/ip4/10.0.0.2/tcp/8471/http",
        "/ip6/::1/tcp/80/http/p2p/" + peer,
        "/dns4/h.example/tcp/65535/http");
    write("peer/PeerFuzzTest", "peerId", peer);
    write("cli/json/JsonFuzzTest", "object", "{\"a\":[1,\"x\",{\"b\":null}],\"c\":-1.5e3}");
    write("cli/json/JsonFuzzTest", "text", "[{\"a\":\"\\u00e5\"},true,1e400]");
    write("cli/term/TextFuzzTest", "wrap", "\u0010- one two\tthree\n  12. four\n> 日本日", "\u0001日本");
    write(
        "config/ConfigFuzzTest",
        "toml",
        "web.port = 8470 # x\n[peers]\nlisten = false\n",
        "web = { port = 1, \"open\" = true }\r\n",
        "[web]\nhosts = [\n \"a\", # b\n 'c' ]\n");
    write("config/ConfigFuzzTest", "apiAddress", "/ip6/::1/tcp/5001/https", "http://h:5001");
    String phrase = String.join(" ", RecoveryPhrase.ofEntropy(new byte[32]).words());
    write("crypto/CryptoFuzzTest", "phrase", phrase, phrase.toUpperCase(java.util.Locale.ROOT));
    write("media/PictureFuzzTest", "mime", "text/markdown; charset=utf-8", "image/svg+xml");
    write(
        "web/text/TextFuzzTest",
        "markdown",
        "# a\n\n*b* **c** ~~d~~ `e`\n\n- f\n  1. g\n\n> h\n\n```java\ni\n```\n",
        "{{a}} {",
        "[a](javascript:x) ![b](https://h/i.gif) <https://j> [k](dagbok:" + cid + "?peer=x)",
        "| a | b |\n|---|--:|\n| 1 | <b onclick=x> |\n\n&lt;&#10;\\<\n",
        "![m](ipfs://" + Block.of(Multicodec.RAW, new byte[] {1}).cid() + ")\n\n---\n[r]: /p/b\n");
    write("web/text/TextFuzzTest", "link", "dagbok:" + cid + "?peer=x", "HTTPS://h/?a#b");
    write("web/text/TextFuzzTest", "plain", "a <b>\n\n\n\"c\" & 'd'\r\n\r\ne");
    write("web/qr/QrFuzzTest", "text", "dagbok:" + cid, "12345", "ÅÄÖ 日本");
    write("web/http/FormFuzzTest", "urlEncoded", "a=1&b=%C3%A5+c&a=&d");
    write("web/media/HeaderFuzzTest", "headers", "bytes=1-2", "bytes=-5", "../å \"b\".png; x");
  }

  private void stories() throws IOException {
    for (int i = 0; i < STORIES; i++) {
      byte[] data = new byte[STORY_BYTES];
      new Random(i).nextBytes(data);
      write("dag/HistoryFuzzTest", "story", String.valueOf(i), data);
      write(
          "dag/HistoryFuzzTest", "snapshot", String.valueOf(i), java.util.Arrays.copyOf(data, 40));
      write("dag/HistoryFuzzTest", "offer", String.valueOf(i), java.util.Arrays.copyOf(data, 16));
      write("ipfs/unixfs/UnixFsFuzzTest", "file", String.valueOf(i), data);
    }
  }

  private void objects() throws IOException, DecodeException {
    byte[] data = new byte[24 * 8];
    new Random(3).nextBytes(data);
    for (int i = 0; i < data.length; i += 8) {
      data[i] = (byte) ((data[i] & 0xff) % 16); // nothing large
    }
    Story story = new Story(data);
    CheckedHistory history = Sets.empty(story.profile, Signing.verifier());
    for (Told told : story.told) {
      history.offer(told.entry(), Optional.of(told.payload()));
      told.contents().forEach(history::offerContent);
    }
    Derived derived = history.derive();
    List<Item> items = new ArrayList<>();
    int number = 0;
    for (Told told : story.told.subList(0, 6)) {
      String name = String.valueOf(number++);
      write("schema/SchemaFuzzTest", "entry", name, told.entry().bytes());
      write("schema/SchemaFuzzTest", "payload", name, told.payload());
      write("codec/CodecFuzzTest", "dagCbor", name, told.payload());
      write("web/text/TextFuzzTest", "ipld", name, told.entry().bytes());
      items.add(new Item.Whole(told.entry().block(), block(told.payload())));
    }
    items.add(Item.stub(story.told.get(6).entry()));
    write("schema/SchemaFuzzTest", "node", "0", derived.nodeBlocks().get(0).bytes());
    Block last = derived.nodeBlocks().get(derived.nodeBlocks().size() - 1);
    write("schema/SchemaFuzzTest", "node", "1", last.bytes());
    write("schema/SchemaFuzzTest", "snapshot", "0", derived.snapshot().bytes());
    PackedRun tail = derived.packs().get(derived.packs().size() - 1);
    write("schema/SchemaFuzzTest", "pack", "0", tail.block().bytes());
    parts(derived, story);
    messages(story, derived, items.subList(0, 3));
  }

  private static Block block(byte[] bytes) {
    return Block.of(Multicodec.DAG_CBOR, bytes);
  }

  private static Ipld field(Ipld value, String name) {
    Ipld field = ((Ipld.Struct) value).fields().get(name);
    if (field == null) {
      throw new IllegalStateException("no " + name);
    }
    return field;
  }

  private static Ipld first(Ipld list) {
    return ((Ipld.Array) list).items().get(0);
  }

  private void parts(Derived derived, Story story) throws IOException, DecodeException {
    Ipld snapshot = DagCbor.decode(derived.snapshot().bytes());
    Ipld ref = first(field(snapshot, "packs"));
    write("schema/SchemaFuzzTest", "packRef", "0", DagCbor.encode(ref));
    Ipld pack = DagCbor.decode(derived.packs().get(0).block().bytes());
    write("schema/SchemaFuzzTest", "item", "0", DagCbor.encode(first(field(pack, "items"))));
    for (Told told : story.told) {
      byte[] bytes = told.payload();
      if (!told.contents().isEmpty()) {
        Ipld content = first(field(DagCbor.decode(bytes), "contents"));
        write("schema/SchemaFuzzTest", "content", "0", DagCbor.encode(content));
      }
    }
    Ipld root = DagCbor.decode(story.told.get(0).entry().bytes());
    write("codec/CodecFuzzTest", "dagJson", DagJson.encode(root), "[1.5, -0.0, {\"/\":\"x\"}]");
  }

  private void messages(Story story, Derived derived, List<Item> proof) throws IOException {
    SigningKey key = Signing.key(1);
    Head bare =
        new Head(
            story.profile,
            derived.snapshot().cid(),
            story.root,
            0,
            1,
            Entry.UNSIGNED,
            derived.head(),
            Optional.of(derived.packs().get(0).ref().pack()));
    Encoded<Head> head = Encoded.of(bare.signedBy(key));
    write("schema/SchemaFuzzTest", "head", "0", head.bytes());
    Block content = Block.of(Multicodec.RAW, new byte[] {1, 2});
    Cid cid = head.cid();
    List<Message> messages =
        List.of(
            new Message.Announcement(head, proof, proof, List.of(content)),
            new Message.Query(List.of(new Message.Query.Known(story.profile, List.of(cid, cid)))),
            new Message.ReplyNotice(story.profile, proof.get(0), List.of(content), proof),
            new Message.Discover(
                    story.profile, story.root, proof, List.of("http://h:1"), 7, Entry.UNSIGNED)
                .signedBy(key));
    for (int i = 0; i < messages.size(); i++) {
      byte[] bytes = messages.get(i).encode();
      write("schema/SchemaFuzzTest", "message", String.valueOf(i), bytes);
    }
    byte[] signed = head.value().signedMessage();
    ByteArrayOutputStream triple = new ByteArrayOutputStream();
    triple.writeBytes(key.publicKey().toBytes());
    triple.writeBytes(head.value().sig().toBytes());
    triple.writeBytes(signed);
    write("crypto/CryptoFuzzTest", "signature", "0", triple.toByteArray());
    ByteArrayOutputStream car = new ByteArrayOutputStream();
    CarWriter writer = new CarWriter(car, List.of(cid));
    writer.write(head.block());
    writer.write(content);
    write("block/CarFuzzTest", "car", "0", car.toByteArray());
    frames(key, story);
  }

  /** Frames are known to their own package alone, so they are made here by hand. */
  private void frames(SigningKey key, Story story) throws IOException {
    Ipld person = Ipld.list(List.of(Ipld.reference(story.profile.root()), Ipld.of("A")));
    Map<String, Ipld> hello =
        Map.of(
            "v", Ipld.of(1),
            "id", Ipld.of(key.publicKey().toBytes()),
            "port", Ipld.of(8471),
            "topics", Ipld.list(List.of(Ipld.of("/dagbok/1/heads/7"))),
            "people", Ipld.list(List.of(person)),
            "sig", Ipld.of(new byte[64]));
    Map<String, Ipld> spoken =
        Map.of(
            "v", Ipld.of(1),
            "from", Ipld.of(key.publicKey().toBytes()),
            "number", Ipld.of(5),
            "topic", Ipld.of("/dagbok/1/discover"),
            "data", Ipld.of(new byte[] {1, 2, 3}),
            "sig", Ipld.of(new byte[64]));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int number = 0;
    for (Map<String, Ipld> fields : List.of(hello, spoken)) {
      byte[] bytes = DagCbor.encode(Ipld.map(fields));
      write("peer/PeerFuzzTest", "frame", String.valueOf(number++), bytes);
      stream.write(0);
      dagbok.cid.Varint.write(stream, bytes.length);
      stream.writeBytes(bytes);
    }
    write("peer/PeerFuzzTest", "frames", "0", stream.toByteArray());
  }

  private void files() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "jpeg", "gif", "bmp"}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      write("web/qr/QrFuzzTest", "picture", format, out.toByteArray());
      if (format.equals("png") || format.equals("jpeg")) {
        write("media/PictureFuzzTest", format, "0", out.toByteArray());
      }
    }
    write("web/qr/QrFuzzTest", "picture", "code", QrCode.of("dagbok").png());
    byte[] webp =
        HexFormat.of()
            .parseHex(
                "524946462a00000057454250565038580a0000000c000000000000000000"
                    + "4558494604000000000000005650384c05000000"
                    + "2f00000000");
    write("media/PictureFuzzTest", "webp", "0", webp);
    HexFormat hex = HexFormat.of();
    byte[] unixfs = hex.parseHex("080212036162631803");
    write("ipfs/unixfs/UnixFsFuzzTest", "data", "0", unixfs);
    byte[] node = hex.parseHex("0a09" + hex.formatHex(unixfs));
    write("codec/CodecFuzzTest", "dagPb", "0", node);
    ByteArrayOutputStream linked = new ByteArrayOutputStream();
    linked.writeBytes(hex.parseHex("122a0a24"));
    linked.writeBytes(Cid.of(Multicodec.RAW, node).toBytes());
    linked.writeBytes(hex.parseHex("120018030a060802180320" + "03"));
    write("codec/CodecFuzzTest", "dagPb", "1", linked.toByteArray());
  }
}
