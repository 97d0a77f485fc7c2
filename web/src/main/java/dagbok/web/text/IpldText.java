package dagbok.web.text;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.Ipld;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * IPLD values as DAG-JSON, compact for programs or laid out with links for people. Walks with a
 * stack of its own: objects may be as deep as strangers make them.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-json/spec/">DAG-JSON</a>
 */
public final class IpldText {
  private final StringBuilder out = new StringBuilder();
  private final boolean html;
  private final Deque<Open> stack = new ArrayDeque<>();

  private IpldText(boolean html) {
    this.html = html;
  }

  /** A list or map whose items are being written. */
  private static final class Open {
    private final Iterator<?> rest;
    private final char end;
    private boolean first = true;

    private Open(Iterator<?> rest, char end) {
      this.rest = rest;
      this.end = end;
    }
  }

  /** Canonical DAG-JSON: keys sorted, no space. */
  public static String json(Ipld value) {
    return new IpldText(false).write(value);
  }

  /** The same for people: indented, CIDs as links to their objects. Safe HTML for a {@code pre}. */
  public static String html(Ipld value) {
    return new IpldText(true).write(value);
  }

  private String write(Ipld root) {
    begin(root);
    while (!stack.isEmpty()) {
      Open open = stack.element();
      if (open.rest.hasNext()) {
        item(open);
      } else {
        stack.pop();
        newLine(!open.first);
        out.append(open.end);
      }
    }
    return out.toString();
  }

  private void item(Open open) {
    if (!open.first) {
      out.append(',');
    }
    open.first = false;
    newLine(true);
    Object next = open.rest.next();
    if (next instanceof Map.Entry<?, ?> entry && entry.getValue() instanceof Ipld value) {
      text(String.valueOf(entry.getKey()), "k");
      out.append(html ? ": " : ":");
      begin(value);
    } else if (next instanceof Ipld value) {
      begin(value);
    }
  }

  private void begin(Ipld value) {
    if (value instanceof Ipld.Struct struct) {
      out.append('{');
      stack.push(new Open(new TreeMap<>(struct.fields()).entrySet().iterator(), '}'));
    } else if (value instanceof Ipld.Array array) {
      out.append('[');
      stack.push(new Open(List.copyOf(array.items()).iterator(), ']'));
    } else if (value instanceof Ipld.Link link) {
      link(link.cid());
    } else if (value instanceof Ipld.Bytes bytes) {
      bytes(bytes.value());
    } else if (value instanceof Ipld.Text text) {
      text(text.value(), "t");
    } else if (value instanceof Ipld.Int number) {
      out.append(number.value());
    } else if (value instanceof Ipld.Real real) {
      out.append(real.value());
    } else if (value instanceof Ipld.Bool bool) {
      out.append(bool.value());
    } else {
      out.append("null");
    }
  }

  private void link(Cid cid) {
    out.append("{\"/\":\"");
    if (html) {
      anchor(cid);
    } else {
      out.append(cid);
    }
    out.append("\"}");
  }

  private void bytes(byte[] bytes) {
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    out.append("{\"/\":{\"bytes\":\"").append(base64).append("\"}}");
    if (html) {
      reference(bytes)
          .ifPresent(
              cid -> {
                out.append(" <span class=\"note\">refers to ");
                anchor(cid);
                out.append("</span>");
              });
    }
  }

  private static Optional<Cid> reference(byte[] bytes) {
    try {
      return bytes.length == Cid.BYTES ? Optional.of(Cid.ofBytes(bytes)) : Optional.empty();
    } catch (CidFormatException e) {
      return Optional.empty();
    }
  }

  private void anchor(Cid cid) {
    out.append("<a href=\"/inspect/").append(cid).append("\">").append(cid).append("</a>");
  }

  private void text(String text, String kind) {
    if (html) {
      out.append("<span class=\"").append(kind).append("\" dir=\"auto\">");
      out.append(Html.escape(quote(text)));
      out.append("</span>");
    } else {
      out.append(quote(text));
    }
  }

  private void newLine(boolean wanted) {
    if (html && wanted) {
      out.append('\n').append("  ".repeat(Math.min(stack.size(), 32)));
    }
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
