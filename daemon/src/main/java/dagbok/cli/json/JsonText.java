package dagbok.cli.json;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** JSON text set anew, value for value the same. */
public final class JsonText {
  private JsonText() {}

  /**
   * Any JSON value over several lines, for people.
   *
   * @throws JsonException if {@code json} is none
   */
  public static String indented(String json) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    return copy(
        json,
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return printer;
          }
        });
  }

  /**
   * Any JSON value in one line.
   *
   * @throws JsonException if {@code json} is none
   */
  public static String oneLine(String json) {
    return copy(json, ObjectWriteContext.empty());
  }

  private static String copy(String json, ObjectWriteContext context) {
    StringWriter text = new StringWriter();
    try (JsonParser parser = JsonReader.factory().createParser(ObjectReadContext.empty(), json);
        JsonGenerator out = JsonReader.factory().createGenerator(context, text)) {
      while (parser.nextToken() != null) {
        out.copyCurrentEventExact(parser);
      }
    } catch (JacksonException e) {
      throw new JsonException("no JSON: " + e.getOriginalMessage(), e);
    } catch (NumberFormatException e) { // of an exponent that no BigDecimal has
      throw new JsonException("no JSON: " + e.getMessage(), e);
    }
    return text.toString();
  }
}
