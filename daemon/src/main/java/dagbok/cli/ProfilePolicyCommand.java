package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile policy}. */
@Command(
    name = "policy",
    description = {
      "Shows or chooses what of a followed profile this machine keeps and serves to others.",
      "",
      "The words of a policy, in any order:",
      "  everything   all posts and files, unless you say otherwise",
      "  text         all posts, no files",
      "  nothing      nothing: posts can be read here, others get none of them",
      "  newest:N     the newest N entries, and what shares a pack with them",
      "  files:SIZE   files up to this size, such as files:20MiB",
      "  days:N       files of posts of the last N days",
      "  mirror       every object as a block of its own too, as of your own profiles",
      "  quiet        nobody is told or asked that you follow; who fetches, gives blocks or",
      "               listens can still be seen doing so, least with 'nothing quiet'"
    },
    footer = {
      "  dagbok profile policy anna",
      "  dagbok profile policy anna newest:500 files:20MiB --preview",
      "  dagbok profile policy anna text quiet",
      "  dagbok profile policy anna everything",
    })
final class ProfilePolicyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE", description = "A CID or short name.")
  private String profile = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WORD",
      description = "The policy to choose; without one, what there is is shown.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--preview", description = "Shows what it would come to, and changes nothing.")
  private boolean preview;

  ProfilePolicyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String path = "profiles/" + Reference.parse(profile).segment() + "/policy";
    if (words.isEmpty()) {
      if (preview) {
        throw new Failure(
            ExitCode.USAGE,
            "there is no policy to preview",
            "dagbok profile policy PROFILE text --preview");
      }
      session.print(session.get(path), this::show);
    } else {
      JsonObject request =
          JsonObject.builder()
              .put("policy", String.join(" ", words))
              .put("preview", preview)
              .build();
      session.print(session.post(path, request), this::show);
    }
    return ExitCode.DONE.number();
  }

  private static String loose(long bytes) {
    return bytes == 0 ? "" : "; single objects, about " + Text.size(bytes);
  }

  private void show(JsonObject policy) {
    session
        .terminal()
        .line(policy.text("name", profile) + ": " + policy.text("policy", "everything"));
    session
        .terminal()
        .line(
            Text.count(policy.whole("packs", 0), "pack")
                + ", "
                + Text.size(policy.whole("packBytes", 0))
                + "; "
                + Text.count(policy.whole("files", 0), "file")
                + ", "
                + Text.size(policy.whole("fileBytes", 0))
                + loose(policy.whole("looseBytes", 0))
                + (preview ? " (nothing was changed)" : ""));
  }
}
