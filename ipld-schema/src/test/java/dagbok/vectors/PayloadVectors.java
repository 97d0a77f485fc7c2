package dagbok.vectors;

import dagbok.codec.Ipld;
import dagbok.schema.Limits;
import dagbok.schema.Payload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The generic form of payloads: fields, types, and each bound, at it and one past it. */
final class PayloadVectors {
  private static final String LONGEST = "ä".repeat(Limits.MAX_TEXT_BYTES / 2);

  private PayloadVectors() {}

  static VectorFile file() {
    VectorFile file =
        new VectorFile(
            "Payloads by themselves: the generic form, of an entry that is not control.");
    Ipld post = Ipld.map(Map.of("post", Ipld.map(Map.of())));
    Forms form =
        new Forms(file, "payload", FormVectors.payloadFields(post), PayloadVectors::notControl);
    form.right("payload");
    for (String name : form.names()) {
      form.without("no " + name, name, "no " + name);
    }
    form.wrong("more", "more", Ipld.of(1), "an unknown field");
    form.wrong("v", "v", Ipld.of(1), "payloads have no version");
    form.wrong("salt of 15 bytes", "salt", FormVectors.bytes(15), "15 bytes");
    form.wrong("salt of 17 bytes", "salt", FormVectors.bytes(17), "17 bytes");
    form.right("time 2^53 - 1", "time", FormVectors.MAX);
    form.wrong("time 2^53", "time", FormVectors.PAST_MAX, "an integer out of range");
    form.wrong("time -1", "time", Ipld.of(-1), "an integer out of range");
    bodies(form);
    contents(form);
    sizes(form);
    foreign(file, post);
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
    form.right("body of bytes", "body", body(FormVectors.bytes(300)));
    form.right("post of a wrong type", "body", Ipld.map(Map.of("post", Ipld.of(7))));
    form.right("post with unknown fields", "body", Ipld.map(Map.of("post", body(Ipld.of(1)))));
    form.right("2^53 - 1 in body", "body", body(FormVectors.MAX));
    form.wrong("2^53 in body", "body", body(FormVectors.PAST_MAX), "an integer out of range");
    form.wrong("-1 in body", "body", body(Ipld.of(-1)), "an integer out of range");
    form.wrong("float in body", "body", body(new Ipld.Real(1.5)), "a float");
    form.wrong("link in body", "body", body(Ipld.list(List.of(FormVectors.LINK))), "a link");
    form.right("reference in body", "body", body(FormVectors.REF));
    form.right("depth 32", "body", body(nested(30)));
    form.wrong("depth 33", "body", body(nested(31)), "depth 33");
  }

  private static void contents(Forms form) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("link", FormVectors.RAW);
    fields.put("size", Ipld.of(3));
    fields.put("mime", Ipld.of("text/plain"));
    form.right("content", "contents", listed(fields));
    for (String name : List.of("link", "size", "mime")) {
      Map<String, Ipld> less = new LinkedHashMap<>(fields);
      less.remove(name);
      form.wrong("content without " + name, "contents", listed(less), "no " + name);
    }
    content(form, fields, "dag-pb content", "link", FormVectors.PB, "");
    content(form, fields, "dag-cbor content", "link", FormVectors.LINK, "neither raw nor dag-pb");
    content(form, fields, "reference as content", "link", FormVectors.RAW_REF, "no link");
    content(form, fields, "content of 2^53 - 1 bytes", "size", FormVectors.MAX, "");
    content(
        form,
        fields,
        "content of 2^53 bytes",
        "size",
        FormVectors.PAST_MAX,
        "an integer out of range");
    content(form, fields, "content with more", "more", Ipld.of(1), "an unknown field");
    for (String name : List.of("mime", "name", "alt")) {
      content(form, fields, name + " of no bytes", name, Ipld.of(""), "");
      content(form, fields, name + " of 256 bytes", name, Ipld.of(LONGEST), "");
      content(form, fields, name + " of 257 bytes", name, Ipld.of(LONGEST + "a"), "257 bytes");
      content(form, fields, name + " of bytes", name, FormVectors.bytes(3), "bytes for text");
    }
    for (String name : List.of("width", "height", "duration")) {
      content(form, fields, name + " 2^53 - 1", name, FormVectors.MAX, "");
      content(form, fields, name + " 2^53", name, FormVectors.PAST_MAX, "an integer out of range");
      content(form, fields, name + " of text", name, Ipld.of("1"), "text for an integer");
    }
    Ipld one = Ipld.map(fields);
    form.right("32 contents", "contents", Ipld.list(Collections.nCopies(32, one)));
    Ipld many = Ipld.list(Collections.nCopies(33, one));
    form.wrong("33 contents", "contents", many, "one more than 32");
  }

  private static void foreign(VectorFile file, Ipld post) {
    Map<String, Ipld> fields = FormVectors.payloadFields(post);
    Map<String, Ipld> content = new LinkedHashMap<>();
    content.put("link", FormVectors.PB);
    content.put("size", Ipld.of(3));
    content.put("mime", Ipld.of("text/plain"));
    fields.put("contents", listed(content));
    Forms form = new Forms(file, "payload", fields, PayloadVectors::notControl);
    form.foreignLinks("dag-pb content", ((Ipld.Link) FormVectors.PB).cid());
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
    int around = FormVectors.payload(body(FormVectors.bytes(1000))).length - 1000;
    form.right("16384 bytes", "body", body(FormVectors.bytes(Payload.MAX_BYTES - around)));
    Ipld larger = body(FormVectors.bytes(Payload.MAX_BYTES - around + 1));
    form.wrong("16385 bytes", "body", larger, "one byte more than 16 KiB");
  }
}
