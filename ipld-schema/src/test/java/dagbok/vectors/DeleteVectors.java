package dagbok.vectors;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.schema.Body;
import dagbok.schema.Control;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Deletes: what they count for, and when. */
final class DeleteVectors {
  private DeleteVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Deletes: what they count for, present or absent; edits.");
    plain(file);
    edits(file);
    voids(file);
    forms(file);
    return file;
  }

  private static SetCase begun(String name, String shows) {
    SetCase made = new SetCase(name, shows);
    made.book.grant("a", "root");
    made.book.grant("b", "root");
    made.book.by("a").text("p1").as("p1");
    made.book.by("a").text("p2").as("p2");
    made.book.by("b").prev("p1").text("q1").as("q1");
    return made.take("root", "a", "b", "p1", "p2", "q1");
  }

  private static void plain(VectorFile file) {
    SetCase made = begun("post", "The nodes above it change, and nothing else.");
    made.book.by("a").delete("p1").as("delete");
    file.add(made.take("delete").withDerivedBlocks());

    made = begun("by another device", "Any device may delete what another wrote.");
    made.book.by("b").delete("p1", "p2").as("delete");
    file.add(made.take("delete"));

    made =
        begun("before what it deletes", "Counts for what comes later too, and is not behind it.");
    made.book.by("a").text("p3").as("p3");
    made.book.by("b").delete("p3").as("delete");
    file.add(made.take("delete", "p3"));

    made = begun("what nobody has", "A delete of unknown entries is live like any other.");
    made.book.by("b").control(new Control.Delete(List.of(FormVectors.cid(1)))).as("delete");
    file.add(made.take("delete"));

    made = begun("nothing", "A delete of no entries.");
    made.book.by("b").delete().as("delete");
    file.add(made.take("delete"));

    made = begun("control entries", "Root, grants, revokes and deletes stay.");
    made.book.by("b").delete("p1").as("first");
    made.book.by("b").revoke("b", "first").as("end");
    made.book.by("a").delete("root", "a", "b", "end", "first").as("second");
    file.add(made.take("first", "end", "second"));

    made = begun("deleted as a stub", "The payload of a deleted entry changes nothing.");
    made.book.by("a").text("p3").as("p3");
    made.book.by("a").delete("p3").as("delete");
    file.add(made.takeStub("p3").take("delete"));

    made = begun("all posts", "What is left are control entries.");
    made.book.by("a").delete("p1", "p2", "q1").as("delete");
    file.add(made.take("delete").withDerivedBlocks());

    made = begun("delete that is no control entry", "A payload without the generic form.");
    Ipld value = new Control.Delete(List.of(made.book.cid("p1"))).toBody().value();
    made.book.by("a").payload(FormVectors.payload(Ipld.map(Map.of("delete", value)))).as("d");
    file.add(made.take("d"));
  }

  private static void edits(VectorFile file) {
    SetCase made = begun("edits", "Deleting a post deletes its edits, whoever wrote them.");
    made.book.by("a").edit("p1").as("by a");
    made.book.by("b").edit("p1").as("by b");
    made.book.by("b").edit("p2").as("of p2");
    made.book.by("a").delete("p1").as("delete");
    file.add(made.take("by a", "by b", "of p2", "delete"));

    made = begun("edit alone", "Deleting an edit leaves the post.");
    made.book.by("a").edit("p1").as("edit");
    made.book.by("a").delete("edit").as("delete");
    file.add(made.take("edit", "delete"));

    made =
        begun(
            "one level", "An edit of an edit goes with the edit that it names, not with the post.");
    made.book.by("a").edit("p1").as("edit");
    made.book.by("a").edit("edit").as("edit of edit");
    made.book.by("a").delete("p1").as("delete");
    file.add(made.take("edit", "edit of edit", "delete"));

    made = begun("edit of what is absent", "Counts, though the post is not there.");
    made.book.by("a").text("p3").as("p3");
    made.book.by("b").edit("p3").as("edit");
    made.book.by("b").delete("p3").as("delete");
    file.add(made.take("edit", "delete"));

    made = begun("edit without payload", "Nobody can tell that it is one; it is incomplete.");
    made.book.by("a").edit("p1").as("edit");
    made.book.by("a").delete("p1").as("delete");
    file.add(made.takeStub("edit").take("delete"));

    made = begun("edit without its content", "Deleted is told before incomplete.");
    Ipld ofP1 = Ipld.map(Map.of("entry", Ipld.reference(made.book.cid("p1"))));
    made.book.by("a").body("edit", ofP1).text("new").as("edit");
    made.book.by("a").delete("p1").as("delete");
    file.add(made.takeWith("edit").take("delete"));

    made = begun("post without its content", "Likewise.");
    made.book.by("a").text("p3").as("p3");
    made.book.by("a").delete("p3").as("delete");
    file.add(made.takeWith("p3").take("delete"));

    made = begun("edit of a control entry", "Deleted with what it names, which itself stays.");
    made.book.by("a").edit("b").as("of a grant");
    made.book.by("a").edit("root").as("of the root");
    made.book.by("a").delete("b", "root").as("delete");
    file.add(made.take("of a grant", "of the root", "delete"));

    made = begun("edit of a void entry", "Deleted with what it names, which is void.");
    made.book.by("a").edit("q1").as("edit");
    made.book.by("root").revoke("b", "b").as("revoke");
    made.book.by("a").delete("q1").as("delete");
    file.add(made.take("edit", "revoke", "delete"));

    made = begun("edit that is a control entry", "Does nothing and can't be deleted.");
    Ipld p1 = Ipld.reference(made.book.cid("p1"));
    made.book.by("a").control(new Body("edit", Ipld.map(Map.of("entry", p1)))).as("edit");
    made.book.by("a").delete("p1").as("delete");
    file.add(made.take("edit", "delete"));

    made = begun("what is no edit", "Without an entry of 36 bytes that is a dag-cbor CID.");
    Cid raw = made.book.cid("p1").withCodec(Multicodec.RAW);
    byte[] bytes = made.book.cid("p1").toBytes();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    made.book.by("a").body("edit", Ipld.map(Map.of())).as("no entry");
    made.book.by("a").body("edit", p1).as("no map");
    made.book.by("a").body("edit", Ipld.map(Map.of("entry", Ipld.of(longer)))).as("37 bytes");
    Ipld text = Ipld.of(made.book.cid("p1").toString());
    made.book.by("a").body("edit", Ipld.map(Map.of("entry", text))).as("text");
    made.book.by("a").body("edit", Ipld.map(Map.of("entry", Ipld.reference(raw)))).as("raw");
    made.book.by("a").body("like", Ipld.map(Map.of("entry", p1))).as("another kind");
    Ipld.Struct more = new Ipld.Struct(Map.of("entry", p1, "more", Ipld.of(1)));
    made.book.by("a").body("edit", more).as("an edit with an unknown field");
    Ipld post = Ipld.map(Map.of("tags", Ipld.list(List.of())));
    Map<String, Ipld> full = Map.of("entry", p1, "post", post, "more", Ipld.of(1));
    made.book.by("a").body("edit", Ipld.map(full)).as("an edit with all and more");
    made.book.by("a").delete("p1").as("delete");
    made.take("no entry", "no map", "37 bytes", "text", "raw", "another kind");
    made.take("an edit with an unknown field", "an edit with all and more");
    file.add(made.take("delete"));
  }

  private static void voids(VectorFile file) {
    SetCase made = begun("void delete", "What it deleted is live again, if its bytes are there.");
    made.book.by("b").delete("p1", "p2").as("delete");
    made.book.by("root").revoke("b", "q1").as("revoke");
    file.add(made.take("delete", "revoke"));

    made = begun("void delete, bytes gone", "What it deleted is incomplete until they come.");
    made.book.by("a").text("p3").as("p3");
    made.book.by("b").delete("p3").as("delete");
    made.book.by("root").revoke("b", "q1").as("revoke");
    file.add(made.takeStub("p3").take("delete", "revoke"));

    made = begun("void delete, bytes back", "The same, and then the payload comes.");
    made.book.by("a").text("p3").as("p3");
    made.book.by("b").delete("p3").as("delete");
    made.book.by("root").revoke("b", "q1").as("revoke");
    file.add(made.takeStub("p3").take("delete", "revoke", "p3"));

    made = begun("delete that stands", "Its device was revoked after it.");
    made.book.by("b").delete("p1").as("delete");
    made.book.by("root").revoke("b", "delete").as("revoke");
    file.add(made.take("delete", "revoke"));

    made = begun("void entry deleted", "Void is told first.");
    made.book.by("a").delete("q1").as("delete");
    made.book.by("root").revoke("b", "b").as("revoke");
    file.add(made.take("delete", "revoke"));
  }

  private static void forms(VectorFile file) {
    SetCase made = begun("fields of a delete", "Exactly entries: at most 256, sorted, once each.");
    List<Ipld> many = new ArrayList<>(FormVectors.cids(257).stream().map(Ipld::reference).toList());
    Ipld first = many.get(0);
    Ipld second = many.get(1);
    delete(made, "257 entries", Map.of("entries", Ipld.list(many)));
    delete(made, "unsorted", Map.of("entries", Ipld.list(List.of(second, first))));
    delete(made, "twice", Map.of("entries", Ipld.list(List.of(first, first))));
    delete(made, "no entries", Map.of());
    Ipld raw = Ipld.reference(made.book.cid("p1").withCodec(Multicodec.RAW));
    delete(made, "raw reference", Map.of("entries", Ipld.list(List.of(raw))));
    Ipld one = Ipld.list(List.of(first));
    delete(made, "more", Map.of("entries", one, "why", Ipld.of("spam")));
    made.refuse("257 entries", "one more than 256").refuse("unsorted", "not sorted");
    made.refuse("twice", "a duplicate").refuse("no entries", "no entries");
    made.refuse("raw reference", "a reference to raw").refuse("more", "the field why");
    many.remove(256);
    delete(made, "256 entries", Map.of("entries", Ipld.list(many)));
    file.add(made.take("256 entries"));
  }

  private static void delete(SetCase made, String name, Map<String, Ipld> fields) {
    byte[] payload = FormVectors.payload(Ipld.map(Map.of("delete", Ipld.map(fields))));
    made.book.by("a").payload(payload).isControl(true).aside(name);
  }
}
