package dagbok.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String ALL =
      "{\"t\":\"å\\u001B\\\"\",\"n\":-7,\"f\":1.50,\"big\":99999999999999999999,\"b\":true,"
          + "\"l\":[\"x\",{\"y\":[]},[1,[\"z\"]]],\"o\":{\"k\":\"v\"},\"e\":{}}";

  @Test
  void fieldsByNameAndForm() {
    JsonObject object = JsonObject.parse(ALL);

    assertThat(object.text("t")).contains("å\u001b\"");
    assertThat(object.whole("n")).hasValue(-7);
    assertThat(object.text("n")).contains("-7");
    assertThat(object.text("f")).contains("1.50");
    assertThat(object.text("big")).contains("99999999999999999999");
    assertThat(object.flag("b")).isTrue();
    assertThat(object.texts("l")).containsExactly("x");
    assertThat(object.objects("l")).map(JsonObject::toString).containsExactly("{\"y\":[]}");
    assertThat(object.object("o").flatMap(o -> o.text("k"))).contains("v");
  }

  @Test
  void otherFormsAndNullAreAbsent() {
    JsonObject object = JsonObject.parse("{\"t\":\"x\",\"null\":null,\"l\":[null]}");

    assertThat(object.has("null")).isFalse();
    assertThat(object.text("null")).isEmpty();
    assertThat(object.whole("t")).isEmpty();
    assertThat(object.flag("t")).isFalse();
    assertThat(object.object("t")).isEmpty();
    assertThat(object.texts("t")).isEmpty();
    assertThat(object.texts("l")).isEmpty();
    assertThat(object.text("l")).isEmpty();
    assertThat(object.whole("none", 5)).isEqualTo(5);
  }

  @Test
  void oneLineStaysAsItCame() {
    assertThat(JsonObject.parse(" { \"a\" : 1.0, \"b\":null } \n"))
        .hasToString("{ \"a\" : 1.0, \"b\":null }");
  }

  @Test
  void severalLinesBecomeOne() {
    assertThat(JsonObject.parse(ALL.replace(",", ",\n"))).hasToString(ALL);
  }

  @Test
  void builtObjectsAreEscaped() {
    JsonObject object =
        JsonObject.builder()
            .put("t", "a\n\"\\\u0000é")
            .put("none", Optional.empty())
            .put("n", 5)
            .put("b", false)
            .putTexts("l", List.of("x", "y"))
            .putObjects("o", List.of(JsonObject.EMPTY))
            .putJson("j", "[1,\"x\"]")
            .build();

    assertThat(object)
        .hasToString(
            "{\"t\":\"a\\n\\\"\\\\\\u0000é\",\"n\":5,\"b\":false,\"l\":[\"x\",\"y\"],\"o\":[{}],"
                + "\"j\":[1,\"x\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{}{}",
        "{a:1}",
        "{\"a\":}",
        "<html>",
        "null",
        "{\"a\":11111111111E11111111111}"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> JsonObject.parse(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void depthHasABound() {
    String bomb = "{\"a\":".repeat(100_000);

    assertThatThrownBy(() -> JsonObject.parse(bomb)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonText.indented(bomb)).isInstanceOf(JsonException.class);
  }

  @Test
  void textIsSetAnewWithoutLoss() {
    assertThat(JsonText.indented("{\"a\":[1.50,{}],\"b\":null}"))
        .isEqualTo("{\n  \"a\" : [\n    1.50,\n    { }\n  ],\n  \"b\" : null\n}");
    assertThat(JsonText.oneLine("{\n\"a\": [1.50, null, 99999999999999999999]}"))
        .isEqualTo("{\"a\":[1.50,null,99999999999999999999]}");
    assertThatThrownBy(() -> JsonText.oneLine("nope")).isInstanceOf(JsonException.class);
    String huge = "[" + "8".repeat(30) + "e" + "8".repeat(60) + "]";
    assertThatThrownBy(() -> JsonText.oneLine(huge)).isInstanceOf(JsonException.class);
  }
}
