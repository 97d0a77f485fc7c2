package dagbok.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON in and out. Unknown fields in requests are errors, so that a misspelt one shows. */
final class Json {
  /** The deepest that a request may be nested. */
  private static final int MAX_DEPTH = 16;

  private static final String LINES = "application/jsonl; charset=utf-8";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .addModule(
              new SimpleModule()
                  .addSerializer(Cid.class, new AsText<>(Cid.class))
                  .addSerializer(ProfileId.class, new AsText<>(ProfileId.class)))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private Json() {}

  /** Writes a value by its own text form. */
  private static final class AsText<T> extends ValueSerializer<T> {
    private final Class<T> type;

    private AsText(Class<T> type) {
      this.type = type;
    }

    @Override
    public Class<?> handledType() {
      return type;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toString());
    }
  }

  static Answer answer(Object value) {
    return answer(200, value);
  }

  static Answer answer(int status, Object value) {
    return Answer.bytes(status, "application/json", MAPPER.writeValueAsBytes(value));
  }

  /** One object a line. */
  static Answer lines(List<?> values) {
    StringBuilder lines = new StringBuilder();
    for (Object value : values) {
      lines.append(MAPPER.writeValueAsString(value)).append('\n');
    }
    return Answer.text(200, LINES, lines.toString());
  }

  /** Writes one object a line. */
  interface Lines {
    void write(Object value) throws IOException;
  }

  /** Writes lines as they are made. */
  interface LinesBody {
    void writeTo(Lines lines) throws IOException;
  }

  /** One object a line, of which not all need to be in memory. */
  static Answer lines(LinesBody body) {
    return new Answer.Streamed(
        200,
        Map.of("Content-Type", LINES),
        out ->
            body.writeTo(
                value -> {
                  out.write(MAPPER.writeValueAsBytes(value));
                  out.write('\n');
                }));
  }

  static <T> T read(InputStream in, Class<T> type) throws IOException {
    return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
  }

  static <T> T read(String json, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the request's JSON is not as expected: " + e.getOriginalMessage(),
          "compare it with /openapi.json");
    }
    if (value == null) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "the request's JSON is null", "compare it with /openapi.json");
    }
    return value;
  }
}
