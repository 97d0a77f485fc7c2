package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok unfollow}. */
@Command(
    name = "unfollow",
    description = {
      "Stops following a profile, as the one in use or the one of yours that --profile names.",
      "Its copy here is given up, unless another profile of yours follows it."
    },
    footer = {
      "  dagbok unfollow anna",
      "  dagbok unfollow bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq",
    })
final class UnfollowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE", description = "A CID or short name.")
  private String profile = "";

  UnfollowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Reference reference = Reference.parse(profile);
    JsonObject answer = delete("follows/" + reference.segment() + as());
    JsonObject done =
        answer.names().isEmpty()
            ? JsonObject.builder().put("profile", reference.name()).put("followed", false).build()
            : answer;
    session.print(
        done, object -> session.terminal().line("No longer following " + reference.name()));
    return ExitCode.DONE.number();
  }

  private String as() {
    return ProfileChoice.as(session).map(own -> "?as=" + Reference.encoded(own)).orElse("");
  }

  private JsonObject delete(String path) {
    try (Progress progress = session.progress("Unfollowing", Progress.UNKNOWN)) {
      return session.api().delete(path, session.patience().quick(), progress);
    }
  }
}
