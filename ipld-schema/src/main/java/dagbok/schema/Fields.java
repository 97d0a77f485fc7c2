package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map field by field and, at {@link #end}, refuses what nobody asked for. Throws {@link
 * Misfit}.
 */
final class Fields {
  private final Map<String, Ipld> fields;
  private final String where;
  private final List<String> asked = new ArrayList<>();
  private int taken;

  private Fields(Map<String, Ipld> fields, String where) {
    this.fields = fields;
    this.where = where;
  }

  /** The fields of {@code value}, which stands at {@code where}. */
  static Fields of(Ipld value, String where) {
    return new Fields(Values.struct(value, where).fields(), where);
  }

  /** That the field {@code v} is the version. */
  void version() {
    long version = integer("v");
    Form.that(version == Limits.VERSION, "version " + Limits.VERSION, "version " + version);
  }

  /** That there are no other fields than those asked for. */
  void end() {
    if (taken == fields.size()) {
      return;
    }
    for (String name : fields.keySet()) {
      Form.that(asked.contains(name), "fields of " + where + " alone", "field " + name);
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  long integer(String name) {
    return Values.integer(required(name), path(name));
  }

  OptionalLong optionalInteger(String name) {
    Ipld value = take(name);
    return value == null
        ? OptionalLong.empty()
        : OptionalLong.of(Values.integer(value, path(name)));
  }

  boolean bool(String name) {
    if (required(name) instanceof Ipld.Bool bool) {
      return bool.value();
    }
    throw new Misfit(path(name) + " as Bool", "another type");
  }

  String text(String name) {
    return Values.text(required(name), path(name));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(take(name)).map(value -> Values.text(value, path(name)));
  }

  byte[] bytes(String name) {
    return Values.bytes(required(name), path(name));
  }

  Optional<byte[]> optionalBytes(String name) {
    return Optional.ofNullable(take(name)).map(value -> Values.bytes(value, path(name)));
  }

  Cid reference(String name) {
    return Values.reference(required(name), path(name));
  }

  Optional<Cid> optionalReference(String name) {
    return Optional.ofNullable(take(name)).map(value -> Values.reference(value, path(name)));
  }

  ProfileId profile(String name) {
    return profile(reference(name), name);
  }

  Optional<ProfileId> optionalProfile(String name) {
    return optionalReference(name).map(cid -> profile(cid, name));
  }

  private ProfileId profile(Cid cid, String name) {
    try {
      return new ProfileId(cid);
    } catch (CidFormatException e) {
      throw new Misfit(path(name) + " as reference to a root node", String.valueOf(e.getMessage()));
    }
  }

  Cid link(String name) {
    return Values.link(required(name), path(name));
  }

  Optional<Cid> optionalLink(String name) {
    return Optional.ofNullable(take(name)).map(value -> Values.link(value, path(name)));
  }

  Ipld value(String name) {
    return required(name);
  }

  List<Ipld> list(String name, int max) {
    return Values.list(required(name), max, path(name));
  }

  List<Cid> references(String name, int max) {
    List<Cid> cids = new ArrayList<>();
    for (Ipld value : list(name, max)) {
      cids.add(Values.reference(value, path(name)));
    }
    return cids;
  }

  List<Cid> links(String name, int max) {
    List<Cid> cids = new ArrayList<>();
    for (Ipld value : list(name, max)) {
      cids.add(Values.link(value, path(name)));
    }
    return cids;
  }

  private String path(String name) {
    return where + "." + name;
  }

  private Ipld required(String name) {
    Ipld value = take(name);
    if (value == null) {
      throw new Misfit(path(name), "no such field");
    }
    return value;
  }

  private @Nullable Ipld take(String name) {
    asked.add(name);
    Ipld value = fields.get(name);
    taken += value == null ? 0 : 1;
    return value;
  }
}
