package dagbok.schema;

import dagbok.codec.Ipld;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a payload says: a kind and that kind's value, whatever it is. Of any value, only the generic
 * form is demanded: no links, no floats, no integer out of range, a bound on depth. So kinds that
 * nobody here knows are kept and served.
 *
 * <p>{@link Control#of} reads the four control kinds strictly, {@link Display#of} the others
 * leniently.
 */
public record Body(String kind, Ipld value) {
  /** The kinds of control entries. */
  public static final Set<String> CONTROL_KINDS = Set.of("root", "grant", "revoke", "delete");

  /** What of the payload's depth is left for the value: the payload and the union come first. */
  private static final int MAX_VALUE_DEPTH = Payload.MAX_DEPTH - 2;

  /** Checks the generic form. */
  public Body {
    Form.text("body's kind", kind, Payload.MAX_BYTES);
    checkGeneric(value);
  }

  static Body read(Ipld value) {
    Map<String, Ipld> fields = Values.struct(value, "body").fields();
    Form.that(fields.size() == 1, "one key in body", String.valueOf(fields.size()));
    Map.Entry<String, Ipld> field = fields.entrySet().iterator().next();
    return new Body(field.getKey(), field.getValue());
  }

  Ipld toIpld() {
    return Ipld.map(Map.of(kind, value));
  }

  /** Whether the kind is one of the four that only control entries may have. */
  public boolean isControl() {
    return CONTROL_KINDS.contains(kind);
  }

  private record Step(Ipld value, int depth) {}

  private static void checkGeneric(Ipld root) {
    Deque<Step> stack = new ArrayDeque<>();
    stack.push(new Step(root, 1));
    while (!stack.isEmpty()) {
      Step step = stack.pop();
      Iterable<Ipld> inside = inside(step.value);
      boolean tooDeep = step.depth > MAX_VALUE_DEPTH && isNest(step.value);
      Form.that(!tooDeep, "depth of at most " + Payload.MAX_DEPTH, "more");
      for (Ipld value : inside) {
        stack.push(new Step(value, step.depth + 1));
      }
    }
  }

  private static boolean isNest(Ipld value) {
    return value instanceof Ipld.Array || value instanceof Ipld.Struct;
  }

  /** What {@code value} holds, itself checked. */
  private static Iterable<Ipld> inside(Ipld value) {
    if (value instanceof Ipld.Array array) {
      return array.items();
    }
    if (value instanceof Ipld.Struct struct) {
      return struct.fields().values();
    }
    if (value instanceof Ipld.Int number) {
      Form.integer("an integer in body", number.value());
    }
    Form.that(!(value instanceof Ipld.Link), "no link in body", "link");
    Form.that(!(value instanceof Ipld.Real), "no float in body", "float");
    return List.of();
  }
}
