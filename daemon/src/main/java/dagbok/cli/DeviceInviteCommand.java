package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok device invite}. */
@Command(
    name = "invite",
    description = {
      "Invites another device to write to the profile in use: shows a code to type there, then",
      "four words to compare. The code works once, for ten minutes; one wrong code ends it.",
      "With --json it prints the code and ends; go on with 'dagbok device confirm'.",
      "With --file nothing needs a network: one file goes to the other device and back, twice."
    },
    footer = {
      "  dagbok device invite",
      "  dagbok device invite --name phone",
      "  dagbok device invite --json",
      "  dagbok device invite --file /media/stick/pair",
    })
final class DeviceInviteCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--name", paramLabel = "NAME", description = "What to call the device here.")
  private @Nullable String name;

  @Option(names = "--file", paramLabel = "FILE", description = "The file that is carried.")
  private @Nullable Path file;

  DeviceInviteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (session.globals().json && file != null) {
      throw new Failure(
          ExitCode.USAGE, "--json and --file exclude each other", "dagbok device invite --json");
    }
    String profile = "profiles/" + ProfileChoice.of(session, null).segment();
    JsonObject.Builder request = JsonObject.builder().put("byFile", file != null);
    if (name != null) {
      request.put("name", name);
    }
    JsonObject invited = session.post(profile + "/devices/invite", request.build());
    if (session.globals().json) {
      session
          .terminal()
          .data(
              JsonObject.builder()
                  .put("code", invited.text("code", ""))
                  .put("expires", invited.whole("expires", 0))
                  .put("text", invited.text("text", ""))
                  .build()
                  .toString());
      return ExitCode.DONE.number();
    }
    PairingTalk talk = new PairingTalk(session, "invitation");
    talk.cancelWhenBrokenOff();
    show(invited);
    if (file == null) {
      confirm(session, talk);
    } else {
      byFile(talk, invited, file);
    }
    return ExitCode.DONE.number();
  }

  private void show(JsonObject invited) {
    Terminal terminal = session.terminal();
    if (file == null) {
      QrText.print(terminal, invited.texts("qr"));
    }
    terminal.heading("Code: " + invited.text("code", "?"));
    terminal.line("Until " + Instant.ofEpochSecond(invited.whole("expires", 0)));
    terminal.line("On the other device, run 'dagbok device join'.");
    if (file == null) {
      invited
          .texts("addresses")
          .forEach(address -> terminal.line("If it finds nobody, add: --peer " + address));
    }
    terminal.out().flush();
  }

  private void byFile(PairingTalk talk, JsonObject invited, Path carried) {
    talk.write(carried, invited);
    String there = "the other device, and run 'dagbok device join --file FILE' there";
    JsonObject met = talk.carried(carried, there);
    talk.write(carried, met);
    JsonObject asked = talk.carried(carried, "the other device");
    talk.compare(asked, question(asked));
    JsonObject done = session.post("invitation/confirm", JsonObject.EMPTY);
    talk.write(carried, done);
    talk.over();
    session.terminal().line("Granted. Carry " + carried + " to the other device once more.");
  }

  static String question(JsonObject asked) {
    return "Does " + asked.text("asking", "the other device") + " show the same words?";
  }

  /** Waits for the other device, shows the words, and grants it if the person says so. */
  static JsonObject confirm(Session session, PairingTalk talk) {
    JsonObject asked = talk.await(Set.of("asked", "done"));
    talk.compare(asked, question(asked));
    JsonObject done = session.post("invitation/confirm", JsonObject.EMPTY);
    talk.over();
    String granted = done.text("asking", "It") + " is one of your devices now.";
    session.print(
        JsonObject.builder()
            .put("profile", done.text("profile", ""))
            .put("name", done.text("asking", ""))
            .build(),
        object -> session.terminal().line(granted));
    return done;
  }
}
