package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.schema.Content;
import dagbok.schema.Item;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.vectors.Book.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a pack shows against its line in a snapshot, and a snapshot by itself. */
final class CheckVectors {
  private static final List<String> LINE =
      List.of("items", "bytes", "lowHeight", "highHeight", "since", "until");

  private static final int UNTIL = 6;

  private final VectorFile file =
      new VectorFile("Packs against their PackRef, and snapshots: checks 6, 7, 8 and 10.");
  private final Book book = new Book();
  private final PackRef ref;
  private final Map<String, Ipld> fields;

  private CheckVectors() throws DecodeException {
    Functions functions = new Functions(book.id);
    book.grant("a", "root");
    Block linked = Book.raw(new byte[20_000]);
    book.by("a").contents(Book.text("one"), linked).as("a1");
    book.by("a").text("two").as("a2");
    for (String name : List.of("root", "a", "a1", "a2")) {
      Written page = book.get(name);
      functions.offer(page.entry().bytes(), Optional.of(page.payload().bytes()));
      page.contents().forEach(content -> functions.content(content.bytes()));
    }
    Functions.Run run = functions.result().packs().get(0);
    ref = run.ref();
    fields = ((Ipld.Struct) DagCbor.decode(run.block().bytes())).fields();
  }

  static VectorFile file() throws DecodeException {
    CheckVectors vectors = new CheckVectors();
    vectors.lines();
    vectors.packs();
    vectors.payloads();
    vectors.times();
    vectors.snapshots();
    return vectors.file;
  }

  private void lines() {
    List<Object> line = line(ref);
    pack("right", line, fields, "");
    for (int i = 0; i < LINE.size(); i++) {
      List<Object> more = new ArrayList<>(line);
      more.set(i + 1, ((Number) line.get(i + 1)).longValue() + 1);
      String why = "the snapshot says one more than the truth";
      pack(LINE.get(i), more, fields, why);
    }
    List<Object> other = new ArrayList<>(line);
    other.set(0, FormVectors.cid(1).toString());
    pack("hash", other, fields, "the bytes hash to something else");
  }

  private static List<Object> line(PackRef ref) {
    return List.of(
        ref.pack().toString(),
        ref.items(),
        ref.bytes(),
        ref.lowHeight(),
        ref.highHeight(),
        ref.since(),
        ref.until());
  }

  private List<Ipld> list(String field) {
    Ipld.Array array = (Ipld.Array) Objects.requireNonNull(fields.get(field));
    return new ArrayList<>(array.items());
  }

  private void packs() {
    List<Ipld> items = list("items");
    Collections.swap(items, 2, 3);
    changed("items out of order", "items", items, "a2 before a1");
    items = list("items");
    items.set(3, items.get(2));
    changed("item twice", "items", items, "a1 twice");
    items = list("items");
    items.set(1, ((Ipld.Array) items.get(1)).items().get(0));
    changed("control entry as a stub", "items", items, "a without its payload");
    items = list("items");
    items.set(3, ((Ipld.Array) items.get(3)).items().get(0));
    changed("contents of a stub", "items", items, "nothing names the content of a2");
    items = list("items");
    Ipld entry = ((Ipld.Array) items.get(3)).items().get(0);
    Ipld payload = ((Ipld.Array) items.get(2)).items().get(1);
    items.set(3, Ipld.list(List.of(entry, payload)));
    changed("payload of another", "items", items, "a2 does not name this payload");
    items = list("items");
    items.set(3, Ipld.of(new byte[10]));
    changed("no entry", "items", items, "an item that is no entry");
    List<Ipld> contents = list("contents");
    contents.remove(0);
    changed("content missing", "contents", contents, "a packed content is not there");
    contents = list("contents");
    contents.set(0, Ipld.of(new byte[3]));
    changed("another content", "contents", contents, "a content that nothing names");
    changed("link missing", "links", List.of(), "a1 links to a content");
    List<Ipld> links = list("links");
    links.add(Ipld.link(Book.text("three").cid()));
    links.sort(Comparator.comparing(link -> ((Ipld.Link) link).cid()));
    changed("another link", "links", links, "a link that nothing names");
  }

  /** The line is made to be true of it. */
  private void changed(String name, String field, List<Ipld> values, String why) {
    Map<String, Ipld> changed = new LinkedHashMap<>(fields);
    changed.put(field, Ipld.list(values));
    pack(name, PackLines.of(changed), changed, why);
  }

  private void payloads() {
    payload("payload without the form", new byte[] {(byte) 0xa0}, false, "an empty map");
    byte[] bare = FormVectors.payload(Ipld.map(Map.of("delete", Ipld.map(Map.of()))));
    payload("control kind in a post", bare, false, "a control kind");
    payload("control payload without the form", new byte[] {(byte) 0xa0}, true, "an empty map");
    payload("control payload that accept refuses", bare, true, "");
    byte[] real = FormVectors.payload(Ipld.map(Map.of("freeze", new Ipld.Real(0.5))));
    payload("control payload with a float", real, true, "a float");
    book.by("a").delete().text("x").aside("with contents");
    alone("control payload with contents", List.of("with contents"), List.of(), List.of(), "");
    Block x = Book.text("four");
    book.by("a").contents(List.of(Content.of(x.cid(), 5, "text/plain"))).aside("says 5");
    book.by("a").contents(List.of(Content.of(x.cid(), 4, "text/plain"))).aside("says 4");
    book.by("a").contents(List.of(Content.of(x.cid(), 20_000, "text/plain"))).aside("links");
    List<Block> four = List.of(x);
    List<Cid> link = List.of(x.cid());
    alone("content of another length", List.of("says 5"), four, List.of(), "4 bytes, not 5");
    alone("content of its length", List.of("says 4"), four, List.of(), "");
    alone("content of two lengths", List.of("says 4", "says 5"), four, List.of(), "one says 5");
    alone("packed and linked to", List.of("says 4", "links"), four, link, "");
    alone("packed alone", List.of("says 4", "links"), four, List.of(), "links links to it");
    alone("linked to alone", List.of("says 4", "links"), List.of(), link, "says 4 packs it");
    alone("no items", List.of(), List.of(), List.of(), "a pack has items");
  }

  private void payload(String name, byte[] payload, boolean control, String why) {
    book.by("a").payload(payload).isControl(control).aside(name);
    alone(name, List.of(name), List.of(), List.of(), why);
  }

  /** A pack of these entries, whole, and a line that is true of it. */
  private void alone(
      String name, List<String> entries, List<Block> contents, List<Cid> links, String why) {
    Map<String, Ipld> pack = PackLines.pack(whole(entries), contents, links);
    pack(name, PackLines.of(pack), pack, why);
  }

  private List<Item> whole(List<String> entries) {
    List<Written> pages = new ArrayList<>(entries.stream().map(book::get).toList());
    Comparator<Written> byHeight = Comparator.comparing(page -> page.entry().value().height());
    pages.sort(byHeight.thenComparing(Written::cid));
    return pages.stream().map(MessageVectors::whole).toList();
  }

  private void times() {
    long a = Book.START + 60;
    long a1 = Book.START + 120;
    long a2 = Book.START + 180;
    times("since of a control entry", fields, a, a2, "");
    times("control entries outside", fields, a1, a2, "");
    times("a post before since", fields, a2, a2, "a1 is before since");
    times("a post after until", fields, 0, a1, "a2 is after until");
    times("posts around both", fields, a, a, "a1 and a2 are after until");
    times("since of nothing", fields, a + 1, a2, "no item has this time");
    times("until of nothing", fields, a, a2 + 1, "no item has this time");
    times("since and until 0 with posts", fields, 0, 0, "a1 and a2 are after until");
    book.grant("b", "root");
    Map<String, Ipld> grants = PackLines.pack(whole(List.of("a", "b")), List.of(), List.of());
    long b = ((Number) PackLines.of(grants).get(UNTIL)).longValue();
    times("grants", grants, a, b, "");
    times("grants, void", grants, 0, 0, "");
    times("grants, one void", grants, a, a, "");
    times("grants, since 0", grants, 0, b, "no item has the time 0");
    times("grants, since of nothing", grants, a + 1, b, "no item has this time");
    Item stub = new Item.Stub(book.get("a1").entry().block());
    Map<String, Ipld> stubs = PackLines.pack(List.of(stub), List.of(), List.of());
    times("a stub", stubs, 0, 0, "");
    times("a stub with times", stubs, a1, a1, "a stub has no time");
  }

  private void times(String name, Map<String, Ipld> pack, long since, long until, String why) {
    List<Object> line = PackLines.of(pack);
    line.set(UNTIL - 1, since);
    line.set(UNTIL, until);
    pack(name, line, pack, why);
  }

  private void pack(String name, List<Object> line, Map<String, Ipld> pack, String why) {
    byte[] bytes = DagCbor.encode(Ipld.map(pack));
    Map<String, Object> told = Forms.told("pack check", name, bytes, why);
    told.put("ref", line);
    add(told, isPack(told), why);
  }

  private void add(Map<String, Object> told, boolean right, String why) {
    if (right != why.isEmpty()) {
      throw new IllegalStateException("check " + told.get("name"));
    }
    file.add(told);
  }

  static boolean isPack(Map<String, Object> told) {
    List<Object> line = Json.list(Objects.requireNonNull(told.get("ref")));
    return Functions.isPack(ref(line), Hex.read(told.get("bytes").toString()));
  }

  private static PackRef ref(List<Object> line) {
    long[] numbers = new long[LINE.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Number) line.get(i + 1)).longValue();
    }
    Cid pack = Cid.parse(line.get(0).toString());
    return new PackRef(
        pack, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  }

  private void snapshots() {
    Ipld profile = Ipld.reference(book.id.root());
    snapshot("snapshot", profile, List.of(packRef(1, 0, 3), packRef(2, 3, 5)), "");
    snapshot("snapshot of no packs", profile, List.of(), "the root entry is in none");
    snapshot("snapshot from height 1", profile, List.of(packRef(1, 1, 3)), "no root entry");
    List<Ipld> falling = List.of(packRef(1, 0, 3), packRef(2, 2, 5));
    snapshot("snapshot out of order", profile, falling, "the second pack begins below the first");
    Ipld other = Ipld.reference(new Book("other").id.root());
    snapshot("snapshot of another", other, List.of(packRef(1, 0, 3)), "another profile");
  }

  private static Ipld packRef(int number, long low, long high) {
    Ipld one = Ipld.of(1);
    Ipld zero = Ipld.of(0);
    Ipld link = Ipld.link(FormVectors.cid(number));
    return Ipld.list(List.of(link, one, one, Ipld.of(low), Ipld.of(high), zero, zero));
  }

  private void snapshot(String name, Ipld profile, List<Ipld> packs, String why) {
    Map<String, Ipld> snapshot = new LinkedHashMap<>();
    snapshot.put("v", Ipld.of(1));
    snapshot.put("profile", profile);
    snapshot.put("packs", Ipld.list(packs));
    byte[] bytes = DagCbor.encode(Ipld.map(snapshot));
    Map<String, Object> told = Forms.told("snapshot check", name, bytes, why);
    told.put("profile", book.id.toString());
    add(told, isSnapshot(told), why);
  }

  static boolean isSnapshot(Map<String, Object> told) {
    ProfileId profile = ProfileId.parse(told.get("profile").toString());
    return Functions.isSnapshot(profile, Hex.read(told.get("bytes").toString()));
  }
}
