package dagbok.vectors;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.schema.Entry;
import dagbok.schema.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries by themselves: fields, types, and each bound, at it and one past it. */
final class FormVectors {
  static final Ipld REF = Ipld.reference(cid(1));
  static final Ipld RAW_REF = Ipld.reference(cid(1).withCodec(Multicodec.RAW));
  static final Ipld LINK = Ipld.link(cid(1));
  static final Ipld RAW = Ipld.link(cid(1).withCodec(Multicodec.RAW));
  static final Ipld PB = Ipld.link(cid(1).withCodec(Multicodec.DAG_PB));
  static final Ipld MAX = Ipld.of(Limits.MAX_INTEGER);
  static final Ipld PAST_MAX = Ipld.of(Limits.MAX_INTEGER + 1);

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

  static Ipld refs(int count) {
    return Ipld.list(cids(count).stream().map(Ipld::reference).toList());
  }

  static Ipld links(int count) {
    return Ipld.list(cids(count).stream().map(Ipld::link).toList());
  }

  static Ipld bytes(int length) {
    return Ipld.of(new byte[length]);
  }

  /** A payload of zeros and this body, right or not. */
  static byte[] payload(Ipld body) {
    return DagCbor.encode(Ipld.map(payloadFields(body)));
  }

  static Map<String, Ipld> payloadFields(Ipld body) {
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
    entry.right("height 0", "height", Ipld.of(0));
    Map<String, Ipld> first7 = new LinkedHashMap<>(fields);
    first7.put("own", REF);
    first7.put("seq", Ipld.of(7));
    new Forms(file, "entry", first7, Entry::decode).right("own = device and seq 7");
    entry.foreignLinks("payload", cid(1));
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
}
