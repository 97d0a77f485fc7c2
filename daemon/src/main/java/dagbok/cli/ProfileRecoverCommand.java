package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok profile recover}. */
@Command(
    name = "recover",
    description = {
      "Brings a profile back by its recovery phrase alone: finds who has it, fetches it, and makes"
          + " this machine a new device of it. Also for a machine that may not write any more.",
      "The 24 words are asked for, or are the first line of standard input; they are kept nowhere."
    },
    footer = {
      "  dagbok profile recover",
      "  dagbok profile recover --peer http://192.0.2.7:8471",
      "  dagbok profile recover --phrase-file words.txt --json",
    })
final class ProfileRecoverCommand implements Callable<Integer> {
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  private final Session session;

  @Option(
      names = "--peer",
      paramLabel = "ADDRESS",
      description = "Who has it: a multiaddr or URL. May be repeated.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--alone",
      description =
          "Nobody has anything newer than this machine, which may be nothing: do not wait.")
  private boolean alone;

  @Option(
      names = "--phrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the 24 words.")
  private @Nullable String phraseFile;

  ProfileRecoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject request =
        JsonObject.builder()
            .put(
                "phrase",
                new Secret(session, "recovery phrase", "--phrase-file").read(phraseFile, false))
            .putTexts("peers", peers)
            .put("alone", alone)
            .build();
    JsonObject answer = session.post("profiles/recover", request);
    long end = session.surroundings().nanos().getAsLong() + MAX_WAIT.toNanos();
    String told = "";
    while (answer.text("device").isEmpty()) {
      told = tell(answer, told);
      if (session.surroundings().nanos().getAsLong() - end > 0) {
        throw notFound(answer);
      }
      answer = session.post("profiles/recover", request);
    }
    session.print(answer, this::show);
    return ExitCode.DONE.number();
  }

  /** Says how far it is, if that is news. */
  private String tell(JsonObject answer, String told) {
    String now =
        answer.text("progress", "").equals("fetching")
            ? "Fetching the profile"
            : "Looking for somebody who has the profile";
    if (!session.globals().json && !now.equals(told)) {
      session.terminal().note(now + " …");
    }
    return now;
  }

  private static Failure notFound(JsonObject answer) {
    return new Failure(
        ExitCode.PARTLY,
        "not all of profile " + answer.text("profile", "?") + " was found yet; the daemon goes on",
        "ask a follower for their address, and run 'dagbok profile recover --peer ADDRESS'");
  }

  private void show(JsonObject recovered) {
    new Table()
        .row("Profile", recovered.text("profile", "?"))
        .row("New device", recovered.text("device", "?"))
        .lines(0)
        .forEach(session.terminal()::line);
    session
        .terminal()
        .wrapped("This machine may write to the profile. The words were kept nowhere.", 0);
  }
}
