package dagbok.cli;

import dagbok.cli.http.Body;
import dagbok.cli.http.UnixHttp;
import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import dagbok.cli.term.Terminal;
import dagbok.config.ConfigException;
import dagbok.config.ConfigSources;
import dagbok.config.Home;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of one command: its global options, its terminal, and the way to the daemon. */
final class Session {
  private final Surroundings surroundings;
  private final Local local;
  private final Globals globals = new Globals();

  Session(Surroundings surroundings, Local local) {
    this.surroundings = surroundings;
    this.local = local;
  }

  Globals globals() {
    return globals;
  }

  Terminal terminal() {
    return surroundings.terminal();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Map<String, String> environment() {
    return surroundings.environment();
  }

  Patience patience() {
    return surroundings.patience();
  }

  Local local() {
    return local;
  }

  /** What to do, as it is shown to people. */
  String hint(String text) {
    return Hint.shown(text, Optional.ofNullable(globals.home));
  }

  /** A text with commands in quotes, each in the home that was asked for. */
  String inHome(String text) {
    return Hint.inHome(text, Optional.ofNullable(globals.home));
  }

  Home home() {
    Home home =
        Home.of(
            Optional.ofNullable(globals.home), surroundings.environment(), surroundings.userHome());
    home.folder()
        .filter(Files::isRegularFile)
        .ifPresent(
            file -> {
              throw new ConfigException(
                  "the home " + file + " is a file, not a folder",
                  "give a folder with --home or " + Home.VARIABLE);
            });
    return home;
  }

  ConfigSources settings() {
    return new ConfigSources(home(), surroundings.environment(), globals.assignments);
  }

  /** The daemon of this home; refuses settings that are wrong, though it does not need them. */
  Api api() {
    settings().checkAssignments();
    Home home = home();
    return new Api(new UnixHttp(home.socket()), new Faults(home));
  }

  /** The progress of what begins now; silent if scripts read along. */
  Progress progress(String label, long total) {
    return progress(label, total, Progress.Unit.BYTES);
  }

  private Progress progress(String label, long total, Progress.Unit unit) {
    return new Progress(terminal(), label, total, unit, !globals.json, surroundings.nanos());
  }

  /** The same of what is counted in percent. */
  Progress percent(String label) {
    return progress(label, 100, Progress.Unit.PERCENT);
  }

  /** Gets an object, with progress if it takes long. */
  JsonObject get(String path, String label) {
    try (Progress progress = progress(label, Progress.UNKNOWN)) {
      return api().get(path, patience().slow(), progress);
    }
  }

  /** Gets an object that the daemon has at hand. */
  JsonObject get(String path) {
    try (Progress progress = progress("Asking", Progress.UNKNOWN)) {
      return api().get(path, patience().quick(), progress);
    }
  }

  /** Gets a list that the daemon has at hand. */
  void lines(String path, Consumer<JsonObject> each) {
    try (Progress progress = progress("Asking", Progress.UNKNOWN)) {
      api().lines(path, patience().quick(), progress, each);
    }
  }

  /** Sends an object. */
  JsonObject post(String path, JsonObject object) {
    try (Progress progress = progress("Asking", Progress.UNKNOWN)) {
      return api().post(path, object, patience().quick(), progress);
    }
  }

  /** Sends a CAR. */
  JsonObject sendCar(String path, Body body, String label) {
    try (Progress progress = progress(label, body.length())) {
      return api().send(path, "application/vnd.ipld.car", body, patience().slow(), progress);
    }
  }

  /** Prints an object: as it is for scripts, or as {@code human} does. */
  void print(JsonObject object, Consumer<JsonObject> human) {
    if (globals.json) {
      terminal().data(object.toString());
    } else {
      human.accept(object);
    }
  }

  /** Sends what was printed, and ends the command if nobody can read it. */
  void flush() {
    Optional<String> failure = terminal().out().failure();
    if (failure.isPresent()) {
      throw new Failure(
          ExitCode.FAILED,
          "can't write the output (" + failure.get() + ")",
          "see that the disk is not full");
    }
  }
}
