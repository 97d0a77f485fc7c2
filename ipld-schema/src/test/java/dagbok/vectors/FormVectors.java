package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Limits;
import dagbok.schema.Node;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import dagbok.schema.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects by themselves: fields, types, and each bound, at it and one past it. */
final class FormVectors {
  private static final Ipld REF = Ipld.reference(cid(1));
  private static final Ipld RAW_REF = Ipld.reference(cid(1).withCodec(Multicodec.RAW));
  private static final Ipld LINK = Ipld.link(cid(1));
  private static final Ipld RAW = Ipld.link(cid(1).withCodec(Multicodec.RAW));
  private static final Ipld PB = Ipld.link(cid(1).withCodec(Multicodec.DAG_PB));
  private static final Ipld MAX = Ipld.of(Limits.MAX_INTEGER);
  private static final Ipld PAST_MAX = Ipld.of(Limits.MAX_INTEGER + 1);
  private static final String LONGEST = "ä".repeat(Limits.MAX_TEXT_BYTES / 2);

  private FormVectors() {}

  /** The CID of some object. */
  static Cid cid(int number) {
    return Cid.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.of(number)));
  }

  /** So many CIDs, sorted. */
  static List<Cid> cids(int count) {
    List<Cid> cids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cids.add(cid(100 + i));
    }
    cids.sort(null);
    return cids;
  }

  private static Ipld refs(int count) {
    return Ipld.list(cids(count).stream().map(Ipld::reference).toList());
  }

  private static Ipld links(int count) {
    return Ipld.list(cids(count).stream().map(Ipld::link).toList());
  }

  static Ipld bytes(int length) {
    return Ipld.of(new byte[length]);
  }

  /** A payload of zeros and this body, right or not. */
  static byte[] payload(Ipld body) {
    return DagCbor.encode(Ipld.map(payloadFields(body)));
  }

  private static Map<String, Ipld> payloadFields(Ipld body) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("salt", bytes(16));
    fields.put("time", Ipld.of(0));
    fields.put("contents", Ipld.list(List.of()));
    fields.put("body", body);
    return fields;
  }

  static VectorFile entries() {
    VectorFile file = new VectorFile("Entries by themselves: form and bounds.");
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("seq", Ipld.of(0));
    fields.put("height", Ipld.of(0));
    fields.put("prev", Ipld.list(List.of()));
    fields.put("control", Ipld.of(true));
    fields.put("payload", LINK);
    fields.put("sig", bytes(64));
    Forms root = new Forms(file, "entry", fields, Entry::decode);
    root.right("root entry");
    root.wrong("root entry with seq", "seq", Ipld.of(1), "seq of a root entry is 0");
    root.wrong("root entry with height", "height", Ipld.of(1), "height of a root entry is 0");
    root.wrong("root entry with prev", "prev", refs(1), "a root entry has no prev");
    root.wrong("root entry without control", "control", Ipld.of(false), "a root entry is control");
    root.wrong("root entry with profile", "profile", REF, "profile without device and own");
    fields.put("profile", REF);
    fields.put("device", REF);
    fields.put("own", Ipld.reference(cid(2)));
    fields.put("height", Ipld.of(1));
    Forms entry = new Forms(file, "entry", fields, Entry::decode);
    entry.right("entry");
    for (String name : fields.keySet()) {
      entry.without("no " + name, name, "no " + name);
      entry.wrong(name + " is null", name, Ipld.NULL, "null stands nowhere");
    }
    entry.wrong("v 2", "v", Ipld.of(2), "another version");
    entry.wrong("more", "more", Ipld.of(1), "an unknown field");
    entry.right("seq 2^53 - 1", "seq", MAX);
    entry.wrong("seq 2^53", "seq", PAST_MAX, "an integer out of range");
    entry.wrong("seq -1", "seq", Ipld.of(-1), "an integer out of range");
    entry.right("height 2^53 - 1", "height", MAX);
    entry.wrong("height 2^53", "height", PAST_MAX, "an integer out of range");
    entry.right("64 prev", "prev", refs(64));
    entry.wrong("65 prev", "prev", refs(65), "one more than 64");
    Ipld first = Ipld.reference(cids(2).get(0));
    Ipld second = Ipld.reference(cids(2).get(1));
    entry.wrong("prev unsorted", "prev", Ipld.list(List.of(second, first)), "not sorted");
    entry.wrong("prev twice", "prev", Ipld.list(List.of(first, first)), "a duplicate");
    Ipld own = Ipld.list(List.of(Ipld.reference(cid(2))));
    entry.wrong("own in prev", "prev", own, "own among prev");
    entry.wrong("raw in prev", "prev", Ipld.list(List.of(RAW_REF)), "a reference to raw");
    entry.wrong("link in prev", "prev", links(1), "a link for a reference");
    for (String name : List.of("profile", "device", "own")) {
      entry.wrong("raw " + name, name, RAW_REF, "a reference to raw");
      entry.wrong("link as " + name, name, LINK, "a link for a reference");
      entry.wrong("short " + name, name, bytes(35), "35 bytes");
      entry.wrong("zeros as " + name, name, bytes(36), "no CID");
    }
    entry.wrong("raw payload", "payload", RAW, "a link to raw");
    entry.wrong("reference as payload", "payload", REF, "a reference for a link");
    entry.wrong("control 1", "control", Ipld.of(1), "an integer for a truth value");
    entry.wrong("sig of 63 bytes", "sig", bytes(63), "63 bytes");
    entry.wrong("sig of 65 bytes", "sig", bytes(65), "65 bytes");
    return file;
  }

  static VectorFile payloads() {
    VectorFile file =
        new VectorFile(
            "Payloads by themselves: the generic form, of an entry that is not control.");
    Ipld post = Ipld.map(Map.of("post", Ipld.map(Map.of())));
    Forms form = new Forms(file, "payload", payloadFields(post), FormVectors::notControl);
    form.right("payload");
    for (String name : form.names()) {
      form.without("no " + name, name, "no " + name);
    }
    form.wrong("more", "more", Ipld.of(1), "an unknown field");
    form.wrong("v", "v", Ipld.of(1), "payloads have no version");
    form.wrong("salt of 15 bytes", "salt", bytes(15), "15 bytes");
    form.wrong("salt of 17 bytes", "salt", bytes(17), "17 bytes");
    form.right("time 2^53 - 1", "time", MAX);
    form.wrong("time 2^53", "time", PAST_MAX, "an integer out of range");
    form.wrong("time -1", "time", Ipld.of(-1), "an integer out of range");
    bodies(form);
    contents(form);
    sizes(form);
    return file;
  }

  private static Object notControl(byte[] bytes) throws Exception {
    Payload payload = Payload.decode(bytes);
    if (payload.body().isControl()) {
      throw new IllegalArgumentException("control kind");
    }
    return payload;
  }

  private static Ipld body(Ipld value) {
    return Ipld.map(Map.of("poll", value));
  }

  static Ipld nested(int lists) {
    Ipld value = Ipld.list(List.of());
    for (int i = 1; i < lists; i++) {
      value = i % 2 == 0 ? Ipld.list(List.of(value)) : Ipld.map(Map.of("a", value));
    }
    return value;
  }

  private static void bodies(Forms form) {
    form.wrong("body is a list", "body", Ipld.list(List.of()), "no map");
    form.wrong("body without kind", "body", Ipld.map(Map.of()), "no key");
    Map<String, Ipld> two = new LinkedHashMap<>();
    two.put("like", Ipld.of(1));
    two.put("poll", Ipld.of(1));
    form.wrong("body of two kinds", "body", Ipld.map(two), "two keys");
    for (String kind : List.of("root", "grant", "revoke", "delete")) {
      Ipld control = Ipld.map(Map.of(kind, Ipld.map(Map.of())));
      form.wrong("kind " + kind, "body", control, "a control kind");
    }
    form.right("kind without a name", "body", Ipld.map(Map.of("", Ipld.of(1))));
    form.right("kind of 300 bytes", "body", Ipld.map(Map.of("k".repeat(300), Ipld.of(1))));
    form.right("body of null", "body", body(Ipld.NULL));
    form.right("body of truth", "body", body(Ipld.of(true)));
    form.right("body of text", "body", body(Ipld.of(LONGEST + LONGEST)));
    form.right("body of bytes", "body", body(bytes(300)));
    form.right("post of a wrong type", "body", Ipld.map(Map.of("post", Ipld.of(7))));
    form.right("post with unknown fields", "body", Ipld.map(Map.of("post", body(Ipld.of(1)))));
    form.right("2^53 - 1 in body", "body", body(MAX));
    form.wrong("2^53 in body", "body", body(PAST_MAX), "an integer out of range");
    form.wrong("-1 in body", "body", body(Ipld.of(-1)), "an integer out of range");
    form.wrong("float in body", "body", body(new Ipld.Real(1.5)), "a float");
    form.wrong("link in body", "body", body(Ipld.list(List.of(LINK))), "a link");
    form.right("reference in body", "body", body(REF));
    form.right("depth 32", "body", body(nested(30)));
    form.wrong("depth 33", "body", body(nested(31)), "depth 33");
  }

  private static void contents(Forms form) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("link", RAW);
    fields.put("size", Ipld.of(3));
    fields.put("mime", Ipld.of("text/plain"));
    form.right("content", "contents", listed(fields));
    for (String name : List.of("link", "size", "mime")) {
      Map<String, Ipld> less = new LinkedHashMap<>(fields);
      less.remove(name);
      form.wrong("content without " + name, "contents", listed(less), "no " + name);
    }
    content(form, fields, "dag-pb content", "link", PB, "");
    content(form, fields, "dag-cbor content", "link", LINK, "neither raw nor dag-pb");
    content(form, fields, "reference as content", "link", RAW_REF, "no link");
    content(form, fields, "content of 2^53 - 1 bytes", "size", MAX, "");
    content(form, fields, "content of 2^53 bytes", "size", PAST_MAX, "an integer out of range");
    content(form, fields, "content with more", "more", Ipld.of(1), "an unknown field");
    for (String name : List.of("mime", "name", "alt")) {
      content(form, fields, name + " of no bytes", name, Ipld.of(""), "");
      content(form, fields, name + " of 256 bytes", name, Ipld.of(LONGEST), "");
      content(form, fields, name + " of 257 bytes", name, Ipld.of(LONGEST + "a"), "257 bytes");
      content(form, fields, name + " of bytes", name, bytes(3), "bytes for text");
    }
    for (String name : List.of("width", "height", "duration")) {
      content(form, fields, name + " 2^53 - 1", name, MAX, "");
      content(form, fields, name + " 2^53", name, PAST_MAX, "an integer out of range");
      content(form, fields, name + " of text", name, Ipld.of("1"), "text for an integer");
    }
    Ipld one = Ipld.map(fields);
    form.right("32 contents", "contents", Ipld.list(Collections.nCopies(32, one)));
    Ipld many = Ipld.list(Collections.nCopies(33, one));
    form.wrong("33 contents", "contents", many, "one more than 32");
  }

  private static void content(
      Forms form, Map<String, Ipld> fields, String name, String field, Ipld value, String why) {
    Map<String, Ipld> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    form.given(name, "contents", listed(changed), why);
  }

  private static Ipld listed(Map<String, Ipld> fields) {
    return Ipld.list(List.of(Ipld.map(fields)));
  }

  private static void sizes(Forms form) {
    int around = payload(body(bytes(1000))).length - 1000;
    form.right("16384 bytes", "body", body(bytes(Payload.MAX_BYTES - around)));
    Ipld larger = body(bytes(Payload.MAX_BYTES - around + 1));
    form.wrong("16385 bytes", "body", larger, "one byte more than 16 KiB");
  }

  static VectorFile others() {
    VectorFile file = new VectorFile("Nodes, heads, snapshots and packs by themselves.");
    nodes(file);
    heads(file);
    snapshots(file);
    packs(file);
    return file;
  }

  private static void nodes(VectorFile file) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("parents", Ipld.list(List.of()));
    fields.put("entry", LINK);
    Forms root = new Forms(file, "node", fields, Node::decode);
    root.right("root node");
    root.wrong("root node with parents", "parents", links(1), "parents without root");
    root.without("root node without entry", "entry", "a merge node has root and parents");
    fields.put("root", LINK);
    Forms node = new Forms(file, "node", fields, Node::decode);
    node.wrong("node without parents", "parents", Ipld.list(List.of()), "no parents");
    node.right("node with one parent", "parents", links(1));
    node.right("node with 65 parents", "parents", links(65));
    node.wrong("node with 66 parents", "parents", links(66), "one more than 65");
    Ipld first = Ipld.link(cids(2).get(0));
    Ipld second = Ipld.link(cids(2).get(1));
    node.wrong("parents unsorted", "parents", Ipld.list(List.of(second, first)), "not sorted");
    node.wrong("parents twice", "parents", Ipld.list(List.of(first, first)), "a duplicate");
    node.wrong("references as parents", "parents", refs(1), "no link");
    fields.put("parents", links(2));
    Forms two = new Forms(file, "node", fields, Node::decode);
    two.without("merge node", "entry", "");
    two.wrong("node with more", "more", Ipld.of(1), "an unknown field");
    two.wrong("node of version 0", "v", Ipld.of(0), "another version");
    fields.put("parents", links(1));
    new Forms(file, "node", fields, Node::decode)
        .without("merge node with one parent", "entry", "the join of one is that one");
  }

  private static void heads(VectorFile file) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("profile", REF);
    fields.put("snapshot", LINK);
    fields.put("device", REF);
    fields.put("seq", Ipld.of(0));
    fields.put("time", Ipld.of(0));
    fields.put("sig", bytes(64));
    Forms head = new Forms(file, "head", fields, Head::decode);
    head.right("head");
    for (String name : head.names()) {
      head.without("head without " + name, name, "no " + name);
    }
    head.right("head with node", "node", REF);
    head.right("head with recent", "recent", LINK);
    head.wrong("head with a link as node", "node", LINK, "a link for a reference");
    head.wrong("head with a reference as recent", "recent", REF, "a reference for a link");
    head.wrong("head with a reference as snapshot", "snapshot", REF, "a reference for a link");
    head.wrong("head with raw snapshot", "snapshot", RAW, "a link to raw");
    head.right("head with seq 2^53 - 1", "seq", MAX);
    head.wrong("head with seq 2^53", "seq", PAST_MAX, "an integer out of range");
    head.wrong("head with time 2^53", "time", PAST_MAX, "an integer out of range");
    head.wrong("head with more", "more", Ipld.of(1), "an unknown field");
    head.wrong("head with sig of 63 bytes", "sig", bytes(63), "63 bytes");
  }

  private static Ipld packRef(Ipld... values) {
    return Ipld.list(List.of(values));
  }

  private static Ipld packRef(long bytes, long low, long high, long since, long until) {
    return packRef(
        LINK,
        Ipld.of(1),
        Ipld.of(bytes),
        Ipld.of(low),
        Ipld.of(high),
        Ipld.of(since),
        Ipld.of(until));
  }

  private static void snapshots(VectorFile file) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("profile", REF);
    fields.put("packs", Ipld.list(List.of()));
    Forms form = new Forms(file, "snapshot", fields, Snapshot::decode);
    form.right("snapshot without packs");
    form.without("snapshot without profile", "profile", "no profile");
    Ipld one = packRef(1, 0, 0, 0, 0);
    form.right("snapshot", "packs", Ipld.list(List.of(one)));
    form.wrong("pack twice", "packs", Ipld.list(List.of(one, one)), "a pack twice");
    packRef(form, "pack of 1 MiB", packRef(1024 * 1024, 0, 0, 0, 0), "");
    packRef(form, "pack over 1 MiB", packRef(1024 * 1024 + 1, 0, 0, 0, 0), "over 1 MiB");
    packRef(form, "heights fall", packRef(1, 1, 0, 0, 0), "lowHeight over highHeight");
    packRef(form, "times fall", packRef(1, 0, 0, 1, 0), "since over until");
    packRef(form, "pack of 6 fields", packRef(LINK, MAX, MAX, MAX, MAX, MAX), "6 fields");
    Ipld[] eight = {LINK, Ipld.of(1), Ipld.of(1), Ipld.of(0), Ipld.of(0), MAX, MAX, MAX};
    packRef(form, "pack of 8 fields", packRef(eight), "8 fields");
    Ipld reference = packRef(REF, Ipld.of(1), Ipld.of(1), MAX, MAX, MAX, MAX);
    packRef(form, "reference to a pack", reference, "no link");
    packRef(form, "integers at the bound", packRef(LINK, MAX, Ipld.of(1), MAX, MAX, MAX, MAX), "");
  }

  private static void packRef(Forms form, String name, Ipld ref, String why) {
    form.given(name, "packs", Ipld.list(List.of(ref)), why);
  }

  private static void packs(VectorFile file) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("items", Ipld.list(List.of()));
    fields.put("contents", Ipld.list(List.of()));
    fields.put("links", Ipld.list(List.of()));
    Forms form = new Forms(file, "pack", fields, Pack::decode);
    form.right("pack without items");
    for (String name : form.names()) {
      form.without("pack without " + name, name, "no " + name);
    }
    items(form, "stub", bytes(4096), "");
    items(form, "stub of 4097 bytes", bytes(4097), "over 4 KiB");
    items(form, "whole", Ipld.list(List.of(bytes(4096), bytes(16_384))), "");
    items(form, "payload of 16385", Ipld.list(List.of(bytes(1), bytes(16_385))), "over 16 KiB");
    items(form, "item of one", Ipld.list(List.of(bytes(1))), "a list of one");
    items(form, "item of three", Ipld.list(List.of(bytes(1), bytes(1), bytes(1))), "of three");
    items(form, "item of text", Ipld.of("entry"), "text");
    List<Block> blocks = new ArrayList<>(List.of(Book.text("a"), Book.text("b")));
    blocks.sort(Comparator.comparing(Block::cid));
    Ipld first = Ipld.of(blocks.get(0).bytes());
    Ipld second = Ipld.of(blocks.get(1).bytes());
    form.right("contents sorted by CID", "contents", Ipld.list(List.of(first, second)));
    Ipld unsorted = Ipld.list(List.of(second, first));
    form.wrong("contents unsorted", "contents", unsorted, "not sorted by CID");
    form.wrong("contents twice", "contents", Ipld.list(List.of(first, first)), "a duplicate");
    form.right("content of 16384", "contents", Ipld.list(List.of(bytes(16_384))));
    form.wrong("content of 16385", "contents", Ipld.list(List.of(bytes(16_385))), "over 16 KiB");
    form.right("links", "links", Ipld.list(List.of(RAW, PB)));
    form.wrong("links unsorted", "links", Ipld.list(List.of(PB, RAW)), "not sorted");
    form.wrong("links twice", "links", Ipld.list(List.of(RAW, RAW)), "a duplicate");
    form.wrong("links to dag-cbor", "links", Ipld.list(List.of(LINK)), "neither raw nor dag-pb");
  }

  private static void items(Forms form, String name, Ipld item, String why) {
    form.given(name, "items", Ipld.list(List.of(item)), why);
  }
}
