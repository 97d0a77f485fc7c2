package dagbok.vectors;

import com.google.common.primitives.Bytes;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.util.Arrays;
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

  private static final byte[] LINK_TAG = {(byte) 0xd8, 42};

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

  /** Wrong with another link in the place of one: tag 42 over these bytes behind a zero. */
  void linked(String name, Cid from, byte[] to, String why) {
    byte[] bytes = DagCbor.encode(Ipld.map(fields));
    byte[] old = DagCbor.encode(Ipld.link(from));
    int at = Bytes.indexOf(bytes, old);
    byte[] before = Arrays.copyOf(bytes, at);
    byte[] after = Arrays.copyOfRange(bytes, at + old.length, bytes.length);
    byte[] link = DagCbor.encode(Ipld.of(Bytes.concat(new byte[1], to)));
    add(name, Bytes.concat(before, LINK_TAG, link, after), why);
  }

  /** Wrong with links to what IPFS has, and the protocol has not. */
  void foreignLinks(String field, Cid link) {
    byte[] cid = link.toBytes();
    byte[] version0 = Arrays.copyOfRange(cid, 2, cid.length);
    linked(field + " CIDv0", link, version0, "CIDv1 alone");
    byte[] sha512 = Bytes.concat(new byte[] {1, cid[1], 0x13, 0x40}, new byte[64]);
    linked(field + " of sha2-512", link, sha512, "sha2-256 alone");
    linked(field + " of identity", link, new byte[] {1, cid[1], 0, 1, 0x61}, "sha2-256 alone");
    byte[] blake = cid.clone();
    blake[2] = 0x1e;
    linked(field + " of blake3", link, blake, "sha2-256 alone");
    byte[] shorter = Arrays.copyOf(cid, cid.length - 12);
    shorter[3] = 20;
    linked(field + " of 20 bytes", link, shorter, "a digest of 32 bytes alone");
    byte[] codec = cid.clone();
    codec[1] = 0x51;
    linked(field + " of codec cbor", link, codec, "another codec");
    byte[] key = cid.clone();
    key[1] = 0x72;
    linked(field + " of codec libp2p-key", link, key, "another codec");
  }

  private void add(String name, Map<String, Ipld> changed, String why) {
    add(name, DagCbor.encode(Ipld.map(changed)), why);
  }

  private void add(String name, byte[] bytes, String why) {
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
