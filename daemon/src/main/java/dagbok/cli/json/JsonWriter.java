package dagbok.cli.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes an object as one line of JSON. */
final class JsonWriter {
  /** A list or object that is being written, and what of it is left. */
  private record Frame(boolean isList, Iterator<?> left) {}

  private JsonWriter() {}

  static String write(JsonObject object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out =
        JsonReader.factory().createGenerator(ObjectWriteContext.empty(), text)) {
      Deque<Frame> open = new ArrayDeque<>();
      start(object, out, open);
      while (!open.isEmpty()) {
        step(out, open);
      }
    }
    return text.toString();
  }

  private static void step(JsonGenerator out, Deque<Frame> open) {
    Frame frame = open.element();
    if (!frame.left().hasNext()) {
      open.pop();
      end(frame, out);
      return;
    }
    Object next = frame.left().next();
    if (next instanceof Map.Entry<?, ?> field) {
      out.writeName((String) field.getKey());
      value(field.getValue(), out, open);
    } else {
      value(next, out, open);
    }
  }

  private static void end(Frame frame, JsonGenerator out) {
    if (frame.isList()) {
      out.writeEndArray();
    } else {
      out.writeEndObject();
    }
  }

  private static void value(Object value, JsonGenerator out, Deque<Frame> open) {
    if (value instanceof JsonObject || value instanceof List) {
      start(value, out, open);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      out.writeString(value.toString());
    }
  }

  private static void start(Object value, JsonGenerator out, Deque<Frame> open) {
    if (value instanceof JsonObject object) {
      out.writeStartObject();
      open.push(new Frame(false, object.fields().entrySet().iterator()));
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      open.push(new Frame(true, list.iterator()));
    }
  }
}
