package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.schema.Head;
import dagbok.schema.Node;
import dagbok.schema.Pack;
import dagbok.schema.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes, heads, snapshots and packs by themselves. */
final class ObjectVectors {
  private ObjectVectors() {}

  static VectorFile file() {
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
    fields.put("entry", FormVectors.LINK);
    Forms root = new Forms(file, "node", fields, Node::decode);
    root.right("root node");
    root.wrong("root node with parents", "parents", FormVectors.links(1), "parents without root");
    root.without("root node without entry", "entry", "a merge node has root and parents");
    fields.put("root", FormVectors.LINK);
    Forms node = new Forms(file, "node", fields, Node::decode);
    node.wrong("node without parents", "parents", Ipld.list(List.of()), "no parents");
    node.right("node with one parent", "parents", FormVectors.links(1));
    node.wrong("node with raw root", "root", FormVectors.RAW, "a link to raw");
    node.wrong("node with raw entry", "entry", FormVectors.RAW, "a link to raw");
    Ipld rawParents = Ipld.list(List.of(FormVectors.RAW));
    node.wrong("node with raw parent", "parents", rawParents, "a link to raw");
    node.wrong("reference as root", "root", FormVectors.REF, "no link");
    node.wrong("reference as entry", "entry", FormVectors.REF, "no link");
    node.without("node without version", "v", "no v");
    node.without("node without parents field", "parents", "no parents");
    node.right("node with 65 parents", "parents", FormVectors.links(65));
    node.wrong("node with 66 parents", "parents", FormVectors.links(66), "one more than 65");
    Ipld first = Ipld.link(FormVectors.cids(2).get(0));
    Ipld second = Ipld.link(FormVectors.cids(2).get(1));
    node.wrong("parents unsorted", "parents", Ipld.list(List.of(second, first)), "not sorted");
    node.wrong("parents twice", "parents", Ipld.list(List.of(first, first)), "a duplicate");
    node.wrong("references as parents", "parents", FormVectors.refs(1), "no link");
    fields.put("parents", FormVectors.links(2));
    Forms two = new Forms(file, "node", fields, Node::decode);
    two.without("merge node", "entry", "");
    Map<String, Ipld> wide = new LinkedHashMap<>(fields);
    wide.remove("entry");
    Forms merge = new Forms(file, "node", wide, Node::decode);
    merge.right("merge node with 65 parents", "parents", FormVectors.links(65));
    merge.wrong("merge node with 66 parents", "parents", FormVectors.links(66), "one too many");
    two.wrong("node with more", "more", Ipld.of(1), "an unknown field");
    two.wrong("node of version 0", "v", Ipld.of(0), "another version");
    fields.put("parents", FormVectors.links(1));
    new Forms(file, "node", fields, Node::decode)
        .without("merge node with one parent", "entry", "the join of one is that one");
  }

  private static void heads(VectorFile file) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("profile", FormVectors.REF);
    fields.put("snapshot", FormVectors.LINK);
    fields.put("device", FormVectors.REF);
    fields.put("seq", Ipld.of(0));
    fields.put("time", Ipld.of(0));
    fields.put("sig", FormVectors.bytes(64));
    Forms head = new Forms(file, "head", fields, Head::decode);
    head.right("head");
    for (String name : head.names()) {
      head.without("head without " + name, name, "no " + name);
    }
    head.right("head with node", "node", FormVectors.REF);
    head.right("head with recent", "recent", FormVectors.LINK);
    head.wrong("head with a link as node", "node", FormVectors.LINK, "a link for a reference");
    head.wrong(
        "head with a reference as recent", "recent", FormVectors.REF, "a reference for a link");
    head.wrong(
        "head with a reference as snapshot", "snapshot", FormVectors.REF, "a reference for a link");
    head.wrong("head with raw snapshot", "snapshot", FormVectors.RAW, "a link to raw");
    for (String name : List.of("profile", "device", "node")) {
      head.wrong("head with raw " + name, name, FormVectors.RAW_REF, "a reference to raw");
    }
    head.wrong("head with recent to raw", "recent", FormVectors.RAW, "a link to raw");
    head.wrong("head with a link as profile", "profile", FormVectors.LINK, "no reference");
    head.wrong("head with a link as device", "device", FormVectors.LINK, "no reference");
    head.wrong("head of version 2", "v", Ipld.of(2), "another version");
    head.wrong("head with sig of 65 bytes", "sig", FormVectors.bytes(65), "65 bytes");
    head.right("head with time 2^53 - 1", "time", FormVectors.MAX);
    head.right("head with seq 2^53 - 1", "seq", FormVectors.MAX);
    head.wrong("head with seq 2^53", "seq", FormVectors.PAST_MAX, "an integer out of range");
    head.wrong("head with time 2^53", "time", FormVectors.PAST_MAX, "an integer out of range");
    head.wrong("head with more", "more", Ipld.of(1), "an unknown field");
    head.wrong("head with sig of 63 bytes", "sig", FormVectors.bytes(63), "63 bytes");
  }

  private static Ipld packRef(Ipld... values) {
    return Ipld.list(List.of(values));
  }

  private static Ipld packRef(long bytes, long low, long high, long since, long until) {
    return packRef(
        FormVectors.LINK,
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
    fields.put("profile", FormVectors.REF);
    fields.put("packs", Ipld.list(List.of()));
    Forms form = new Forms(file, "snapshot", fields, Snapshot::decode);
    form.right("snapshot without packs");
    for (String name : form.names()) {
      form.without("snapshot without " + name, name, "no " + name);
    }
    form.wrong("snapshot of version 2", "v", Ipld.of(2), "another version");
    form.wrong("snapshot with more", "more", Ipld.of(1), "an unknown field");
    form.wrong("snapshot of raw profile", "profile", FormVectors.RAW_REF, "a reference to raw");
    form.wrong("snapshot with a link", "profile", FormVectors.LINK, "no reference");
    Ipld one = packRef(1, 0, 0, 0, 0);
    form.right("snapshot", "packs", Ipld.list(List.of(one)));
    form.wrong("pack twice", "packs", Ipld.list(List.of(one, one)), "a pack twice");
    packRef(form, "pack of 1 MiB", packRef(1024 * 1024, 0, 0, 0, 0), "");
    packRef(form, "pack over 1 MiB", packRef(1024 * 1024 + 1, 0, 0, 0, 0), "over 1 MiB");
    packRef(form, "pack of no bytes", packRef(0, 0, 0, 0, 0), "");
    packRef(form, "heights fall", packRef(1, 1, 0, 0, 0), "lowHeight over highHeight");
    packRef(form, "times fall", packRef(1, 0, 0, 1, 0), "since over until");
    packRef(
        form,
        "pack of 6 fields",
        packRef(
            FormVectors.LINK,
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX),
        "6 fields");
    Ipld[] eight = {
      FormVectors.LINK,
      Ipld.of(1),
      Ipld.of(1),
      Ipld.of(0),
      Ipld.of(0),
      FormVectors.MAX,
      FormVectors.MAX,
      FormVectors.MAX
    };
    packRef(form, "pack of 8 fields", packRef(eight), "8 fields");
    Ipld reference =
        packRef(
            FormVectors.REF,
            Ipld.of(1),
            Ipld.of(1),
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX);
    packRef(form, "reference to a pack", reference, "no link");
    packRef(
        form,
        "integers at the bound",
        packRef(
            FormVectors.LINK,
            FormVectors.MAX,
            Ipld.of(1),
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX,
            FormVectors.MAX),
        "");
    Ipld unit = Ipld.of(1);
    Ipld[] right = {FormVectors.LINK, unit, unit, unit, FormVectors.MAX, unit, FormVectors.MAX};
    packRef(form, "one to the bound", packRef(right), "");
    for (int i : new int[] {1, 4, 6}) {
      Ipld[] past = right.clone();
      past[i] = FormVectors.PAST_MAX;
      packRef(form, "2^53 in place " + i, packRef(past), "an integer out of range");
    }
    for (int i = 1; i < right.length; i++) {
      Ipld[] less = right.clone();
      less[i] = Ipld.of(-1);
      packRef(form, "-1 in place " + i, packRef(less), "an integer out of range");
    }
    right[1] = Ipld.of(0);
    packRef(form, "pack of no items", packRef(right), "");
    right[0] = FormVectors.RAW;
    packRef(form, "raw pack", packRef(right), "a link to raw");
    counted(file, Snapshot.MAX_PACKS, "");
    counted(file, Snapshot.MAX_PACKS + 1, "one more than 16,384");
  }

  /** A snapshot of so many packs, made as docs/vectors/README.md says. */
  private static void counted(VectorFile file, int packs, String why) {
    Map<String, Object> told =
        Forms.told("snapshot", "snapshot of " + packs + " packs", snapshot(packs), why);
    told.remove("bytes");
    told.put("packs", packs);
    file.add(told);
    if (Forms.isRight(Snapshot::decode, snapshot(packs)) != why.isEmpty()) {
      throw new IllegalStateException("snapshot of " + packs);
    }
  }

  static byte[] snapshot(int packs) {
    List<Ipld> refs = new ArrayList<>();
    for (int i = 0; i < packs; i++) {
      byte[] digest = ByteBuffer.allocate(32).putInt(28, i).array();
      Ipld link = Ipld.link(Cid.ofDigest(Multicodec.DAG_CBOR, digest));
      Ipld one = Ipld.of(1);
      Ipld zero = Ipld.of(0);
      refs.add(packRef(link, one, one, zero, zero, zero, zero));
    }
    Map<String, Ipld> fields =
        Map.of("v", Ipld.of(1), "profile", FormVectors.REF, "packs", Ipld.list(refs));
    return DagCbor.encode(Ipld.map(fields));
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
    form.wrong("pack of version 2", "v", Ipld.of(2), "another version");
    form.wrong("pack with more", "more", Ipld.of(1), "an unknown field");
    items(form, "stub", FormVectors.bytes(4096), "");
    items(form, "stub of nothing", FormVectors.bytes(0), "");
    Ipld nothing = Ipld.list(List.of(FormVectors.bytes(0), FormVectors.bytes(0)));
    items(form, "whole of nothing", nothing, "");
    Ipld large = Ipld.list(List.of(FormVectors.bytes(4097), FormVectors.bytes(1)));
    items(form, "whole entry of 4097", large, "over 4 KiB");
    items(form, "stub of 4097 bytes", FormVectors.bytes(4097), "over 4 KiB");
    items(
        form, "whole", Ipld.list(List.of(FormVectors.bytes(4096), FormVectors.bytes(16_384))), "");
    items(
        form,
        "payload of 16385",
        Ipld.list(List.of(FormVectors.bytes(1), FormVectors.bytes(16_385))),
        "over 16 KiB");
    items(form, "item of one", Ipld.list(List.of(FormVectors.bytes(1))), "a list of one");
    items(
        form,
        "item of three",
        Ipld.list(List.of(FormVectors.bytes(1), FormVectors.bytes(1), FormVectors.bytes(1))),
        "of three");
    items(form, "item of text", Ipld.of("entry"), "text");
    List<Block> blocks = new ArrayList<>(List.of(Book.text("a"), Book.text("b")));
    blocks.sort(Comparator.comparing(Block::cid));
    Ipld first = Ipld.of(blocks.get(0).bytes());
    Ipld second = Ipld.of(blocks.get(1).bytes());
    form.right("contents sorted by CID", "contents", Ipld.list(List.of(first, second)));
    Ipld unsorted = Ipld.list(List.of(second, first));
    form.wrong("contents unsorted", "contents", unsorted, "not sorted by CID");
    form.wrong("contents twice", "contents", Ipld.list(List.of(first, first)), "a duplicate");
    form.right("content of 16384", "contents", Ipld.list(List.of(FormVectors.bytes(16_384))));
    form.wrong(
        "content of 16385",
        "contents",
        Ipld.list(List.of(FormVectors.bytes(16_385))),
        "over 16 KiB");
    form.right("content of nothing", "contents", Ipld.list(List.of(FormVectors.bytes(0))));
    Ipld text = Ipld.list(List.of(Ipld.of("a")));
    form.wrong("content of text", "contents", text, "text for bytes");
    form.right("pack of 1 MiB", "items", filling(fields, Pack.MAX_BYTES));
    form.wrong("pack over 1 MiB", "items", filling(fields, Pack.MAX_BYTES + 1), "a byte more");
    Ipld ref = Ipld.list(List.of(FormVectors.RAW_REF));
    form.wrong("reference as link", "links", ref, "no link");
    form.right("links", "links", Ipld.list(List.of(FormVectors.RAW, FormVectors.PB)));
    form.wrong(
        "links unsorted",
        "links",
        Ipld.list(List.of(FormVectors.PB, FormVectors.RAW)),
        "not sorted");
    form.wrong(
        "links twice",
        "links",
        Ipld.list(List.of(FormVectors.RAW, FormVectors.RAW)),
        "a duplicate");
    form.wrong(
        "links to dag-cbor",
        "links",
        Ipld.list(List.of(FormVectors.LINK)),
        "neither raw nor dag-pb");
  }

  /** Items with which a pack has exactly so many bytes. */
  private static Ipld filling(Map<String, Ipld> fields, int size) {
    Map<String, Ipld> pack = new LinkedHashMap<>(fields);
    List<Ipld> items = new ArrayList<>();
    Ipld whole = Ipld.list(List.of(FormVectors.bytes(4096), FormVectors.bytes(16_384)));
    items.addAll(Collections.nCopies(51, whole));
    items.add(FormVectors.bytes(300));
    pack.put("items", Ipld.list(items));
    int left = size - DagCbor.encode(Ipld.map(pack)).length;
    items.set(51, FormVectors.bytes(300 + left));
    return Ipld.list(items);
  }

  private static void items(Forms form, String name, Ipld item, String why) {
    form.given(name, "items", Ipld.list(List.of(item)), why);
  }
}
