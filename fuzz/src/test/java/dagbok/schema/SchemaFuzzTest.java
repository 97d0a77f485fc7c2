package dagbok.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.util.function.Function;

/** Each object of the protocol: refused by the documented exception, or written as it was read. */
class SchemaFuzzTest {
  private interface RoundTrip {
    byte[] apply(byte[] data) throws SchemaException;
  }

  private static void object(byte[] data, RoundTrip roundTrip) {
    try {
      Check.sameBytes(roundTrip.apply(data), data, "object");
    } catch (SchemaException e) {
      Check.that(!e.expected().isEmpty() && !e.found().isEmpty(), "a refusal without words");
    }
  }

  /** What stands inside of objects, so has no bytes of its own. */
  private static void part(byte[] data, Function<Ipld, Ipld> roundTrip) {
    try {
      Check.sameBytes(
          DagCbor.encode(roundTrip.apply(DagCbor.decode(data))), data, "part of an object");
    } catch (DecodeException | Misfit e) {
      // none
    }
  }

  @FuzzTest
  void entry(byte[] data) {
    object(
        data,
        bytes -> {
          Entry entry = Entry.decode(bytes);
          Check.that(entry.signedMessage().length < bytes.length, "signature not left out");
          return entry.encode();
        });
  }

  @FuzzTest
  void payload(byte[] data) {
    object(
        data,
        bytes -> {
          Payload payload = Payload.decode(bytes);
          checkPacking(payload);
          checkBody(payload.body());
          return payload.encode();
        });
  }

  private static void checkPacking(Payload payload) {
    Payload.Packing packing = payload.packing();
    long packed = packing.packed().stream().mapToLong(Content::size).sum();
    Check.that(packed <= Payload.MAX_ALL_PACKED_BYTES, "too much packed");
    long named = payload.contents().stream().map(Content::link).distinct().count();
    Check.same((long) packing.packed().size() + packing.linked().size(), named, "contents");
  }

  private static void checkBody(Body body) {
    try {
      Control.of(body)
          .ifPresent(control -> Check.same(control.toBody().kind(), body.kind(), "kind"));
    } catch (SchemaException e) {
      // a control kind in another form
    }
    Display shown = Display.of(body);
    Check.same(Display.of(shown.toBody()), shown, "what was understood of a body");
    Display.Edit.entryOf(body);
  }

  @FuzzTest
  void content(byte[] data) {
    part(data, value -> Content.read(value).toIpld());
  }

  @FuzzTest
  void node(byte[] data) {
    object(data, bytes -> Node.decode(bytes).encode());
  }

  @FuzzTest
  void head(byte[] data) {
    object(data, bytes -> Head.decode(bytes).encode());
  }

  @FuzzTest
  void snapshot(byte[] data) {
    object(data, bytes -> Snapshot.decode(bytes).encode());
  }

  @FuzzTest
  void pack(byte[] data) {
    object(data, bytes -> Pack.decode(bytes).encode());
  }

  @FuzzTest
  void packRef(byte[] data) {
    part(data, value -> PackRef.read(value).toIpld());
  }

  @FuzzTest
  void item(byte[] data) {
    part(data, value -> ItemForm.toIpld(ItemForm.read(value)));
  }

  @FuzzTest
  void message(byte[] data) {
    object(
        data,
        bytes -> {
          Message message = Message.decode(bytes);
          if (message instanceof Message.Discover discover) {
            Check.that(discover.signedMessage().length > 0, "nothing to sign");
          }
          return message.encode();
        });
  }

  @FuzzTest
  void shareLink(byte[] data) {
    ShareLink link;
    try {
      link = ShareLink.parse(Texts.anything(data));
    } catch (IllegalArgumentException e) {
      return;
    }
    String text = link.toString();
    if (text.length() <= ShareLink.MAX_CHARS) { // escaping may make it longer
      Check.same(ShareLink.parse(text), link, "link");
    }
  }
}
