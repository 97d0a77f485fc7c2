package dagbok.vectors;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.schema.Body;
import dagbok.schema.Control;
import dagbok.vectors.Book.Written;
import java.util.LinkedHashMap;
import java.util.Map;

/** Grants, and who is senior to whom. */
final class GrantVectors {
  private static final int DEVICES = 17;

  private GrantVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Grants: form, proof, devices, seniority.");
    devices(file);
    proofs(file);
    seniority(file);
    return file;
  }

  private static void devices(VectorFile file) {
    SetCase made = new SetCase("tree of grants", "Devices grant devices.");
    made.book.grant("a", "root");
    made.book.grant("b", "a");
    made.book.grant("c", "root");
    made.book.by("b").text("b").as("b1");
    file.add(made.take("root", "a", "b", "c", "b1"));

    made = new SetCase("one key granted twice", "Two devices, each with a chain of its own.");
    made.book.grant("a", "root");
    Written again = made.book.by("root").grant("a").as("again");
    made.book.by("a").text("first").as("a1");
    made.book.by("again").key("a").text("second").as("again1");
    made.book.by("again").own("a1").key("a").aside("mixed");
    made.take("root", "a", again.name(), "a1", "again1");
    file.add(made.refuse("mixed", "own has another device, though the same key"));

    made = new SetCase("profile key as device", "May be granted like any other.");
    made.book.by("root").grant("root").as("self");
    made.book.by("self").key("root").text("x").as("x");
    file.add(made.take("root", "self", "x"));

    made =
        new SetCase(
            "grant that is not control", "Puts nothing in force; as a post it is void of form.");
    Cid root = made.book.cid("root");
    Control.Grant grant = Control.Grant.by(Book.key("a"), Book.seal("a"), made.book.id, root);
    made.book.by("root").body("grant", grant.toBody().value()).as("g");
    made.book.by("root").device("g").own("g").key("a").aside("by g");
    file.add(made.take("root", "g").refuse("by g", "own = device, which is no grant"));
  }

  private static void proofs(VectorFile file) {
    SetCase made = new SetCase("proofs", "By the new key, over profile, granting device and seal.");
    Book book = made.book;
    book.grant("a", "root");
    Control.Grant right = Control.Grant.by(Book.key("b"), Book.seal("b"), book.id, book.cid("a"));
    Control.Grant otherDevice =
        Control.Grant.by(Book.key("b"), Book.seal("b"), book.id, book.cid("root"));
    Control.Grant otherProfile =
        Control.Grant.by(Book.key("b"), Book.seal("b"), new Book("other").id, book.cid("a"));
    book.by("a").control(otherDevice).aside("for another device");
    book.by("a").control(otherProfile).aside("for another profile");
    book.by("a")
        .control(new Control.Grant(right.key(), Book.seal("c"), right.proof()))
        .aside("other seal");
    book.by("a")
        .control(new Control.Grant(Book.key("c").publicKey(), right.seal(), right.proof()))
        .aside("other key");
    byte[] identity = new byte[DeviceKey.BYTES];
    identity[0] = 1;
    byte[] proof = new byte[Signature.BYTES];
    proof[0] = 1;
    book.by("a")
        .control(new Control.Grant(new DeviceKey(identity), right.seal(), new Signature(proof)))
        .aside("small order");
    made.take("root", "a").refuse("for another device", "the proof names root, not a");
    made.refuse("for another profile", "the proof names another profile");
    made.refuse("other seal", "the proof is over another seal");
    made.refuse("other key", "the proof is by another key");
    file.add(made.refuse("small order", "the key is of small order, though the equation holds"));

    made = new SetCase("fields of a grant", "Exactly key, seal, proof, of 32, 32 and 64 bytes.");
    made.take("root");
    for (String field : new String[] {"key", "seal", "proof"}) {
      Map<String, Ipld> fields = fields(made.book);
      fields.remove(field);
      made.book.by("root").control(new Body("grant", Ipld.map(fields))).aside("no " + field);
      made.refuse("no " + field, "no " + field);
      fields = fields(made.book);
      Ipld.Bytes bytes = (Ipld.Bytes) fields.get(field);
      int length = bytes == null ? 0 : bytes.value().length;
      fields.put(field, Ipld.of(new byte[length - 1]));
      made.book.by("root").control(new Body("grant", Ipld.map(fields))).aside("short " + field);
      made.refuse("short " + field, field + " has " + (length - 1) + " bytes");
    }
    Map<String, Ipld> fields = fields(made.book);
    fields.put("name", Ipld.of("phone"));
    made.book.by("root").control(new Body("grant", Ipld.map(fields))).aside("more");
    file.add(made.refuse("more", "the field name"));
  }

  private static Map<String, Ipld> fields(Book book) {
    Control.Grant grant =
        Control.Grant.by(Book.key("a"), Book.seal("a"), book.id, book.cid("root"));
    return new LinkedHashMap<>(((Ipld.Struct) grant.toBody().value()).fields());
  }

  private static void seniority(VectorFile file) {
    SetCase made =
        new SetCase(
            "seniority of 16 steps",
            "Each of 17 devices is granted by the one before it, the first by the profile key."
                + " Who granted a device is its senior in 1 step.");
    Book book = made.book;
    made.take("root");
    String by = "root";
    for (int i = 1; i <= DEVICES; i++) {
      book.grant("d" + i, by);
      by = "d" + i;
      made.take(by);
    }
    book.by("root").revoke("d17", "d17").aside("17 steps");
    book.by("root").revoke("d16", "d16").aside("16 steps");
    book.by("d1").revoke("d17", "d17").aside("16 steps below");
    made.refuse("17 steps", "the profile key is 17 steps above d17");
    file.add(made.take("16 steps", "16 steps below"));
  }
}
