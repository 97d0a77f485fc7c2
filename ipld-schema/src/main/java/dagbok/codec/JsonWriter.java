package dagbok.codec;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** DAG-JSON into a text that grows. For one value; not thread-safe. */
final class JsonWriter {
  static final BaseEncoding BASE64 = BaseEncoding.base64().omitPadding();

  private static final Comparator<Map.Entry<String, Ipld>> BY_KEY_BYTES =
      Comparator.comparing(
          field -> field.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final StringBuilder out = new StringBuilder();

  @Override
  public String toString() {
    return out.toString();
  }

  /** Appends {@code value}, which stands within {@code depth} maps and lists. */
  void write(Ipld value, int depth) {
    if (value instanceof Ipld.Int number) {
      out.append(number.value());
    } else if (value instanceof Ipld.Bytes bytes) {
      slash().append("{").append(quoted(SlashForm.BYTES)).append(':');
      out.append(quoted(BASE64.encode(bytes.value()))).append("}}");
    } else if (value instanceof Ipld.Text text) {
      text(text.value());
    } else if (value instanceof Ipld.Link link) {
      slash().append(quoted(link.cid().toString())).append("}");
    } else if (value instanceof Ipld.Array array) {
      list(array.items(), inside(depth));
    } else if (value instanceof Ipld.Struct struct) {
      map(struct.fields(), inside(depth));
    } else if (value instanceof Ipld.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof Ipld.Real real) {
      out.append(JsonNumber.format(real.value()));
    } else {
      out.append("null");
    }
  }

  private static int inside(int depth) {
    if (depth == DagCbor.MAX_DEPTH) {
      throw new IllegalArgumentException("nested deeper than " + DagCbor.MAX_DEPTH);
    }
    return depth + 1;
  }

  private StringBuilder slash() {
    return out.append("{").append(quoted(SlashForm.SLASH)).append(':');
  }

  private void list(List<Ipld> items, int depth) {
    out.append('[');
    Iterator<Ipld> rest = items.iterator();
    while (rest.hasNext()) {
      write(rest.next(), depth);
      out.append(rest.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void map(Map<String, Ipld> fields, int depth) {
    if (SlashForm.reserves(fields)) {
      throw new IllegalArgumentException("a map that DAG-JSON would read as a link or as bytes");
    }
    out.append('{');
    Iterator<Map.Entry<String, Ipld>> rest =
        fields.entrySet().stream().sorted(BY_KEY_BYTES).iterator();
    while (rest.hasNext()) {
      Map.Entry<String, Ipld> field = rest.next();
      text(field.getKey());
      out.append(':');
      write(field.getValue(), depth);
      out.append(rest.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static String quoted(String plain) {
    return '"' + plain + '"';
  }

  private void text(String text) {
    Utf8Text.check(text);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
