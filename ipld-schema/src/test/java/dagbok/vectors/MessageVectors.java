package dagbok.vectors;

import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.schema.SchemaException;
import dagbok.vectors.Book.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Heads with their signatures, and messages. */
final class MessageVectors {
  private MessageVectors() {}

  static Item whole(Written page) {
    return new Item.Whole(page.entry().block(), page.payload());
  }

  static Item stub(Written page) {
    return new Item.Stub(page.entry().block());
  }

  static Ipld ipld(Item item) {
    Ipld entry = Ipld.of(item.entry().bytes());
    return item instanceof Item.Whole whole
        ? Ipld.list(List.of(entry, Ipld.of(whole.payload().bytes())))
        : entry;
  }

  static Ipld items(List<Item> items) {
    return Ipld.list(items.stream().map(MessageVectors::ipld).toList());
  }

  /** A book with a device that granted another, and what the first one's head says of it. */
  record Told(Book book, Encoded<Head> head) {
    static Told make() {
      Book book = new Book();
      Functions functions = new Functions(book.id);
      book.grant("a", "root");
      book.grant("b", "a");
      book.by("a").text("one").as("a1");
      for (String name : new String[] {"root", "a", "b", "a1"}) {
        Written page = book.get(name);
        functions.offer(page.entry().bytes(), Optional.of(page.payload().bytes()));
        page.contents().forEach(content -> functions.content(content.bytes()));
      }
      return new Told(
          book, Encoded.of(functions.head(book.cid("a"), Book.key("a"), 0, Book.START)));
    }

    Item whole(String name) {
      return MessageVectors.whole(book.get(name));
    }
  }

  static VectorFile heads() {
    VectorFile file = new VectorFile("Heads: signed by the key of their device.");
    Told told = Told.make();
    head(file, "right", told.head().value(), "a", "");
    head(file, "key of another", told.head().value(), "b", "signed by a");
    Head head = told.head().value();
    Head later =
        new Head(
            head.profile(),
            head.snapshot(),
            head.device(),
            1,
            head.time(),
            head.sig(),
            head.node(),
            head.recent());
    head(file, "changed", later, "a", "seq is not what was signed");
    head(file, "changed and signed again", later.signedBy(Book.key("a")), "a", "");
    Head bare =
        new Head(
            head.profile(),
            head.snapshot(),
            head.device(),
            2,
            head.time(),
            head.sig(),
            Optional.empty(),
            Optional.of(head.snapshot()));
    head(file, "with recent, without node", bare.signedBy(Book.key("a")), "a", "");
    return file;
  }

  private static void head(VectorFile file, String name, Head head, String key, String why) {
    Map<String, Object> told = Forms.told("head signature", name, head.encode(), why);
    told.put("key", Hex.plain(Book.key(key).publicKey().toBytes()));
    if (isSigned(told) != why.isEmpty()) {
      throw new IllegalStateException("head " + name);
    }
    file.add(told);
  }

  static boolean isSigned(Map<String, Object> told) {
    try {
      Head head = Head.decode(Hex.read(told.get("bytes").toString()));
      DeviceKey key = new DeviceKey(Hex.read(told.get("key").toString()));
      return Verifier.ed25519().verify(key, head.signedMessage(), head.sig());
    } catch (SchemaException e) {
      return false;
    }
  }

  static VectorFile messages() {
    VectorFile file = new VectorFile("Messages by themselves: form and bounds.");
    announcements(file, Told.make());
    others(file, Told.make());
    new NoticeVectors(file, Told.make()).add();
    return file;
  }

  private static void announcements(VectorFile file, Told told) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("head", Ipld.of(told.head().bytes()));
    fields.put("proof", items(List.of(told.whole("root"), told.whole("a"))));
    fields.put("items", items(List.of(told.whole("a1"))));
    byte[] content = told.book().get("a1").contents().get(0).bytes();
    fields.put("contents", Ipld.list(List.of(Ipld.of(content))));
    Forms form = new Forms(file, "message", fields, Message::decode);
    form.right("announcement");
    Ipld stub = items(List.of(stub(told.book().get("a1"))));
    form.right("announcement of a stub", "items", stub);
    form.right("announcement of nothing new", "items", Ipld.list(List.of()));
    for (String name : form.names()) {
      form.without("announcement without " + name, name, "no " + name);
    }
    form.wrong("announcement with more", "more", Ipld.of(1), "an unknown field");
    form.wrong("announcement and query", "query", Ipld.map(Map.of()), "two messages in one");
    form.wrong("announcement of version 2", "v", Ipld.of(2), "another version");
    form.wrong("announcement of a broken head", "head", FormVectors.bytes(10), "no head");
    form.wrong("announcement with a large entry", "items", stubs(4097), "an entry over 4 KiB");
    form.right("announcement without proof items", "proof", Ipld.list(List.of()));
    form.right("announcement with a stub as proof", "proof", stub);
    form.right("announcement with what is no entry", "items", stubs(10));
    Ipld once = Ipld.of(content);
    Ipld unsorted =
        Ipld.list(List.of(Ipld.of(new byte[] {2}), once, Ipld.of(new byte[] {1}), once));
    form.right("announcement of contents in any order", "contents", unsorted);
    form.wrong("announcement of text", "contents", Ipld.list(List.of(Ipld.of("a"))), "no bytes");
    form.wrong("announcement of a head as a map", "head", Ipld.map(Map.of()), "no bytes");
    int around = DagCbor.encode(Ipld.map(fields)).length - 1 - content.length;
    Ipld most = Ipld.list(List.of(FormVectors.bytes(Message.MAX_BYTES - around - 3)));
    form.right("message of 64 KiB", "contents", most);
    Ipld past = Ipld.list(List.of(FormVectors.bytes(Message.MAX_BYTES - around - 2)));
    form.wrong("message over 64 KiB", "contents", past, "one byte more than 64 KiB");
  }

  private static Ipld stubs(int bytes) {
    return Ipld.list(List.of(FormVectors.bytes(bytes)));
  }

  private static void others(VectorFile file, Told told) {
    Ipld profile = Ipld.reference(told.book().id.root());
    Ipld head = Ipld.reference(told.head().cid());
    Map<String, Ipld> none = Map.of("v", Ipld.of(1));
    Forms form = new Forms(file, "message", none, Message::decode);
    form.wrong("nothing", "v", Ipld.of(1), "no message");
    Ipld known = Ipld.list(List.of(profile, Ipld.list(List.of(head))));
    form.right("query", "query", query(List.of(known)));
    form.right("query of nothing", "query", query(List.of()));
    form.right("query of 64", "query", query(Collections.nCopies(64, known)));
    List<Ipld> many = Collections.nCopies(65, known);
    form.wrong("query of 65", "query", query(many), "one more than 64");
    Ipld alone = Ipld.list(List.of(profile));
    form.wrong("query without heads", "query", query(List.of(alone)), "a list of one");

    Map<String, Ipld> reply = new LinkedHashMap<>();
    reply.put("profile", profile);
    reply.put("item", ipld(told.whole("a1")));
    reply.put("contents", Ipld.list(List.of()));
    reply.put("proof", items(List.of(told.whole("root"), told.whole("a"))));
    form.right("reply", "reply", Ipld.map(reply));
    reply.put("time", Ipld.of(1));
    form.wrong("reply with more", "reply", Ipld.map(reply), "an unknown field");

    Message.Discover unsigned =
        new Message.Discover(
            told.book().id,
            told.book().cid("a"),
            List.of(told.whole("root"), told.whole("a")),
            List.of("/ip4/192.0.2.7/tcp/8471/http"),
            Book.START,
            Entry.UNSIGNED);
    Message.Discover discover = unsigned.signedBy(Book.key("a"));
    Map<String, Object> signed = Forms.told("message", "discover", discover.encode(), "");
    signed.put("key", Hex.plain(Book.key("a").publicKey().toBytes()));
    signed.put("signed", Hex.write(discover.signedMessage()));
    file.add(signed);
    List<String> peers = Collections.nCopies(8, "a".repeat(256));
    file.add(Forms.told("message", "discover of 8 peers", with(discover, peers).encode(), ""));
    byte[] nine = edited(with(discover, peers), peer("a"));
    discoverWrong(file, "discover of 9 peers", nine, "one more than 8");
  }

  private static Ipld peer(String text) {
    return Ipld.of(text);
  }

  private static Message.Discover with(Message.Discover discover, List<String> peers) {
    return new Message.Discover(
            discover.profile(),
            discover.device(),
            discover.proof(),
            peers,
            discover.time(),
            discover.sig())
        .signedBy(Book.key("a"));
  }

  private static byte[] edited(Message.Discover discover, Ipld more) {
    try {
      Map<String, Ipld> message =
          new LinkedHashMap<>(((Ipld.Struct) DagCbor.decode(discover.encode())).fields());
      Map<String, Ipld> fields =
          new LinkedHashMap<>(((Ipld.Struct) message.get("discover")).fields());
      List<Ipld> peers = new ArrayList<>(((Ipld.Array) fields.get("peers")).items());
      peers.add(more);
      fields.put("peers", Ipld.list(peers));
      message.put("discover", Ipld.map(fields));
      return DagCbor.encode(Ipld.map(message));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void discoverWrong(VectorFile file, String name, byte[] bytes, String why) {
    if (Forms.isRight(Message::decode, bytes)) {
      throw new IllegalStateException(name);
    }
    file.add(Forms.told("message", name, bytes, why));
  }

  private static Ipld query(List<Ipld> profiles) {
    return Ipld.map(Map.of("profiles", Ipld.list(profiles)));
  }
}
