package dagbok.schema;

import com.google.common.base.Utf8;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a map as far as it can be understood. Never throws; what does not fit is absent. */
final class Lenient {
  private final Map<String, Ipld> fields;

  private Lenient(Map<String, Ipld> fields) {
    this.fields = fields;
  }

  static Optional<Lenient> of(@Nullable Ipld value) {
    return value instanceof Ipld.Struct struct
        ? Optional.of(new Lenient(struct.fields()))
        : Optional.empty();
  }

  Optional<Lenient> struct(String name) {
    return of(fields.get(name));
  }

  Optional<String> text(String name) {
    return text(name, Limits.MAX_TEXT_BYTES);
  }

  Optional<String> text(String name, int maxBytes) {
    return text(fields.get(name), maxBytes);
  }

  private static Optional<String> text(@Nullable Ipld value, int maxBytes) {
    return value instanceof Ipld.Text text && Utf8.encodedLength(text.value()) <= maxBytes
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** The texts of a list that fit, up to so many. */
  List<String> texts(String name, int max) {
    List<String> texts = new ArrayList<>();
    if (fields.get(name) instanceof Ipld.Array array) {
      for (Ipld value : array.items()) {
        text(value, Limits.MAX_TEXT_BYTES).filter(text -> texts.size() < max).ifPresent(texts::add);
      }
    }
    return texts;
  }

  OptionalLong integer(String name, long max) {
    return fields.get(name) instanceof Ipld.Int number
            && number.value() >= 0
            && number.value() <= max
        ? OptionalLong.of(number.value())
        : OptionalLong.empty();
  }

  Optional<Boolean> bool(String name) {
    return fields.get(name) instanceof Ipld.Bool bool
        ? Optional.of(bool.value())
        : Optional.empty();
  }

  /** The CID of an object that the field refers to. */
  Optional<Cid> reference(String name) {
    if (!(fields.get(name) instanceof Ipld.Bytes bytes) || bytes.value().length != Cid.BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.ofBytes(bytes.value()))
          .filter(cid -> cid.codec() == Multicodec.DAG_CBOR);
    } catch (CidFormatException e) {
      return Optional.empty();
    }
  }

  Optional<Target> target(String name) {
    Optional<Lenient> target = struct(name);
    Optional<Cid> profile = target.flatMap(inner -> inner.reference("profile"));
    Optional<Cid> entry = target.flatMap(inner -> inner.reference("entry"));
    return profile.isPresent() && entry.isPresent()
        ? Optional.of(new Target(new ProfileId(profile.get()), entry.get()))
        : Optional.empty();
  }

  /** The fields that are not among {@code known}. */
  Map<String, Ipld> others(Set<String> known) {
    Map<String, Ipld> others = new LinkedHashMap<>(fields);
    others.keySet().removeAll(known);
    return others;
  }
}
