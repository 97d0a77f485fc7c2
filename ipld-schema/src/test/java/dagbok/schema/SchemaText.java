package dagbok.schema;

import dagbok.codec.Ipld;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dagbok.ipldsch}, parsed as far as it goes, and whether values conform to it. */
final class SchemaText {
  private static final Pattern TYPE =
      Pattern.compile("type (\\w+) (struct|union) \\{([^}]*)\\}(?: representation (\\w+))?");
  private static final Pattern ALIAS = Pattern.compile("type (\\w+) (bytes)");
  private static final Pattern FIELD = Pattern.compile("(\\w+)\\s+(optional )?(\\S+)");
  private static final Pattern MEMBER = Pattern.compile("\\|\\s+(\\w+)\\s+\"?(\\w+)\"?");

  /** A field of a struct. */
  record Field(boolean optional, String type) {}

  /** A struct or union: its fields or members, in order, and its representation. */
  record Type(String kind, Map<String, Field> fields, String representation) {}

  private final Map<String, Type> types = new LinkedHashMap<>();

  static SchemaText load() throws IOException {
    try (InputStream in = SchemaText.class.getResourceAsStream("/dagbok.ipldsch")) {
      return new SchemaText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private SchemaText(String text) {
    String bare = text.replaceAll("#[^\n]*", "").replaceAll("\\s+", " ");
    Matcher aliases = ALIAS.matcher(bare);
    while (aliases.find()) {
      types.put(aliases.group(1), new Type("bytes", Map.of(), ""));
    }
    Matcher matcher = TYPE.matcher(bare);
    while (matcher.find()) {
      boolean struct = matcher.group(2).equals("struct");
      String representation = Objects.requireNonNullElse(matcher.group(4), "map");
      Map<String, Field> fields = struct ? fields(matcher.group(3)) : members(matcher.group(3));
      types.put(matcher.group(1), new Type(matcher.group(2), fields, representation));
    }
  }

  private static Map<String, Field> fields(String text) {
    Map<String, Field> fields = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      fields.put(matcher.group(1), new Field(matcher.group(2) != null, matcher.group(3)));
    }
    return fields;
  }

  private static Map<String, Field> members(String text) {
    Map<String, Field> members = new LinkedHashMap<>();
    Matcher matcher = MEMBER.matcher(text);
    while (matcher.find()) {
      members.put(matcher.group(2), new Field(true, matcher.group(1)));
    }
    return members;
  }

  Map<String, Type> types() {
    return types;
  }

  Type type(String name) {
    return Objects.requireNonNull(types.get(name), name);
  }

  /** Whether {@code value} has the type that this expression names. */
  boolean conforms(Ipld value, String expression) {
    if (expression.startsWith("[")) {
      String inner = expression.substring(1, expression.length() - 1);
      return value instanceof Ipld.Array array
          && array.items().stream().allMatch(item -> conforms(item, inner));
    }
    if (expression.startsWith("&")) {
      return value instanceof Ipld.Link;
    }
    return switch (expression) {
      case "Int" -> value instanceof Ipld.Int;
      case "String" -> value instanceof Ipld.Text;
      case "Bytes" -> value instanceof Ipld.Bytes;
      case "Bool" -> value instanceof Ipld.Bool;
      default -> conforms(value, type(expression));
    };
  }

  private boolean conforms(Ipld value, Type type) {
    return switch (type.kind() + " " + type.representation()) {
      case "bytes " -> value instanceof Ipld.Bytes;
      case "struct map" -> value instanceof Ipld.Struct struct && conforms(struct, type.fields());
      case "struct tuple" -> value instanceof Ipld.Array tuple && conforms(tuple, type.fields());
      case "union keyed" ->
          value instanceof Ipld.Struct struct
              && struct.fields().size() == 1
              && conforms(struct, type.fields());
      case "union kinded" ->
          conforms(
              value,
              Objects.requireNonNull(
                      type.fields().get(value instanceof Ipld.Bytes ? "bytes" : "list"))
                  .type());
      default -> throw new IllegalStateException("unknown kind of type " + type);
    };
  }

  private boolean conforms(Ipld.Struct struct, Map<String, Field> fields) {
    for (Map.Entry<String, Field> field : fields.entrySet()) {
      Ipld value = struct.fields().get(field.getKey());
      boolean fits =
          value == null ? field.getValue().optional() : conforms(value, field.getValue().type());
      if (!fits) {
        return false;
      }
    }
    return fields.keySet().containsAll(struct.fields().keySet());
  }

  private boolean conforms(Ipld.Array tuple, Map<String, Field> fields) {
    List<Field> types = List.copyOf(fields.values());
    if (types.size() != tuple.items().size()) {
      return false;
    }
    for (int i = 0; i < types.size(); i++) {
      if (!conforms(tuple.items().get(i), types.get(i).type())) {
        return false;
      }
    }
    return true;
  }
}
