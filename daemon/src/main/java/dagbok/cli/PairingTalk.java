package dagbok.cli;

import dagbok.cli.http.Transfer;
import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Prompt;
import dagbok.cli.term.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What both sides of pairing say to their person at a terminal. */
final class PairingTalk {
  private static final long POLL_MILLIS = 500;

  /** How long one waits for the other side; the daemon ends it before. */
  private static final long MAX_POLLS = TimeUnit.MINUTES.toMillis(65) / POLL_MILLIS;

  /** How often a file may be the wrong one. */
  private static final int TRIES = 8;

  private static final long MAX_FILE_BYTES = 1 << 21;

  private final Session session;
  private final String path;
  private final Terminal terminal;
  private final Prompt prompt;
  private volatile boolean isOver;

  /** {@code path}: of the invitation or the attempt in the API; ended there if one breaks off. */
  PairingTalk(Session session, String path) {
    this.session = session;
    this.path = path;
    Terminal all = session.terminal();
    this.terminal =
        session.globals().json // what is printed is for scripts, what is said here for people
            ? new Terminal(
                all.in(),
                all.err(),
                all.err(),
                all.inIsTerminal(),
                all.errIsTerminal(),
                all.errIsTerminal(),
                all.width(),
                false)
            : all;
    this.prompt = new Prompt(terminal);
  }

  Prompt prompt() {
    return prompt;
  }

  /** Control-C at a terminal in what follows ends it at the daemon, too. */
  void cancelWhenBrokenOff() {
    if (terminal.inIsTerminal()) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::cancelUnlessOver, "cancel"));
    }
  }

  private void cancelUnlessOver() {
    try {
      if (!isOver) {
        cancel();
      }
    } catch (Failure e) {
      isOver = true; // the daemon is gone, and what it waited for with it
    }
  }

  void cancel() {
    isOver = true;
    JsonObject unused = session.api().delete(path, session.patience().quick(), Transfer.SILENT);
  }

  void over() {
    isOver = true;
  }

  /** Waits until it has come to one of these stages, or ended, which fails. */
  JsonObject await(Set<String> stages) {
    for (long i = 0; i < MAX_POLLS; i++) {
      JsonObject now = checked(session.get(path));
      if (stages.contains(now.text("stage", ""))) {
        return now;
      }
      pause();
    }
    throw new Failure(ExitCode.FAILED, "the other device was awaited too long", "begin again");
  }

  /** The same, unless it ended. */
  JsonObject checked(JsonObject now) {
    if (!now.text("stage", "").equals("ended")) {
      return now;
    }
    isOver = true;
    JsonObject why = now.object("why").orElse(JsonObject.EMPTY);
    throw new Failure(
        ExitCode.FAILED, why.text("error", "it has ended"), why.text("hint", "begin again"));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted", "begin again");
    }
  }

  /** Shows the words and asks whether the other screen shows them; ends it if not. */
  void compare(JsonObject now, String question) {
    showWords(now);
    String answer = prompt.ask(question + " [y/N]").orElse("").toLowerCase(Locale.ROOT);
    if (!answer.equals("y") && !answer.equals("yes")) {
      cancel();
      throw new Failure(
          ExitCode.FAILED,
          "cancelled; nothing was granted",
          "if the words differed, somebody is between the devices: pair them on another network");
    }
  }

  /** Shows the words. */
  void showWords(JsonObject now) {
    terminal.line("");
    terminal.heading("  " + String.join("  ", now.texts("words")));
    terminal.line("");
  }

  /** Writes what is to be carried; the file is for its owner alone. */
  void write(Path file, JsonObject now) {
    String text = now.text("file").orElseThrow(() -> lacking(file)) + "\n";
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text, StandardCharsets.US_ASCII);
      Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UnsupportedOperationException e) {
      throw new Failure(
          ExitCode.FAILED,
          "can't write " + file + " (" + e.getMessage() + ")",
          "name a file in a folder that you may write to");
    }
  }

  private static Failure lacking(Path file) {
    return new Failure(
        ExitCode.FAILED, "there is nothing to carry in " + file, "begin again on both devices");
  }

  String read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("it is too large");
      }
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "can't read " + file + " (" + e.getMessage() + ")",
          "name the file that the other device wrote");
    }
  }

  /** Waits for the file to come back, and gives what the daemon says to it. */
  JsonObject carried(Path file, String where) {
    for (int i = 0; i < TRIES; i++) {
      Optional<String> enter =
          prompt.ask("Carry " + file + " to " + where + "; press Enter when it is back:");
      if (enter.isEmpty()) {
        cancel();
        throw new Failure(ExitCode.FAILED, "cancelled", "begin again on both devices");
      }
      try {
        return checked(
            session.post(path + "/file", JsonObject.builder().put("file", read(file)).build()));
      } catch (Failure e) {
        if (e.code() != ExitCode.USAGE) {
          throw e;
        }
        terminal.line("That is not it: " + e.error() + ".");
      }
    }
    cancel();
    throw new Failure(ExitCode.FAILED, "the file did not come back", "begin again on both devices");
  }
}
