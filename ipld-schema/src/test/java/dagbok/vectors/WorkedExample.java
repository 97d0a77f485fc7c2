package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.DecodeException;
import dagbok.crypto.RecoveryPhrase;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.vectors.Book.Written;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The small profile that docs/protocol.md goes through, object by object. */
final class WorkedExample {
  private static final int HEX_CHARS_PER_LINE = 96;
  private static final int CUT_PASS = 6000;

  private static final List<String> ENTRIES = List.of("root", "phone", "post", "second", "delete");

  private final Book book = new Book();
  private final Functions functions = new Functions(book.id);
  private final Map<String, String> blocks = new LinkedHashMap<>();

  private WorkedExample() {
    write(book);
    for (String name : ENTRIES) {
      Written page = book.get(name);
      functions.offer(page.entry().bytes(), Optional.of(page.payload().bytes()));
      page.contents().forEach(content -> functions.content(content.bytes()));
    }
  }

  private static void write(Book book) {
    book.grant("phone", "root");
    book.by("phone").text("Hello").as("post");
    book.by("phone").text("world").as("second");
    book.by("phone").delete("post").as("delete");
  }

  static VectorFile file() {
    VectorFile file = new VectorFile("The worked example of protocol.md.");
    SetCase before = new SetCase("before the delete", "The first four entries.");
    write(before.book);
    file.add(before.take("root", "phone", "post", "second").withDerivedBlocks());
    SetCase after = new SetCase("after it", "All five.");
    write(after.book);
    after.take(ENTRIES.toArray(String[]::new));
    return file.add(after.withDerivedBlocks());
  }

  /** What stands in the document, by name. */
  static Map<String, String> texts() throws DecodeException {
    WorkedExample example = new WorkedExample();
    example.entries();
    example.derived();
    example.cut();
    return example.blocks;
  }

  private void entries() throws DecodeException {
    RecoveryPhrase phrase = RecoveryPhrase.ofEntropy(Book.seed("root"));
    blocks.put(
        "keys",
        "phrase  "
            + String.join(" ", phrase.words())
            + "\nseed    "
            + Hex.plain(phrase.entropy())
            + "\nkey     "
            + Hex.plain(phrase.profileKey().publicKey().toBytes())
            + "\nphone   "
            + Hex.plain(Book.seed("phone"))
            + "\n");
    object("root payload", book.get("root").payload());
    blocks.put(
        "root signed",
        hex("signed", book.get("root").entry().value().signedMessage())
            + hex("sig", book.get("root").entry().value().sig().toBytes()));
    object("root entry", book.get("root").entry().block());
    object("root node", node("root"));
    object("grant payload", book.get("phone").payload());
    object("grant entry", book.get("phone").entry().block());
    Written post = book.get("post");
    Block content = post.contents().get(0);
    blocks.put("content", "cid  " + content.cid() + "\n" + hex("hex", content.bytes()));
    object("post payload", post.payload());
    object("post entry", post.entry().block());
    object("delete payload", book.get("delete").payload());
    object("delete entry", book.get("delete").entry().block());
  }

  private Block node(String name) {
    Functions.Result result = functions.result();
    Cid cid = Objects.requireNonNull(result.nodes().get(book.cid(name)));
    return result.nodeBlocks().stream().filter(b -> b.cid().equals(cid)).findFirst().orElseThrow();
  }

  private void derived() throws DecodeException {
    object("second node", node("second"));
    object("delete node", node("delete"));
    Functions.Result result = functions.result();
    object("pack", result.packs().get(0).block());
    object("snapshot", result.snapshot().orElseThrow());
    long time = Book.START + 600;
    Encoded<Head> head = Encoded.of(functions.head(book.cid("phone"), Book.key("phone"), 0, time));
    object("head", head.block());
    List<Item> proof = new ArrayList<>();
    proof.add(MessageVectors.whole(book.get("root")));
    proof.add(MessageVectors.whole(book.get("phone")));
    Item newest = MessageVectors.whole(book.get("delete"));
    byte[] message = new Message.Announcement(head, proof, List.of(newest), List.of()).encode();
    blocks.put("announcement", json(message) + hex("hex", message));
  }

  private void object(String name, Block block) throws DecodeException {
    String text = "cid  " + block.cid() + "\n" + json(block.bytes()) + hex("hex", block.bytes());
    blocks.put(name, text);
  }

  private static String json(byte[] bytes) throws DecodeException {
    return "json " + DagJson.encode(DagCbor.decode(bytes)) + "\n";
  }

  private static String hex(String label, byte[] bytes) {
    String hex = Hex.plain(bytes);
    StringBuilder out = new StringBuilder();
    String before = String.format(Locale.ROOT, "%-4s ", label);
    for (int at = 0; at < hex.length(); at += HEX_CHARS_PER_LINE) {
      out.append(before)
          .append(hex, at, Math.min(hex.length(), at + HEX_CHARS_PER_LINE))
          .append('\n');
      before = " ".repeat(before.length());
    }
    return out.toString();
  }

  /** The third pass over twelve posts, item by item. */
  private void cut() {
    Map<String, Object> phone = Map.of("grant", "phone", "by", "root");
    Recipe recipe = Recipe.of(List.of(phone, PackVectors.posts(12, 0, 1, 500)));
    StringBuilder out = new StringBuilder("item   w     sum   x             x*6000>>48\n");
    int number = 0;
    for (Functions.Run run : recipe.result().packs()) {
      long sum = 0;
      for (Cid cid : run.entries()) {
        Written page = recipe.made().get(number);
        if (!page.cid().equals(cid)) {
          throw new IllegalStateException("a chain is in canonical order");
        }
        long w = 0L + page.entry().bytes().length + page.payload().bytes().length;
        w += page.contents().stream().mapToLong(content -> content.bytes().length).sum();
        sum += w;
        out.append(line(number, w, sum, cid));
        number++;
      }
      out.append("pack   ").append(run.ref().pack()).append('\n');
    }
    blocks.put("cut", out.toString());
  }

  private static String line(int number, long w, long sum, Cid cid) {
    byte[] bytes = cid.toBytes();
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, bytes.length - 6, bytes.length));
    BigInteger scaled = x.multiply(BigInteger.valueOf(CUT_PASS)).shiftRight(48);
    return String.format(Locale.ROOT, "%-6d %-5d %-5d %012x  %d", number, w, sum, x, scaled) + "\n";
  }
}
