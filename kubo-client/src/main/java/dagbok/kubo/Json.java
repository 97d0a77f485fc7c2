package dagbok.kubo;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Kubo's JSON: fields that must be there are, or the answer is not understood. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MAX_QUOTED_CHARS = 200;

  private Json() {}

  static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      String start = text.substring(0, Math.min(text.length(), MAX_QUOTED_CHARS));
      throw new KuboException(
          KuboException.Reason.PROTOCOL, "Kubo's answer is no JSON: " + start, e);
    }
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static Optional<String> optionalText(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  static String text(JsonNode node, String field) {
    return optionalText(node, field).orElseThrow(() -> missing(node, field));
  }

  static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber()) {
      throw missing(node, field);
    }
    return value.longValue();
  }

  static Cid cid(JsonNode node, String field) {
    return cid(text(node, field));
  }

  static Cid cid(String text) {
    try {
      return Cid.parse(text);
    } catch (CidFormatException e) {
      throw new KuboException(
          KuboException.Reason.PROTOCOL, "Kubo named \"" + text + "\": " + e.getMessage(), e);
    }
  }

  /** The texts of a list; Kubo writes {@code null} for an empty one. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      texts.add(item.asString());
    }
    return List.copyOf(texts);
  }

  private static KuboException missing(JsonNode node, String field) {
    String text = node.toString();
    return Failures.unexpected(
        "Kubo's answer has no \""
            + field
            + "\": "
            + text.substring(0, Math.min(text.length(), MAX_QUOTED_CHARS)));
  }
}
