package dagbok.cli;

import dagbok.cli.json.JsonException;
import dagbok.cli.json.JsonObject;
import dagbok.cli.json.JsonText;
import dagbok.cli.term.Progress;
import java.util.Optional;
import java.util.function.Predicate;

/** Prints objects as DAG-JSON: in one line for scripts, indented for people. */
final class Inspection {
  private final Session session;

  Inspection(Session session) {
    this.session = session;
  }

  /** The object that the API has at {@code path}. */
  void print(String path) {
    printJson(text(path));
  }

  /**
   * The object with this CID, if it is of the kind.
   *
   * @param kind its name, for the error
   */
  void print(Reference cid, String kind, Predicate<JsonObject> isOfKind) {
    String json = text("inspect/" + cid.segment());
    if (!isOfKind.test(parsed(json))) {
      throw new Failure(
          ExitCode.FAILED,
          "this object is no " + kind,
          "run 'dagbok inspect " + cid.name() + "' to see what it is",
          Optional.of(cid.name()));
    }
    printJson(json);
  }

  private void printJson(String json) {
    if (session.globals().json) {
      session.terminal().data(JsonText.oneLine(json));
    } else {
      session.terminal().line(JsonText.indented(json));
    }
  }

  private static JsonObject parsed(String json) {
    try {
      return JsonObject.parse(json);
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  private String text(String path) {
    try (Progress progress = session.progress("Looking for it", Progress.UNKNOWN)) {
      return session.api().text(path, session.patience().slow(), progress);
    }
  }
}
