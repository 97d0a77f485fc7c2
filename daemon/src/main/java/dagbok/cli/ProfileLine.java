package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Text;
import java.util.ArrayList;
import java.util.List;

/** Profiles in a line each, for people. */
final class ProfileLine {
  private ProfileLine() {}

  static Table table(List<JsonObject> profiles) {
    Table table = new Table();
    profiles.forEach(profile -> add(table, profile));
    return table;
  }

  private static void add(Table table, JsonObject profile) {
    table.row(
        profile.text("name", "(no name)"),
        relation(profile),
        Text.count(profile.whole("live", 0), "entry"),
        state(profile),
        profile.text("profile", "?"));
  }

  static String relation(JsonObject profile) {
    if (profile.flag("own")) {
      return profile.flag("inUse") ? "yours, in use" : "yours";
    }
    if (profile.flag("followed")) {
      return "followed";
    }
    return profile.texts("followedBy").isEmpty() ? "kept" : "followed by another of yours";
  }

  static String state(JsonObject profile) {
    List<String> words = new ArrayList<>();
    words.add(profile.flag("inStep") ? "in step" : "catching up");
    if (profile.has("pinned")) {
      words.add(profile.flag("pinned") ? "pinned" : "not pinned");
    } else {
      words.add("not to be kept");
    }
    return String.join(", ", words);
  }
}
