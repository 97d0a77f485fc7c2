package dagbok.vectors;

import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.Map;

/** Revokes: what stands, who may, which count. */
final class RevokeVectors {
  private static final String[] BEGUN = {"root", "a", "b", "a1", "a2", "a3", "b1"};

  private RevokeVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Revokes: every kind of last, who may revoke, which count.");
    lasts(file);
    self(file);
    corrected(file);
    several(file);
    voids(file);
    refused(file);
    return file;
  }

  /** The profile key granted a, a granted b and wrote three posts, b one after the second. */
  private static SetCase begun(String name, String shows) {
    SetCase made = new SetCase(name, shows);
    made.book.grant("a", "root");
    made.book.grant("b", "a");
    made.book.by("a").text("a1").as("a1");
    made.book.by("a").text("a2").as("a2");
    made.book.by("b").prev("a2").text("b1").as("b1");
    made.book.by("a").text("a3").as("a3");
    return made.take(BEGUN);
  }

  private static void lasts(VectorFile file) {
    SetCase made = begun("last is the grant", "Nothing of the device stands, nor what it granted.");
    made.book.by("root").revoke("a", "a").as("revoke");
    file.add(made.take("revoke"));

    made = begun("last in the middle", "What follows it is void; kept if something live follows.");
    made.book.by("root").revoke("a", "a1").as("revoke");
    file.add(made.take("revoke").withDerivedBlocks());

    made = begun("last is the newest", "All stands, the device is not in force, later is void.");
    made.book.by("root").revoke("a", "a3").as("revoke");
    made.book.by("a").text("late").as("late");
    file.add(made.take("revoke", "late"));

    made = begun("last in one fork", "The other fork is void.");
    made.book.by("a").own("a1").text("x").as("x");
    made.book.by("a").text("x2").as("x2");
    made.book.by("root").revoke("a", "x").as("revoke");
    file.add(made.take("x", "x2", "revoke"));

    made = begun("void but kept", "A live entry of another device follows a void one.");
    made.book.by("root").prev("a3").text("saw a3").as("r1");
    made.book.by("root").revoke("b", "b").as("revoke b");
    made.book.by("root").revoke("a", "b").as("revoke");
    file.add(made.take("r1", "revoke b", "revoke").withDerivedBlocks());

    made =
        begun(
            "void grant, kept", "A void control entry that is kept is whole; its time counts not.");
    made.book.by("root").prev("a3").text("saw a3").as("r1");
    made.book.by("root").revoke("a", "a").as("revoke");
    file.add(made.take("r1", "revoke").withDerivedBlocks());

    made = begun("grandparent", "The profile key is senior to what its devices granted.");
    made.book.by("root").revoke("b", "b1").as("revoke");
    file.add(made.take("revoke"));
  }

  private static void self(VectorFile file) {
    SetCase made = begun("self-revoke", "Voids nothing, no fork either; nothing may follow it.");
    made.book.by("a").own("a1").text("x").aside("x");
    made.book.by("a").revoke("a", "a3").as("end");
    made.book.by("a").text("after").aside("after");
    made.book.by("a").own("a3").text("beside").aside("beside");
    made.take("x", "end").refuse("after", "own is a self-revoke");
    file.add(made.take("beside"));

    made = begun("after a self-revoke", "Others may follow it in prev.");
    made.book.by("a").revoke("a", "a3").as("end");
    made.book.by("b").prev("end").text("saw it").as("b2");
    file.add(made.take("end", "b2"));

    made = begun("self-revoke with another last", "last = own, or it is refused.");
    made.book.by("a").revoke("a", "a2").aside("earlier");
    made.book.by("a").revoke("a", "a").aside("grant");
    made.refuse("earlier", "last is not own").refuse("grant", "last is not own");
    file.add(made);

    made = begun("self-revoke at once", "A device that wrote nothing: last = own = its grant.");
    made.book.grant("c", "root");
    made.book.by("c").revoke("c", "c").as("end");
    file.add(made.take("c", "end"));

    made = begun("self-revoke and a senior's", "The senior's counts as ever.");
    made.book.by("a").revoke("a", "a3").as("end");
    made.book.by("root").revoke("a", "a1").as("revoke");
    file.add(made.take("end", "revoke"));
  }

  private static void corrected(VectorFile file) {
    SetCase made = begun("corrected to later", "The later of one device's revokes counts.");
    made.book.by("root").revoke("a", "a1").as("wrong");
    made.book.by("root").text("between").as("between");
    made.book.by("root").revoke("a", "a2").as("right");
    file.add(made.take("wrong", "between", "right"));

    made = begun("corrected to earlier", "The later of one device's revokes counts.");
    made.book.by("root").revoke("a", "a3").as("wrong");
    made.book.by("root").revoke("a", "b").as("right");
    file.add(made.take("wrong", "right"));

    made = begun("revokes in two forks", "Neither follows the other, so both count.");
    made.book.by("root").own("a").revoke("a", "a3").aside("one");
    made.book.by("root").own("a").revoke("a", "a1").aside("two");
    file.add(made.take("one", "two"));

    made = begun("revoke in a longer fork", "Later is what has it in its chain, whatever its seq.");
    made.book.by("root").own("a").revoke("a", "a1").aside("one");
    made.book.by("root").own("a").text("x").as("x");
    made.book.by("root").own("x").revoke("a", "a3").aside("two");
    file.add(made.take("one", "x", "two"));

    made = begun("correction by another device", "Is none: what stands in all stands.");
    made.book.by("a").revoke("b", "b").as("by a");
    made.book.by("root").prev("by a").revoke("b", "b1").as("by root");
    file.add(made.take("by a", "by root"));
  }

  private static void several(VectorFile file) {
    SetCase made = begun("two seniors", "What stands in both.");
    made.book.by("b").text("b2").as("b2");
    made.book.by("b").text("b3").as("b3");
    made.book.by("a").prev("b3").revoke("b", "b3").as("by a");
    made.book.by("root").prev("b3").revoke("b", "b1").as("by root");
    file.add(made.take("b2", "b3", "by a", "by root"));

    made = begun("two seniors, two forks", "Only what is before the fork stands.");
    made.book.by("b").own("b1").text("x").aside("x");
    made.book.by("b").own("b1").text("y").aside("y");
    made.take("x", "y");
    made.book.by("a").revoke("b", "x").as("by a");
    made.book.by("root").revoke("b", "y").as("by root");
    file.add(made.take("by a", "by root"));
  }

  private static void voids(VectorFile file) {
    SetCase made = begun("void revoke", "Does not count.");
    made.book.by("a").revoke("b", "b").as("by a");
    made.book.by("root").revoke("a", "a3").as("revoke");
    file.add(made.take("by a", "revoke"));

    made = begun("revoke that still stands", "Counts, though its device is revoked after it.");
    made.book.by("a").revoke("b", "b").as("by a");
    made.book.by("root").revoke("a", "by a").as("revoke");
    file.add(made.take("by a", "revoke"));

    made = begun("void correction", "No longer corrects: the first revoke counts again.");
    made.book.by("a").revoke("b", "b1").as("first");
    made.book.by("a").revoke("b", "b").as("second");
    made.book.by("root").revoke("a", "first").as("revoke");
    file.add(made.take("first", "second", "revoke"));

    made = begun("void correction to later", "The first counts again, and leaves nothing.");
    made.book.by("a").revoke("b", "b").as("first");
    made.book.by("a").revoke("b", "b1").as("second");
    made.book.by("root").revoke("a", "first").as("revoke");
    file.add(made.take("first", "second", "revoke"));

    made = begun("void revoke, kept", "Its grant and last are behind it, and so are kept.");
    made.book.grant("c", "b");
    made.book.by("c").text("c1").as("c1");
    made.book.by("a").revoke("c", "c1").as("by a");
    made.book.by("root").prev("by a").text("saw it").as("r1");
    made.book.by("root").revoke("a", "a").as("revoke");
    file.add(made.take("c", "c1", "by a", "r1", "revoke").withDerivedBlocks());

    made = begun("void grant", "All below it is void, however deep, and grants nobody.");
    made.book.grant("c", "b");
    made.book.by("c").text("c1").as("c1");
    made.book.by("c").revoke("c", "c1").as("c end");
    made.book.by("root").revoke("a", "a").as("revoke");
    file.add(made.take("c", "c1", "c end", "revoke").withDerivedBlocks());

    made = begun("revoke by a void device", "Accepted, void, and does nothing.");
    made.book.grant("c", "b");
    made.book.by("b").revoke("c", "c").as("by b");
    made.book.by("root").revoke("b", "b1").as("revoke");
    file.add(made.take("c", "by b", "revoke"));

    made = begun("what a void one follows", "last of an entry that a senior's revoke voids.");
    made.book.by("a").revoke("b", "b1").as("by a");
    made.book.by("root").revoke("b", "b").as("by root");
    file.add(made.take("by a", "by root"));
  }

  private static void refused(VectorFile file) {
    SetCase made = begun("who may not revoke", "Only seniors, and of grants alone.");
    made.book.grant("c", "root");
    made.book.by("c").text("c1").as("c1");
    made.take("c", "c1");
    made.book.by("c").revoke("a", "a1").aside("sibling");
    made.book.by("c").revoke("b", "b1").aside("uncle");
    made.book.by("b").revoke("a", "a1").aside("junior");
    made.book.by("a").revoke("root", "root").aside("of the profile key");
    made.book.by("root").revoke("root", "a").aside("profile key of itself");
    made.book.by("root").revoke("root", made.book.lastOf("root")).aside("itself, last = own");
    made.book.by("root").revoke("a1", "a1").aside("of a post");
    made.book.by("root").revoke("a", "b1").aside("last of another");
    made.book.by("root").revoke("b", "a").aside("last is another grant");
    made.refuse("sibling", "c is not senior to a").refuse("uncle", "c is not senior to b");
    made.refuse("junior", "b is not senior to a");
    made.refuse("of the profile key", "grant is no grant");
    made.refuse("profile key of itself", "grant is no grant");
    made.refuse("itself, last = own", "grant is no grant");
    made.refuse("of a post", "grant is no grant");
    made.refuse("last of another", "last is of b");
    file.add(made.refuse("last is another grant", "last is of the profile key"));

    made = begun("height of a revoke", "grant and last are behind it.");
    made.book.by("root").own("a").revoke("a", "a3").heightOff(-3).aside("own alone");
    made.book.by("root").own("a").revoke("a", "a3").as("right");
    made.refuse("own alone", "last is higher than own");
    file.add(made.take("right"));

    made = begun("fields of a revoke", "Exactly grant and last, references.");
    Ipld grant = Ipld.reference(made.book.cid("a"));
    Ipld last = Ipld.reference(made.book.cid("a1"));
    Ipld link = Ipld.link(made.book.cid("a1"));
    Ipld more = Ipld.of("stolen");
    wrong(made, "no last", Map.of("grant", grant), "no last");
    wrong(made, "more", Map.of("grant", grant, "last", last, "why", more), "the field why");
    wrong(made, "no grant", Map.of("last", last), "no grant");
    wrong(made, "link", Map.of("grant", grant, "last", link), "last is a link");
    Ipld grantLink = Ipld.link(made.book.cid("a"));
    wrong(made, "link as grant", Map.of("grant", grantLink, "last", last), "grant is a link");
    Ipld raw = Ipld.reference(made.book.cid("a").withCodec(Multicodec.RAW));
    wrong(made, "raw grant", Map.of("grant", raw, "last", last), "grant is raw");
    wrong(made, "raw last", Map.of("grant", grant, "last", raw), "last is raw");
    wrong(made, "raw both", Map.of("grant", raw, "last", raw), "both are raw");
    file.add(made);

    made = new SetCase("revoke before what it names", "Waits: grant and last are behind it.");
    made.book.grant("a", "root");
    made.book.grant("b", "a");
    made.book.by("b").text("b1").as("b1");
    made.book.by("root").own("a").revoke("b", "b1").as("revoke");
    made.take("root", "a").wait("revoke", "grant and last are missing").take("b");
    file.add(made.wait("revoke", "last is missing").take("b1", "revoke"));
  }

  private static void wrong(SetCase made, String name, Map<String, Ipld> fields, String why) {
    byte[] payload = FormVectors.payload(Ipld.map(Map.of("revoke", Ipld.map(fields))));
    made.book.by("root").heightOff(1).payload(payload).isControl(true).aside(name);
    made.refuse(name, why);
  }
}
