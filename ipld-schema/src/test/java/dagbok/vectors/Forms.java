package dagbok.vectors;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes cases of one kind of object, each with one field changed. */
final class Forms {
  /** A decoder, which throws where the object is wrong. */
  @FunctionalInterface
  interface Decoder {
    Object decode(byte[] bytes) throws Exception;
  }

  private final VectorFile file;
  private final String type;
  private final Map<String, Ipld> fields;
  private final Decoder decoder;

  Forms(VectorFile file, String type, Map<String, Ipld> fields, Decoder decoder) {
    this.file = file;
    this.type = type;
    this.fields = new LinkedHashMap<>(fields);
    this.decoder = decoder;
  }

  List<String> names() {
    return List.copyOf(fields.keySet());
  }

  void right(String name) {
    add(name, fields, "");
  }

  void right(String name, String field, Ipld value) {
    given(name, field, value, "");
  }

  void wrong(String name, String field, Ipld value, String why) {
    given(name, field, value, why);
  }

  /** Right if there is no {@code why}. */
  void given(String name, String field, Ipld value, String why) {
    Map<String, Ipld> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    add(name, changed, why);
  }

  void without(String name, String field, String why) {
    Map<String, Ipld> changed = new LinkedHashMap<>(fields);
    changed.remove(field);
    add(name, changed, why);
  }

  private void add(String name, Map<String, Ipld> changed, String why) {
    byte[] bytes = DagCbor.encode(Ipld.map(changed));
    file.add(told(type, name, bytes, why));
    if (isRight(decoder, bytes) != why.isEmpty()) {
      throw new IllegalStateException(type + " " + name + ": is it right? " + why);
    }
  }

  static Map<String, Object> told(String type, String name, byte[] bytes, String why) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("type", type);
    told.put("bytes", Hex.write(bytes));
    told.put("cid", Cid.of(Multicodec.DAG_CBOR, bytes).toString());
    told.put("verdict", why.isEmpty() ? "right" : "wrong");
    if (!why.isEmpty()) {
      told.put("why", why);
    }
    return told;
  }

  static boolean isRight(Decoder decoder, byte[] bytes) {
    try {
      decoder.decode(bytes);
      return true;
    } catch (Exception e) {
      return false;
    }
  }
}
