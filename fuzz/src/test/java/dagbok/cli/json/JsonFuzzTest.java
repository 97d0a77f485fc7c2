package dagbok.cli.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;

/** JSON that a daemon, or what sits at its address, answers to a command. */
class JsonFuzzTest {
  @FuzzTest
  void object(byte[] data) {
    JsonObject object;
    try {
      object = JsonObject.parse(Texts.utf8(data));
    } catch (JsonException e) {
      return;
    }
    for (String name : object.names()) {
      object.text(name);
      object.whole(name);
      object.flag(name);
      object.object(name);
      object.objects(name);
      object.texts(name);
      object.wholes(name);
    }
    String text = object.toString();
    Check.same(JsonObject.parse(text).toString(), text, "JSON in one line");
  }

  @FuzzTest
  void text(byte[] data) {
    String text = Texts.utf8(data);
    try {
      String line = JsonText.oneLine(text);
      Check.same(JsonText.oneLine(JsonText.indented(text)), line, "JSON, indented and back");
    } catch (JsonException e) {
      // none
    }
  }
}
