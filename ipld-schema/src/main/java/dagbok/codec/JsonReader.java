package dagbok.codec;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * DAG-JSON out of a text, by Jackson's tokens. Recurses at most as deep as {@link #MAX_NESTING}.
 */
final class JsonReader {
  /** Bytes take two maps in JSON and count nothing in the value. */
  private static final int MAX_NESTING = DagCbor.MAX_DEPTH + 2;

  /** Longer than every integer of 64 bits and every float that anybody writes. */
  private static final int MAX_NUMBER_CHARS = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static Ipld read(String text) throws DecodeException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonReader(parser).only();
    }
  }

  private Ipld only() throws DecodeException {
    try {
      Ipld value = value(parser.nextToken(), 0);
      if (parser.nextToken() != null) {
        throw bad("text after the value");
      }
      return value;
    } catch (JacksonException e) {
      throw new DecodeException(at(parser.currentLocation()) + e.getOriginalMessage());
    }
  }

  /** The value that begins with {@code token}, and stands within {@code depth} maps and lists. */
  private Ipld value(@Nullable JsonToken token, int depth) throws DecodeException {
    if (token == null) {
      throw bad("no value");
    }
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> Ipld.of(text(parser.getString()));
      case VALUE_NUMBER_INT -> Ipld.of(integer());
      case VALUE_NUMBER_FLOAT -> new Ipld.Real(real());
      case VALUE_TRUE -> Ipld.of(true);
      case VALUE_FALSE -> Ipld.of(false);
      case VALUE_NULL -> Ipld.NULL;
      default -> throw bad("no value");
    };
  }

  private Ipld array(int depth) throws DecodeException {
    expectDepth(depth);
    List<Ipld> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(token, depth));
      token = parser.nextToken();
    }
    return new Ipld.Array(items);
  }

  private Ipld object(int depth) throws DecodeException {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = text(parser.currentName());
      if (fields.containsKey(key)) {
        throw bad("duplicate map key");
      }
      fields.put(key, value(parser.nextToken(), depth));
    }
    if (SlashForm.reserves(fields)) {
      return reserved(fields);
    }
    if (depth < MAX_NESTING) { // else it is within a map that can only be bytes
      expectDepth(depth);
    }
    return new Ipld.Struct(fields);
  }

  private void expectDepth(int depth) throws DecodeException {
    if (depth > DagCbor.MAX_DEPTH) {
      throw bad("nested deeper than " + DagCbor.MAX_DEPTH);
    }
  }

  private Ipld reserved(Map<String, Ipld> fields) throws DecodeException {
    if (fields.size() != 1) {
      throw bad("more keys beside \"/\"");
    }
    Ipld value = fields.get(SlashForm.SLASH);
    if (value instanceof Ipld.Text text) {
      return link(text.value());
    }
    if (value instanceof Ipld.Struct inner
        && inner.fields().size() == 1
        && inner.fields().get(SlashForm.BYTES) instanceof Ipld.Text text) {
      return bytes(text.value());
    }
    throw bad("more keys beside \"bytes\"");
  }

  private Ipld link(String text) throws DecodeException {
    try {
      Cid cid = Cid.parse(text);
      if (!cid.toString().equals(text)) {
        throw bad("link is not written as " + cid);
      }
      return Ipld.link(cid);
    } catch (CidFormatException e) {
      throw bad("link to no CID that is taken: " + e.getMessage());
    }
  }

  private Ipld bytes(String base64) throws DecodeException {
    try {
      byte[] bytes = JsonWriter.BASE64.decode(base64);
      if (JsonWriter.BASE64.encode(bytes).equals(base64)) {
        return Ipld.of(bytes);
      }
    } catch (IllegalArgumentException e) {
      throw bad("bytes are not base64 without padding");
    }
    throw bad("bytes are not canonical base64");
  }

  private String text(String text) throws DecodeException {
    try {
      Utf8Text.check(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw bad("text is not UTF-8: " + e.getMessage());
    }
  }

  private long integer() throws DecodeException {
    try {
      return Long.parseLong(parser.getString());
    } catch (NumberFormatException e) {
      throw bad("integer over 64 bits signed");
    }
  }

  private double real() throws DecodeException {
    double value = Double.parseDouble(parser.getString());
    if (!Double.isFinite(value)) {
      throw bad("float out of range");
    }
    return value;
  }

  private DecodeException bad(String what) {
    return new DecodeException(at(parser.currentTokenLocation()) + what);
  }

  private static String at(TokenStreamLocation location) {
    return "DAG-JSON, character " + location.getCharOffset() + ": ";
  }
}
