package dagbok.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration file, whatever stands in it, and changes to it. */
class ConfigFuzzTest {
  private static final ConfigFile FILE = new ConfigFile(Path.of("dagbok.toml"));

  @FuzzTest
  void toml(byte[] data) {
    String text = Texts.utf8(data);
    Map<String, String> before;
    try {
      before = values(text);
    } catch (ConfigException e) {
      Check.that(!e.error().isEmpty() && !e.hint().isEmpty(), "a refusal without words");
      return;
    }
    for (Setting<?> setting : Settings.ALL) {
      checkEdit(text, before, setting);
    }
  }

  private static Map<String, String> values(String text) {
    return FILE.values(text).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().text()));
  }

  /** An edit that can be read afterwards changes this setting and no other. */
  private static <T> void checkEdit(String text, Map<String, String> before, Setting<T> setting) {
    String value = setting.toml(setting.parse(setting.standard(), "test"));
    Map<String, String> after;
    try {
      after = values(ConfigEditor.edited(text, setting.key(), value));
    } catch (ConfigException e) {
      return; // which the editor refuses to write
    }
    if (after.remove(setting.key()) != null) {
      before.forEach(
          (key, old) ->
              Check.that(
                  key.equals(setting.key()) || old.equals(after.get(key)), key + " changed too"));
    }
  }

  @FuzzTest
  void apiAddress(byte[] data) {
    try {
      ApiAddress address = ApiAddress.parse(Texts.anything(data));
      Check.that(address.url().getHost() != null, "an address without a host");
    } catch (IllegalArgumentException e) {
      // none
    }
  }
}
