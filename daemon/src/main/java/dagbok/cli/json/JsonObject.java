package dagbok.cli.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Fields that are missing, null or of another form are absent, so that a daemon of
 * another version can be talked with. Immutable.
 */
public final class JsonObject {
  /** The object without fields. */
  public static final JsonObject EMPTY = new JsonObject(Map.of(), null);

  private final Map<String, Object> fields;
  private final @Nullable String source;

  private JsonObject(Map<String, Object> fields, @Nullable String source) {
    this.fields = fields;
    this.source = source;
  }

  /**
   * The object that {@code text} is.
   *
   * @throws JsonException if it is none
   */
  public static JsonObject parse(String text) {
    Object value = JsonReader.read(text);
    if (value instanceof JsonObject object) {
      return new JsonObject(object.fields, text.strip().contains("\n") ? null : text.strip());
    }
    throw new JsonException("no JSON object");
  }

  static JsonObject of(Map<String, Object> fields) {
    return new JsonObject(fields, null);
  }

  /** Makes an object, field by field. */
  public static Builder builder() {
    return new Builder();
  }

  /** The names of the fields, in order. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** Whether there is a field of this name that is not null. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A text; of a number or truth value, how JSON writes it. */
  public Optional<String> text(String name) {
    Object value = fields.get(name);
    return value == null || value instanceof List || value instanceof JsonObject
        ? Optional.empty()
        : Optional.of(value.toString());
  }

  /** A text, or {@code otherwise}. */
  public String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  /** A whole number. */
  public OptionalLong whole(String name) {
    return fields.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** A whole number, or {@code otherwise}. */
  public long whole(String name, long otherwise) {
    return whole(name).orElse(otherwise);
  }

  /** A truth value; false if absent. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** An object. */
  public Optional<JsonObject> object(String name) {
    return fields.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** The objects in a list. */
  public List<JsonObject> objects(String name) {
    return elements(name, JsonObject.class);
  }

  /** The whole numbers of a list; none if it is not there. */
  public List<Long> wholes(String name) {
    return elements(name, Long.class);
  }

  /** The texts in a list. */
  public List<String> texts(String name) {
    return elements(name, String.class);
  }

  private <T> List<T> elements(String name, Class<T> form) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().filter(form::isInstance).map(form::cast).toList()
        : List.of();
  }

  Map<String, Object> fields() {
    return fields;
  }

  /** The object in one line of JSON; as it came, if it was read from one line. */
  @Override
  public String toString() {
    return source != null ? source : JsonWriter.write(this);
  }

  /** Collects fields; for one thread. */
  public static final class Builder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Builder() {}

    /** A text. */
    public Builder put(String name, String text) {
      fields.put(name, text);
      return this;
    }

    /** A text, if there is one. */
    public Builder put(String name, Optional<String> text) {
      text.ifPresent(present -> fields.put(name, present));
      return this;
    }

    /** A whole number. */
    public Builder put(String name, long number) {
      fields.put(name, number);
      return this;
    }

    /** A truth value. */
    public Builder put(String name, boolean flag) {
      fields.put(name, flag);
      return this;
    }

    /**
     * Any value, given as JSON.
     *
     * @throws JsonException if it is none
     */
    public Builder putJson(String name, String json) {
      fields.put(name, JsonReader.read(json));
      return this;
    }

    /** Texts. */
    public Builder putTexts(String name, List<String> texts) {
      fields.put(name, new ArrayList<Object>(texts));
      return this;
    }

    /** Objects. */
    public Builder putObjects(String name, List<JsonObject> objects) {
      fields.put(name, new ArrayList<Object>(objects));
      return this;
    }

    /** The object. */
    public JsonObject build() {
      return new JsonObject(new LinkedHashMap<>(fields), null);
    }
  }
}
