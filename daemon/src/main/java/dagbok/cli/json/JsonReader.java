package dagbok.cli.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON value: {@link JsonObject}, {@code List}, {@code String}, {@code Long}, {@code
 * BigDecimal} or {@code Boolean}. Nulls are left out.
 */
final class JsonReader {
  static final int MAX_DEPTH = 200;

  /** A list or object that is being read. */
  private static final class Frame {
    final @Nullable List<Object> list;
    final Map<String, Object> fields = new LinkedHashMap<>();
    String name = "";

    Frame(boolean isList) {
      list = isList ? new ArrayList<>() : null;
    }

    void add(Object value) {
      if (list != null) {
        list.add(value);
      } else {
        fields.put(name, value);
      }
    }

    Object value() {
      return list != null ? list : JsonObject.of(fields);
    }
  }

  private JsonReader() {}

  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  static Object read(String text) {
    try (JsonParser parser = factory().createParser(ObjectReadContext.empty(), text)) {
      Frame top = new Frame(true);
      readInto(top, parser);
      List<?> values = (List<?>) top.value();
      if (values.size() != 1) {
        throw new JsonException("not one JSON value");
      }
      return values.get(0);
    } catch (JacksonException e) {
      throw new JsonException("no JSON: " + e.getOriginalMessage(), e);
    } catch (NumberFormatException e) { // of an exponent that no BigDecimal has
      throw new JsonException("no JSON: " + e.getMessage(), e);
    }
  }

  private static void readInto(Frame top, JsonParser parser) {
    Deque<Frame> open = new ArrayDeque<>(List.of(top));
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      Frame frame = open.element();
      switch (token) {
        case START_OBJECT -> open.push(new Frame(false));
        case START_ARRAY -> open.push(new Frame(true));
        case END_OBJECT, END_ARRAY -> {
          open.pop();
          open.element().add(frame.value());
        }
        case PROPERTY_NAME -> frame.name = parser.currentName();
        case VALUE_STRING -> frame.add(parser.getString());
        case VALUE_TRUE -> frame.add(true);
        case VALUE_FALSE -> frame.add(false);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> frame.add(number(parser));
        default -> {}
      }
    }
  }

  private static Object number(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> parser.getDecimalValue();
    };
  }
}
