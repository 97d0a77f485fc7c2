package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.KeyHash;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.vectors.Book.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proofs: the entries that put a device in force, from the root entry down. */
final class ProofVectors {
  private ProofVectors() {}

  static VectorFile file() {
    VectorFile file =
        new VectorFile(
            "Proofs: the root entry and the grants down to a device, as DAG-CBOR lists.");
    MessageVectors.Told told = MessageVectors.Told.make();
    Book book = told.book();
    List<Item> all = List.of(told.whole("root"), told.whole("a"), told.whole("b"));
    proof(file, "of the profile key", book, "root", all.subList(0, 1), "");
    proof(file, "of a device", book, "a", all.subList(0, 2), "");
    proof(file, "of a device's device", book, "b", all, "");
    proof(file, "of nobody", book, "a", List.of(), "no items");
    proof(file, "without the root entry", book, "a", all.subList(1, 2), "no root entry");
    proof(file, "with a gap", book, "b", List.of(all.get(0), all.get(2)), "a is missing");
    proof(file, "of another device", book, "a", all, "ends in b");
    List<Item> stubs = List.of(all.get(0), MessageVectors.stub(book.get("a")));
    proof(file, "with a stub", book, "a", stubs, "a has no payload");
    List<Item> post = List.of(all.get(0), all.get(1), told.whole("a1"));
    proof(file, "with a post", book, "a1", post, "a1 is no grant");
    List<Item> foreign = List.of(MessageVectors.whole(new Book("other").get("root")));
    proof(file, "of another profile", book, "root", foreign, "another root entry");
    Written forged = book.by("a").key("b").grant("c").aside("c");
    List<Item> bad = List.of(all.get(0), all.get(1), MessageVectors.whole(forged));
    proof(file, "with a forged grant", book, "c", bad, "not signed by a");
    longProofs(file);
    roots(file);
    grants(file, book, all);
    chains(file, book, all);
    items(file, book, all);
    return file;
  }

  private static void roots(VectorFile file) {
    Control.Root root = new Control.Root(Book.key("root").publicKey(), Optional.empty());
    Control.Root next =
        new Control.Root(
            Book.key("root").publicKey(), Optional.of(KeyHash.of(Book.key("next").publicKey())));
    root(file, "root with next", new Book("root", next.toBody()), "");
    root(file, "root with salt", payload(1, 0, root.toBody()), "the salt is not 16 zeros");
    root(file, "root with time", payload(0, 1, root.toBody()), "the time is not 0");
    Content x = Content.of(Book.text("x").cid(), 1, "text/plain");
    Payload holding = new Payload(Book.salt(0), 0, List.of(x), root.toBody());
    root(file, "root with contents", book(Encoded.of(holding).bytes()), "it has contents");
    Ipld key = Ipld.of(Book.key("root").publicKey().toBytes());
    Body more = new Body("root", Ipld.map(Map.of("key", key, "more", Ipld.of(1))));
    root(file, "root with more", payload(0, 0, more), "the field more");
    Body foreign = new Control.Root(Book.key("b").publicKey(), Optional.empty()).toBody();
    root(file, "root of another key", payload(0, 0, foreign), "not signed by the profile key");
    root(file, "post as root", payload(0, 0, Post.EMPTY.toBody()), "its kind is not root");
  }

  private static Book payload(long salt, long time, Body body) {
    return book(Encoded.of(new Payload(Book.salt(salt), time, List.of(), body)).bytes());
  }

  private static Book book(byte[] rootPayload) {
    return new Book("root", rootPayload);
  }

  private static void root(VectorFile file, String name, Book book, String why) {
    proof(file, name, book, "root", List.of(MessageVectors.whole(book.get("root"))), why);
  }

  private static void grants(VectorFile file, Book book, List<Item> all) {
    Cid a = book.cid("a");
    Control.Grant right = Control.Grant.by(Book.key("d"), Book.seal("d"), book.id, a);
    ProfileId other = new Book("other").id;
    book.by("a").profile(other).control(right).aside("of another profile");
    ended(file, book, all, "of another profile", "the grant's profile is another");
    Control.Grant elsewhere = Control.Grant.by(Book.key("d"), Book.seal("d"), other, a);
    book.by("a").control(elsewhere).aside("proof for another profile");
    ended(file, book, all, "proof for another profile", "the granted key signed another profile");
    book.by("a")
        .control(new Control.Grant(right.key(), Book.seal("c"), right.proof()))
        .aside("proof over another seal");
    ended(file, book, all, "proof over another seal", "the granted key signed another seal");
    book.by("a")
        .control(new Control.Grant(Book.key("c").publicKey(), right.seal(), right.proof()))
        .aside("proof by another key");
    ended(file, book, all, "proof by another key", "the granted key did not sign it");
    Map<String, Ipld> fields = new LinkedHashMap<>(((Ipld.Struct) right.toBody().value()).fields());
    book.by("a").body("grant", Ipld.map(fields)).aside("not control");
    ended(file, book, all, "not control", "a grant that is not control");
    fields.put("name", Ipld.of("phone"));
    book.by("a").control(new Body("grant", Ipld.map(fields))).aside("with a field more");
    ended(file, book, all, "with a field more", "the field name");
    book.by("a").control(right).text("x").aside("with contents");
    ended(file, book, all, "with contents", "a control payload has no contents");
    book.by("a").control(right).seqOff(5).aside("of any seq");
    ended(file, book, all, "of any seq", "");
    book.by("a").control(right).heightOff(7).aside("of any height");
    ended(file, book, all, "of any height", "");
    book.by("a").control(right).own("b").prev("a1").aside("of any own and prev");
    ended(file, book, all, "of any own and prev", "");
    book.by("a").revoke("b", "b").aside("a revoke");
    ended(file, book, all, "a revoke", "no grant");
    book.by("a").delete("a1").aside("a delete");
    ended(file, book, all, "a delete", "no grant");
    book.by("a").control(new Body("freeze", Ipld.of(1))).aside("an unknown kind");
    ended(file, book, all, "an unknown kind", "no grant");
  }

  /** The root entry, the grant of a, and this. */
  private static void ended(VectorFile file, Book book, List<Item> all, String entry, String why) {
    Item last = MessageVectors.whole(book.get(entry));
    String name = (why.isEmpty() ? "grant " : "with ") + entry;
    proof(file, name, book, entry, List.of(all.get(0), all.get(1), last), why);
  }

  private static void chains(VectorFile file, Book book, List<Item> all) {
    book.by("root").grant("a").as("again");
    Control.Grant grant =
        Control.Grant.by(Book.key("d"), Book.seal("d"), book.id, book.cid("again"));
    book.by("a").control(grant).aside("by the other");
    List<Item> twice =
        List.of(
            all.get(0),
            MessageVectors.whole(book.get("again")),
            MessageVectors.whole(book.get("by the other")));
    String device = "its device is a, whose key is the same";
    proof(file, "through a device of the same key", book, "by the other", twice, device);
    List<Item> between = List.of(all.get(0), all.get(1), MessageVectors.whole(book.get("again")));
    proof(file, "with a grant of the root's between", book, "again", between, "not by a");
    List<Item> first = List.of(all.get(1), all.get(0));
    proof(file, "with the root entry last", book, "root", first, "no root entry first");
    proof(file, "root twice", book, "root", List.of(all.get(0), all.get(0)), "root is no grant");
  }

  private static void items(VectorFile file, Book book, List<Item> all) {
    Item.Whole root = (Item.Whole) all.get(0);
    Item.Whole a = (Item.Whole) all.get(1);
    Item.Whole b = (Item.Whole) all.get(2);
    List<Item> foreign = List.of(root, new Item.Whole(a.entry(), b.payload()));
    proof(file, "with the payload of another", book, "a", foreign, "a does not name this payload");
    List<Item> swapped = List.of(new Item.Whole(root.entry(), a.payload()), a);
    proof(file, "with another root payload", book, "a", swapped, "root does not name this payload");
    Ipld entry = Ipld.of(a.entry().bytes());
    Ipld payload = Ipld.of(a.payload().bytes());
    listed(file, "item of one", book, root, Ipld.list(List.of(entry)));
    listed(file, "item of three", book, root, Ipld.list(List.of(entry, payload, payload)));
    listed(file, "item of text", book, root, Ipld.of("a"));
    Map<String, Object> map = told("map of items", book, "a", Ipld.map(Map.of()), "no list");
    add(file, map, "no list");
  }

  private static void listed(VectorFile file, String name, Book book, Item root, Ipld item) {
    Ipld items = Ipld.list(List.of(MessageVectors.ipld(root), item));
    String why = "an item is an entry, or an entry and a payload";
    add(file, told(name, book, "a", items, why), why);
  }

  private static void longProofs(VectorFile file) {
    Book book = new Book();
    List<Item> chain = new ArrayList<>(List.of(MessageVectors.whole(book.get("root"))));
    String by = "root";
    for (int i = 1; i <= Functions.MAX_PROOF_ITEMS; i++) {
      chain.add(MessageVectors.whole(book.grant("d" + i, by)));
      by = "d" + i;
    }
    proof(file, "of 32 entries", book, "d31", chain.subList(0, 32), "");
    proof(file, "of 33 entries", book, "d32", chain, "one more than 32");
  }

  private static void proof(
      VectorFile file, String name, Book book, String device, List<Item> items, String why) {
    add(file, told(name, book, device, MessageVectors.items(items), why), why);
  }

  private static Map<String, Object> told(
      String name, Book book, String device, Ipld items, String why) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("type", "proof");
    told.put("profile", book.id.toString());
    told.put("device", book.cid(device).toString());
    told.put("bytes", Hex.write(DagCbor.encode(items)));
    told.put("verdict", why.isEmpty() ? "right" : "wrong");
    if (!why.isEmpty()) {
      told.put("why", why);
    }
    return told;
  }

  private static void add(VectorFile file, Map<String, Object> told, String why) {
    if (isProof(told) != why.isEmpty()) {
      throw new IllegalStateException("proof " + told.get("name"));
    }
    file.add(told);
  }

  static boolean isProof(Map<String, Object> told) {
    ProfileId profile = ProfileId.parse(told.get("profile").toString());
    Cid device = Cid.parse(told.get("device").toString());
    try {
      List<Item> items = new ArrayList<>();
      Ipld list = DagCbor.decode(Hex.read(told.get("bytes").toString()));
      for (Ipld value : list(list)) {
        items.add(item(value));
      }
      return Functions.isProof(profile, items, device);
    } catch (DecodeException e) {
      return false;
    }
  }

  private static Item item(Ipld value) throws DecodeException {
    if (value instanceof Ipld.Bytes entry) {
      return new Item.Stub(object(entry.value()));
    }
    List<Ipld> pair = list(value);
    if (pair.size() == 2
        && pair.get(0) instanceof Ipld.Bytes entry
        && pair.get(1) instanceof Ipld.Bytes payload) {
      return new Item.Whole(object(entry.value()), object(payload.value()));
    }
    throw new DecodeException("no item");
  }

  private static List<Ipld> list(Ipld value) throws DecodeException {
    if (value instanceof Ipld.Array array) {
      return array.items();
    }
    throw new DecodeException("no list");
  }

  private static Block object(byte[] bytes) {
    return Block.of(Multicodec.DAG_CBOR, bytes);
  }
}
