package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok device join}. */
@Command(
    name = "join",
    description = {
      "Makes this machine a device of a profile that another one writes to. It asks for the code",
      "that 'dagbok device invite' shows there; from scripts it is the first line of the input,",
      "since everybody on a machine can read command lines."
    },
    footer = {
      "  dagbok device join",
      "  dagbok device join --peer http://192.168.1.5:8471",
      "  dagbok device join --name phone",
      "  dagbok device join --file /media/stick/pair",
    })
final class DeviceJoinCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--peer",
      paramLabel = "ADDRESS",
      description = "Where the other device is; can be given again.")
  private List<String> peers = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "What to call this machine.")
  private @Nullable String name;

  @Option(names = "--file", paramLabel = "FILE", description = "The file that is carried.")
  private @Nullable Path file;

  DeviceJoinCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PairingTalk talk = new PairingTalk(session, "join");
    String code =
        talk.prompt()
            .ask("Code:")
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.USAGE,
                        "there is no code",
                        "type what 'dagbok device invite' shows on the other device"));
    JsonObject.Builder request = JsonObject.builder().put("code", code).putTexts("peers", peers);
    if (name != null) {
      request.put("name", name);
    }
    if (file != null) {
      request.put("file", talk.read(file));
    }
    JsonObject begun = session.post("join", request.build());
    talk.cancelWhenBrokenOff();
    JsonObject done = file == null ? byNetwork(talk) : byFile(talk, begun, file);
    talk.over();
    session.print(
        JsonObject.builder()
            .put("profile", done.text("profile", ""))
            .put("name", done.text("profileName", ""))
            .build(),
        object ->
            session
                .terminal()
                .line(
                    "This machine writes as "
                        + done.text("profileName", "?")
                        + " now, as soon as it has fetched what there is."));
    return ExitCode.DONE.number();
  }

  private JsonObject byNetwork(PairingTalk talk) {
    agree(talk, talk.await(Set.of("asked", "done")));
    return talk.await(Set.of("done"));
  }

  private void agree(PairingTalk talk, JsonObject asked) {
    talk.compare(
        asked,
        "Writing as "
            + asked.text("profileName", "?")
            + ": does the other device show the same words?");
    JsonObject unused = session.post("join/agree", JsonObject.EMPTY);
  }

  /** The words are compared at the end, since the other screen shows them only then. */
  private JsonObject byFile(PairingTalk talk, JsonObject begun, Path carried) {
    talk.write(carried, begun);
    JsonObject asked = talk.carried(carried, "the device that invites");
    talk.write(carried, asked);
    talk.showWords(asked);
    JsonObject unused = talk.carried(carried, "the device that invites");
    agree(talk, asked);
    return talk.await(Set.of("done"));
  }
}
