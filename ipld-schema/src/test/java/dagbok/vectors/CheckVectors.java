package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
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

  /** The line is made to fit in hash and length. */
  private void changed(String name, String field, List<Ipld> values, String why) {
    Map<String, Ipld> changed = new LinkedHashMap<>(fields);
    changed.put(field, Ipld.list(values));
    byte[] bytes = DagCbor.encode(Ipld.map(changed));
    List<Object> line = new ArrayList<>(line(ref));
    line.set(0, Cid.of(Multicodec.DAG_CBOR, bytes).toString());
    line.set(2, bytes.length);
    pack(name, line, changed, why);
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
