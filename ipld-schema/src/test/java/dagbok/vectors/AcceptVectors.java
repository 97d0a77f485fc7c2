package dagbok.vectors;

import dagbok.codec.Ipld;
import dagbok.crypto.Signature;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.KeyHash;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.vectors.Book.Written;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code accept}, but for what single control kinds ask for. */
final class AcceptVectors {
  private AcceptVectors() {}

  static VectorFile roots() {
    VectorFile file = new VectorFile("Root entries: accept, its last sentence but two.");
    SetCase alone = new SetCase("root alone", "The profile of a key that wrote nothing else.");
    file.add(alone.take("root").withDerivedBlocks());
    Control.Root root =
        new Control.Root(
            Book.key("root").publicKey(), Optional.of(KeyHash.of(Book.key("next").publicKey())));
    Book next = new Book("root", root.toBody());
    file.add(new SetCase("root with next", "A digest of a later key.", next).take("root"));
    SetCase other = new SetCase("root of another profile", "Its node hashes to another name.");
    file.add(other.refuse(new Book("other").get("root"), "its node is not the profile"));
    refused(file, "root with salt", payload(1, 0, root.toBody()), "the salt is not 16 zeros");
    refused(file, "root with time", payload(0, 1, root.toBody()), "the time is not 0");
    Payload contents = new Payload(Salt.ZERO, 0, List.of(content("x")), root.toBody());
    byte[] holding = Encoded.of(contents).bytes();
    refused(file, "root with contents", holding, "a control payload has no contents");
    Body grant =
        Control.Grant.by(Book.key("a"), Book.seal("a"), next.id, next.cid("root")).toBody();
    refused(file, "grant in the root entry", payload(0, 0, grant), "its kind is not root");
    Body post = Post.EMPTY.toBody();
    refused(file, "post in the root entry", payload(0, 0, post), "its kind is not root");
    Ipld key = Ipld.of(Book.key("root").publicKey().toBytes());
    Body more = new Body("root", Ipld.map(Map.of("key", key, "more", Ipld.of(1))));
    refused(file, "root with another field", payload(0, 0, more), "the field more");
    Body half = new Body("root", Ipld.map(Map.of("key", key, "next", Ipld.of(new byte[31]))));
    refused(file, "root with a short next", payload(0, 0, half), "next has 31 bytes");
    Body none = new Body("root", Ipld.map(Map.of()));
    refused(file, "root without key", payload(0, 0, none), "no key");
    Body foreign = new Control.Root(Book.key("b").publicKey(), Optional.empty()).toBody();
    refused(file, "root signed by another key", payload(0, 0, foreign), "the signature");
    SetCase stub = new SetCase("root without its payload", "A control entry waits for it.");
    file.add(stub.waitStub("root", "its payload is missing").take("root"));
    return file;
  }

  private static Content content(String text) {
    return Content.of(Book.text(text).cid(), text.length(), "text/plain");
  }

  private static byte[] payload(long salt, long time, Body body) {
    return Encoded.of(new Payload(Book.salt(salt), time, List.of(), body)).bytes();
  }

  private static void refused(VectorFile file, String name, byte[] payload, String why) {
    String shows = "The profile's name is that of this very entry, which is refused all the same.";
    file.add(new SetCase(name, shows, new Book("root", payload)).refuse("root", why));
  }

  static VectorFile accept() {
    VectorFile file = new VectorFile("accept: seq, height, own, prev, device, profile, signature.");
    chains(file);
    wrongOwns(file);
    waits(file);
    return file;
  }

  private static SetCase begun(String name, String shows) {
    SetCase made = new SetCase(name, shows);
    made.book.grant("a", "root");
    made.book.grant("b", "a");
    made.book.by("a").text("one").as("a1");
    made.book.by("b").prev("a1").text("two").as("b1");
    return made;
  }

  private static void chains(VectorFile file) {
    SetCase made =
        begun("seq", "Counts a device's entries from 0; those of the profile key from 1.");
    made.take("root", "a", "b", "a1", "b1");
    made.book.by("root").as("r2");
    made.book.by("a").seqOff(1).aside("gap");
    made.book.by("a").seqOff(-1).aside("again");
    made.book.by("root").own("root").seqOff(-1).aside("root first 0");
    made.book.by("b").own("b").seqOff(1).aside("b first 1");
    made.take("r2").refuse("gap", "seq 3 after 1").refuse("again", "seq 1 after 1");
    made.refuse("root first 0", "the profile key's number 0 is the root entry");
    file.add(made.refuse("b first 1", "the first after a grant has seq 0"));

    made = begun("height", "1 + the largest height behind, own or prev.");
    made.take("root", "a", "b", "a1", "b1");
    made.book.by("a").heightOff(1).aside("high");
    made.book.by("a").heightOff(-1).aside("low");
    made.book.by("a").prev("b1").heightOff(-1).aside("prev not counted");
    made.book.by("a").prev("b1").as("right");
    made.refuse("high", "height one too large").refuse("low", "height one too small");
    made.refuse("prev not counted", "b1 in prev is higher than own");
    file.add(made.take("right"));

    made = begun("fork of own", "Two entries with one own: both are kept, and the fork is told.");
    made.book.by("a").own("a").text("other").as("a0");
    made.book.by("a").own("a1").text("x").aside("x");
    made.book.by("a").own("a1").text("y").aside("y");
    file.add(made.take("root", "a", "b", "a1", "b1", "a0", "x", "y").withDerivedBlocks());

    made = begun("prev", "May name any accepted entries, ancestors of each other too.");
    made.book.by("b").prev("root", "a", "a1").as("b2");
    file.add(made.take("root", "a", "b", "a1", "b1", "b2").withDerivedBlocks());
  }

  private static void wrongOwns(VectorFile file) {
    SetCase made = begun("own and device", "own is the device's entry before this one.");
    made.take("root", "a", "b", "a1", "b1");
    made.book.by("b").own("a1").aside("own of another");
    made.book.by("b").own("a").aside("own is another's grant");
    made.book.by("b").own("a").seqOff(-2).aside("own is another's grant, seq 0");
    made.book.by("a").device("a1").own("a1").key("a").aside("device is a post");
    made.book.by("b").device("a").aside("device of another");
    made.refuse("own of another", "own has another device");
    made.refuse("own is another's grant", "own is neither of the device nor the device");
    made.refuse("own is another's grant, seq 0", "own is neither of the device nor the device");
    made.refuse("device is a post", "own = device, which is no grant");
    file.add(made.refuse("device of another", "own has another device"));

    made = begun("signature", "By the key of device, over the canonical bytes without sig.");
    made.take("root", "a", "b", "a1", "b1");
    made.book.by("a").key("b").aside("key of another");
    made.book.by("a").profile(new Book("other").id).aside("other profile");
    made.book.by("a").text("three").as("a2");
    Written right = made.book.get("a2");
    Written bent = bent(right);
    made.refuse("key of another", "signed by b").refuse(bent, "a bit of sig is changed");
    file.add(made.refuse("other profile", "profile is another").take("a2"));

    made = begun("other control kinds", "Accepted; they do nothing and can't be deleted.");
    made.book.by("a").control(new Body("freeze", Ipld.of(true))).as("freeze");
    made.book.by("a").control(new Body("post", Ipld.map(Map.of()))).as("post");
    made.book.by("a").delete("freeze", "post").as("delete");
    file.add(made.take("root", "a", "b", "a1", "b1", "freeze", "post", "delete"));

    made = begun("root kind elsewhere", "root stands in the root entry alone.");
    Control.Root root = new Control.Root(Book.key("a").publicKey(), Optional.empty());
    made.book.by("a").control(root).aside("second root");
    made.book.by("a").body("root", root.toBody().value()).isControl(false).as("no control");
    made.take("root", "a", "b", "a1", "b1").refuse("second root", "root in another entry");
    file.add(made.take("no control"));

    made = begun("control payloads", "In generic form but for the kind, and without contents.");
    made.take("root", "a", "b", "a1", "b1");
    made.book.by("a").control(new Body("freeze", Ipld.of(1))).text("x").aside("with contents");
    made.book.by("a").payload(new byte[] {(byte) 0xa0}).isControl(true).aside("no payload form");
    Body real = new Body("freeze", Ipld.of(1));
    byte[] bytes = Encoded.of(new Payload(Salt.ZERO, 0, List.of(), real)).bytes();
    byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);
    made.book.by("a").payload(padded).isControl(true).aside("trailing byte");
    made.refuse("with contents", "a control payload has no contents");
    made.book.by("a").grant("c").text("x").aside("grant with contents");
    made.book.by("a").revoke("b", "b1").text("x").aside("revoke with contents");
    made.book.by("a").delete("b1").text("x").aside("delete with contents");
    for (String kind : List.of("grant", "revoke", "delete")) {
      made.refuse(kind + " with contents", "a control payload has no contents");
    }
    made.refuse("no payload form", "the payload is an empty map");
    made.refuse("trailing byte", "the payload is not canonical");
    unknown(made, "a float", new Ipld.Real(0.5));
    unknown(made, "a link", Ipld.link(made.book.cid("a1")));
    unknown(made, "-1", Ipld.of(-1));
    unknown(made, "depth 33", PayloadVectors.nested(31));
    made.book.by("a").payload(body(PayloadVectors.nested(30))).isControl(true).as("depth 32");
    file.add(made.take("depth 32"));
  }

  private static void unknown(SetCase made, String name, Ipld value) {
    made.book.by("a").payload(body(value)).isControl(true).aside(name);
    made.refuse(name, name + " in the body of an unknown control kind");
  }

  private static byte[] body(Ipld value) {
    return FormVectors.payload(Ipld.map(Map.of("freeze", value)));
  }

  private static Written bent(Written right) {
    byte[] sig = right.entry().value().sig().toBytes();
    sig[63] ^= 1;
    Entry entry = right.entry().value();
    Entry changed =
        new Entry(
            entry.profile(),
            entry.device(),
            entry.own(),
            entry.seq(),
            entry.height(),
            entry.prev(),
            entry.control(),
            entry.payload(),
            new Signature(sig));
    return new Written("bent", Encoded.of(changed), right.payload(), List.of());
  }

  private static void waits(VectorFile file) {
    SetCase made = begun("children first", "Whatever comes first, the same follows.");
    made.wait("b1", "own b and a1 in prev are missing").wait("a1", "own b is missing");
    made.wait("b", "own a is missing").wait("a", "own root is missing");
    made.take("root", "a", "b", "a1", "b1").take("b1");
    file.add(made.withDerivedBlocks());

    made = begun("behind what is refused", "Waits for ever.");
    made.book.by("a").seqOff(5).as("wrong");
    made.book.by("a").own("wrong").as("after wrong");
    made.book.by("b").prev("wrong").as("beside wrong");
    made.take("root", "a", "b", "a1", "b1").refuse("wrong", "seq 7 after 1");
    made.wait("after wrong", "own was never accepted");
    file.add(made.wait("beside wrong", "prev was never accepted"));

    made = begun("control without payload", "Waits for it, and those after it for the entry.");
    made.take("root").waitStub("a", "its payload is missing").waitStub("b", "own a is missing");
    file.add(made.take("a").waitStub("b", "its payload is missing").take("b", "a1", "b1"));
  }
}
