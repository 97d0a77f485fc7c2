package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.schema.Content;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Payloads and contents: there, missing, packed, linked, of the wrong size. */
final class ContentVectors {
  private static final int PACKED = Payload.MAX_PACKED_BYTES;

  private ContentVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Payloads and contents: missing, packed, linked, wrong size.");
    missing(file);
    packed(file);
    room(file);
    shared(file);
    weights(file);
    return file;
  }

  private static SetCase begun(String name, String shows) {
    SetCase made = new SetCase(name, shows);
    made.book.grant("a", "root");
    return made.take("root", "a");
  }

  static Block bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Book.raw(bytes);
  }

  private static Content of(Block block, long size) {
    return Content.of(block.cid(), size, "text/plain");
  }

  private static void missing(VectorFile file) {
    SetCase made = begun("payload missing", "The entry is a stub where something live follows it.");
    made.book.by("a").text("one").as("a1");
    made.book.by("a").text("two").as("a2");
    file.add(made.takeStub("a1").take("a2").withDerivedBlocks());

    made = begun("payload missing, nothing after", "Nothing keeps the entry.");
    made.book.by("a").text("one").as("a1");
    file.add(made.takeStub("a1"));

    made = begun("payload comes later", "As if it had been there.");
    made.book.by("a").text("one").as("a1");
    made.book.by("a").text("two").as("a2");
    file.add(made.takeStub("a1").take("a2", "a1"));

    made = begun("content missing", "A packed content is needed.");
    made.book.by("a").contents(Book.text("x"), Book.text("yy")).as("a1");
    file.add(made.takeWith("a1", Book.text("x")));

    made = begun("content before its entry", "What one has is a set of bytes.");
    made.book.by("a").text("x").as("a1");
    made.book.by("a").text("x").as("a2");
    file.add(made.take("a1").takeWith("a2"));

    made = begun("two entries, one payload", "Who has the bytes has them for both.");
    byte[] payload = FormVectors.payload(Ipld.map(Map.of("post", Ipld.map(Map.of()))));
    made.book.by("a").payload(payload).as("a1");
    made.book.by("a").payload(payload).as("a2");
    made.book.by("a").payload(payload).isControl(true).as("a3");
    file.add(made.takeStub("a1").take("a2", "a3"));

    made =
        begun("payloads without generic form", "Absent for ever; see payloads.json for each rule.");
    made.book.by("a").payload(new byte[] {(byte) 0xa0}).as("empty map");
    made.book.by("a").payload(FormVectors.payload(Ipld.map(Map.of()))).as("no kind");
    byte[] grant = FormVectors.payload(Ipld.map(Map.of("grant", Ipld.of(1))));
    made.book.by("a").payload(grant).as("control kind");
    made.book.by("a").text("last").as("last");
    file.add(made.take("empty map", "no kind", "control kind", "last"));
  }

  private static void packed(VectorFile file) {
    SetCase made = begun("16 KiB", "At most 16 KiB is packed, one byte more is linked to.");
    Block at = bytes(PACKED, 1);
    Block past = bytes(PACKED + 1, 2);
    made.book.by("a").contents(at, past).as("a1");
    file.add(made.takeWith("a1", at));

    made = begun("no bytes", "A content of no bytes is packed like any other.");
    made.book.by("a").contents(Book.text("")).as("a1");
    file.add(made.take("a1"));

    made = begun("no bytes, and none there", "They are missing all the same.");
    made.book.by("a").contents(Book.text("")).as("a1");
    file.add(made.takeWith("a1"));

    made = begun("dag-pb", "Is linked to, however small it says to be.");
    Block file1 = Block.of(Multicodec.DAG_PB, new byte[] {10, 0});
    made.book.by("a").contents(List.of(of(file1, 1))).as("a1");
    file.add(made.take("a1"));

    made = begun("wrong size", "Bytes of another length count as absent if they are packed.");
    Block x = Book.text("four");
    made.book.by("a").contents(List.of(of(x, 5)), x).as("says 5");
    made.book.by("a").contents(List.of(of(x, 4)), x).as("says 4");
    made.book.by("a").contents(List.of(of(x, 20_000)), x).as("says 20000");
    made.book.by("a").contents(List.of(of(x, 3)), x).as("says 3");
    made.book.by("a").contents(List.of(of(x, 0)), x).as("says 0");
    made.take("says 5", "says 4", "says 20000", "says 3", "says 0");
    file.add(made.withDerivedBlocks());

    made = begun("named twice", "The first mention decides the size.");
    made.book.by("a").contents(List.of(of(x, 4), of(x, 5)), x).as("4 then 5");
    made.book.by("a").contents(List.of(of(x, 5), of(x, 4)), x).as("5 then 4");
    made.book.by("a").contents(List.of(of(x, 20_000), of(x, 4)), x).as("20000 then 4");
    file.add(made.take("4 then 5", "5 then 4", "20000 then 4"));
  }

  private static void room(VectorFile file) {
    SetCase made = begun("256 KiB", "16 contents of 16 KiB fill the room, none fits any more.");
    List<Block> blocks = new ArrayList<>();
    for (int i = 1; i <= 16; i++) {
      blocks.add(bytes(PACKED, i));
    }
    List<Block> full = new ArrayList<>(blocks);
    full.add(Book.text("x"));
    full.add(Book.text(""));
    made.book.by("a").contents(full.toArray(Block[]::new)).as("a1");
    blocks.add(Book.text(""));
    file.add(made.takeWith("a1", blocks.toArray(Block[]::new)));

    made =
        begun("room that is left", "What does not fit is linked to, what comes after it may fit.");
    List<Block> mixed = new ArrayList<>();
    for (int i = 1; i <= 15; i++) {
      mixed.add(bytes(PACKED, i));
    }
    mixed.add(bytes(PACKED - 2, 16));
    mixed.add(Book.text("three"));
    mixed.add(Book.text("ab"));
    mixed.add(Book.text("c"));
    made.book.by("a").contents(mixed.toArray(Block[]::new)).as("a1");
    mixed.remove(18);
    mixed.remove(16);
    file.add(made.takeWith("a1", mixed.toArray(Block[]::new)));

    made = begun("counted once", "What is named again takes no room again.");
    List<Block> twice = new ArrayList<>();
    for (int i = 1; i <= 15; i++) {
      twice.add(bytes(PACKED, i));
      twice.add(bytes(PACKED, 1));
    }
    twice.add(bytes(PACKED, 16));
    made.book.by("a").contents(twice.toArray(Block[]::new)).as("a1");
    file.add(made.take("a1"));
  }

  /** Numbers found by trying: pieces that weigh what a cut asks for, or one byte less. */
  private static void weights(VectorFile file) {
    SetCase made =
        begun(
            "weight of what is named twice",
            "A piece of 2,999, which would be cut if a second mention weighed anything.");
    twice(made.book, 1457, 101);
    made.book.by("a").as("next");
    file.add(made.take("twice", "next").withDerivedBlocks());

    made =
        begun(
            "weight of what two entries name",
            "A piece of 3,000, which is cut, as a shared content weighs for both.");
    both(made.book, 684, 109);
    made.book.by("a").as("next");
    file.add(made.take("first", "second", "next").withDerivedBlocks());
  }

  static void twice(Book book, int fill, long salt) {
    Block small = Book.text("four");
    Block large = bytes(20_000, 7);
    Block text = bytes(fill, 'x');
    List<Content> named = new ArrayList<>();
    named.add(of(small, 4));
    named.add(of(large, 20_000));
    named.add(of(small, 20_000));
    named.add(of(large, 20_000));
    named.add(of(text, fill));
    named.add(of(text, fill));
    book.by("a").salt(salt).contents(named, small, text).as("twice");
  }

  static void both(Book book, int fill, long salt) {
    Block text = bytes(fill, 'x');
    book.by("a").contents(text, Book.text("yy")).as("first");
    book.by("a").salt(salt).contents(text).as("second");
  }

  private static void shared(VectorFile file) {
    SetCase made = begun("shared", "Two entries name one content: in a pack it is once.");
    made.book.by("a").text("same").as("a1");
    made.book.by("a").text("same").as("a2");
    file.add(made.take("a1", "a2").withDerivedBlocks());

    made = begun("packed and linked", "For one entry packed, for another linked: in both lists.");
    Block x = Book.text("four");
    made.book.by("a").contents(List.of(of(x, 4)), x).as("packs");
    made.book.by("a").contents(List.of(of(x, 20_000)), x).as("links");
    file.add(made.take("packs", "links").withDerivedBlocks());

    made = begun("of a deleted entry", "Packed for the other that names it.");
    made.book.by("a").text("same").as("a1");
    made.book.by("a").text("same").as("a2");
    made.book.by("a").delete("a1").as("delete");
    file.add(made.take("a1", "a2", "delete").withDerivedBlocks());
  }
}
