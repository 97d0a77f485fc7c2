package dagbok.vectors;

import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.schema.Item;
import dagbok.schema.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queries, replies and discover messages with one field changed. */
final class NoticeVectors {
  private final Forms form;
  private final MessageVectors.Told told;
  private final Ipld profile;
  private final Ipld rawProfile;
  private final Ipld linkProfile;
  private final Item whole;
  private final Item stub;

  NoticeVectors(VectorFile file, MessageVectors.Told told) {
    this.form = new Forms(file, "message", Map.of("v", Ipld.of(1)), Message::decode);
    this.told = told;
    profile = Ipld.reference(told.book().id.root());
    rawProfile = Ipld.reference(told.book().id.root().withCodec(Multicodec.RAW));
    linkProfile = Ipld.link(told.book().id.root());
    whole = told.whole("root");
    stub = MessageVectors.stub(told.book().get("a1"));
  }

  void add() {
    queries();
    replies();
    discovers();
  }

  private static Ipld list(Ipld... items) {
    return Ipld.list(List.of(items));
  }

  private void queries() {
    Ipld head = Ipld.reference(told.head().cid());
    Ipld raw = Ipld.reference(told.head().cid().withCodec(Multicodec.RAW));
    query("query without known heads", list(profile, list()), "");
    query("query of a head twice", list(profile, list(head, head)), "");
    Ipld many = Ipld.list(Collections.nCopies(100, head));
    query("query of 100 heads", list(profile, many), "");
    query("query of a raw profile", list(rawProfile, list()), "a reference to raw");
    query("query of a link", list(linkProfile, list()), "no reference");
    query("query of a raw head", list(profile, list(raw)), "a reference to raw");
    query("query of a head's link", list(profile, list(Ipld.link(told.head().cid()))), "a link");
    query("query of no CID", list(profile, list(FormVectors.bytes(36))), "36 zeros");
    query("query of a short head", list(profile, list(FormVectors.bytes(35))), "35 bytes");
    query("query of a head's text", list(profile, list(Ipld.of("a"))), "text");
    query("query of three", list(profile, list(), list()), "a list of three");
    query("query of a head alone", list(profile, head), "no list of heads");
    Map<String, Ipld> more = Map.of("profiles", list(), "more", Ipld.of(1));
    form.wrong("query with more", "query", Ipld.map(more), "an unknown field");
    form.wrong("query without profiles", "query", Ipld.map(Map.of()), "no profiles");
    form.wrong("query that is a list", "query", list(), "no map");
  }

  private void query(String name, Ipld known, String why) {
    form.given(name, "query", Ipld.map(Map.of("profiles", list(known))), why);
  }

  private void replies() {
    Map<String, Ipld> reply = new LinkedHashMap<>();
    reply.put("profile", profile);
    reply.put("item", MessageVectors.ipld(told.whole("a1")));
    reply.put("contents", list());
    reply.put("proof", MessageVectors.items(List.of(whole)));
    fields("reply", reply);
    inner("reply of a stub", "reply", reply, "item", MessageVectors.ipld(stub), "");
    inner("reply with a list", "reply", reply, "item", list(), "no item");
    Ipld large = FormVectors.bytes(16_385);
    inner("reply with a large content", "reply", reply, "contents", list(large), "");
    inner("reply with text", "reply", reply, "contents", list(Ipld.of("a")), "no bytes");
  }

  private void discovers() {
    Ipld device = Ipld.reference(told.book().cid("a"));
    Ipld rawDevice = Ipld.reference(told.book().cid("a").withCodec(Multicodec.RAW));
    Map<String, Ipld> discover = new LinkedHashMap<>();
    discover.put("profile", profile);
    discover.put("device", device);
    discover.put("proof", MessageVectors.items(List.of(whole)));
    discover.put("peers", list(Ipld.of("a")));
    discover.put("time", Ipld.of(1));
    discover.put("sig", FormVectors.bytes(64));
    fields("discover", discover);
    inner("discover of a raw device", "discover", discover, "device", rawDevice, "raw");
    Ipld link = Ipld.link(told.book().cid("a"));
    inner("discover of a device's link", "discover", discover, "device", link, "no reference");
    inner("discover without peers", "discover", discover, "peers", list(), "");
    Ipld longest = list(Ipld.of("ä".repeat(128)));
    inner("discover of a peer of 256 bytes", "discover", discover, "peers", longest, "");
    Ipld longer = list(Ipld.of("a".repeat(257)));
    inner("discover of a peer of 257 bytes", "discover", discover, "peers", longer, "257 bytes");
    Ipld bytes = list(FormVectors.bytes(3));
    inner("discover of a peer of bytes", "discover", discover, "peers", bytes, "no text");
    Ipld time = Ipld.of(1L << 53);
    inner("discover at 2^53", "discover", discover, "time", time, "an integer out of range");
    for (int size : new int[] {63, 65}) {
      Ipld sig = FormVectors.bytes(size);
      String name = "discover with sig of " + size + " bytes";
      inner(name, "discover", discover, "sig", sig, size + " bytes");
    }
  }

  /** Each field left out, one too many, and what profile and proof may be. */
  private void fields(String kind, Map<String, Ipld> right) {
    for (String field : right.keySet()) {
      Map<String, Ipld> less = new LinkedHashMap<>(right);
      less.remove(field);
      form.wrong(kind + " without " + field, kind, Ipld.map(less), "no " + field);
    }
    inner(kind + " with another field", kind, right, "more", Ipld.of(1), "an unknown field");
    inner(kind + " of a raw profile", kind, right, "profile", rawProfile, "raw");
    inner(kind + " of a profile's link", kind, right, "profile", linkProfile, "no reference");
    inner(kind + " with an empty proof", kind, right, "proof", list(), "");
    Ipld stubs = MessageVectors.items(List.of(whole, stub));
    inner(kind + " with a stub in the proof", kind, right, "proof", stubs, "");
    Ipld many = MessageVectors.items(Collections.nCopies(33, whole));
    inner(kind + " with a proof of 33", kind, right, "proof", many, "");
    inner(kind + " with text in the proof", kind, right, "proof", list(Ipld.of("a")), "no item");
  }

  private void inner(
      String name, String kind, Map<String, Ipld> right, String field, Ipld value, String why) {
    Map<String, Ipld> changed = new LinkedHashMap<>(right);
    changed.put(field, value);
    form.given(name, kind, Ipld.map(changed), why);
  }
}
