package dagbok.vectors;

import dagbok.codec.DagJson;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain JSON of maps, lists, texts, whole numbers and truth values, laid out to be read. */
final class Json {
  private static final int MAX_LINE_CHARS = 100;

  private Json() {}

  /** The text of {@code value}: what fits a line stands on one. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, 0, out);
    return out.append('\n').toString();
  }

  private static void write(Object value, int indent, StringBuilder out) {
    String line = DagJson.encode(ipld(value));
    boolean fits = line.length() + indent <= MAX_LINE_CHARS;
    if (value instanceof Map<?, ?> map && !fits) {
      writeAll(map.entrySet(), indent, '{', '}', out);
    } else if (value instanceof List<?> list && !fits) {
      writeAll(list, indent, '[', ']', out);
    } else {
      out.append(value instanceof Map<?, ?> map && !map.isEmpty() ? inOrder(map) : line);
    }
  }

  private static String inOrder(Map<?, ?> map) {
    List<String> fields = new ArrayList<>();
    map.forEach((key, value) -> fields.add(name(key) + DagJson.encode(ipld(value))));
    return "{" + String.join(",", fields) + "}";
  }

  private static void writeAll(
      Iterable<?> values, int indent, char open, char close, StringBuilder out) {
    char before = open;
    for (Object value : values) {
      out.append(before).append('\n').append(" ".repeat(indent + 1));
      before = ',';
      if (value instanceof Map.Entry<?, ?> field) {
        out.append(name(field.getKey()));
        write(field.getValue(), indent + 1, out);
      } else {
        write(value, indent + 1, out);
      }
    }
    out.append('\n').append(" ".repeat(indent)).append(close);
  }

  private static String name(Object key) {
    return DagJson.encode(Ipld.of(key.toString())) + ":";
  }

  private static Ipld ipld(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Ipld> fields = new LinkedHashMap<>();
      map.forEach((key, field) -> fields.put(key.toString(), ipld(field)));
      return Ipld.map(fields);
    }
    if (value instanceof List<?> list) {
      return Ipld.list(list.stream().map(Json::ipld).toList());
    }
    if (value instanceof Boolean bool) {
      return Ipld.of(bool);
    }
    if (value instanceof Number number) {
      return Ipld.of(number.longValue());
    }
    return Ipld.of(value.toString());
  }

  /** The map that {@code text} is. */
  static Map<String, Object> read(String text) throws DecodeException {
    return map(plain(DagJson.decode(text)));
  }

  private static Object plain(Ipld value) {
    if (value instanceof Ipld.Struct struct) {
      Map<String, Object> map = new LinkedHashMap<>();
      struct.fields().forEach((key, field) -> map.put(key, plain(field)));
      return map;
    }
    if (value instanceof Ipld.Array array) {
      return array.items().stream().map(Json::plain).toList();
    }
    if (value instanceof Ipld.Int number) {
      return number.value();
    }
    if (value instanceof Ipld.Bool bool) {
      return bool.value();
    }
    if (value instanceof Ipld.Text text) {
      return text.value();
    }
    throw new IllegalArgumentException("no plain JSON: " + value);
  }

  @SuppressWarnings("unchecked") // keys of JSON are texts
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // of what, the caller knows
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
