package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Prompt;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok device revoke}. */
@Command(
    name = "revoke",
    description = {
      "Takes a device away that was lost or stolen, or signs this one out.",
      "",
      "Of what it wrote, all up to one entry stands, without --last the newest that is known here;",
      "what it wrote after that appears nowhere. A device may end itself and those that it granted;",
      "all others take the recovery phrase, which is asked for or read from standard input."
    },
    footer = {
      "  dagbok device revoke bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am --yes",
      "  dagbok device revoke bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am --yes"
          + " --phrase",
    })
final class DeviceRevokeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "DEVICE",
      description = "Its CID, or the end of it as 'dagbok device list' shows it.")
  private String device = "";

  @Option(
      names = "--last",
      paramLabel = "ENTRY",
      description = "The last of its entries that stands; the device itself: none does.")
  private @Nullable String last;

  @Option(names = "--phrase", description = "Asks for the recovery phrase, which ends any device.")
  private boolean phrase;

  @Option(
      names = "--phrase-file",
      paramLabel = "FILE",
      description = "A file that holds the recovery phrase.")
  private @Nullable String phraseFile;

  @Option(names = "--yes", description = "Asks nothing else.")
  private boolean yes;

  DeviceRevokeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DeviceChoice choice = DeviceChoice.of(session, device);
    JsonObject.Builder request = JsonObject.builder();
    Optional.ofNullable(last)
        .ifPresent(entry -> request.put("last", Reference.parse(entry).segment()));
    if (!yes && !agreed(choice)) {
      session.terminal().line("Nothing was changed.");
      return ExitCode.FAILED.number();
    }
    if (phrase || phraseFile != null) {
      Secret secret = new Secret(session, "recovery phrase", "--phrase-file");
      request.put("phrase", secret.read(phraseFile, false));
    }
    JsonObject revoked = session.post(choice.path() + "/revoke", request.build());
    session.print(
        revoked,
        done -> {
          session.terminal().line("It writes no more: " + choice.device());
          session.terminal().faint("  the last that stands is " + done.text("last", "?"));
        });
    return ExitCode.DONE.number();
  }

  private boolean agreed(DeviceChoice choice) {
    session.terminal().wrapped("Device " + choice.device() + " writes no more then.", 0);
    return new Prompt(session.terminal())
        .ask("Take it away? Type 'yes':")
        .filter("yes"::equalsIgnoreCase)
        .isPresent();
  }
}
