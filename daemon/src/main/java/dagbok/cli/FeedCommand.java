package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dagbok feed}. */
@Command(
    name = "feed",
    description = {
      "Shows posts, newest first: of one profile, or of all that the profile in use follows, and its",
      "own. With --profile, another of yours is meant instead of the one in use."
    },
    footer = {
      "  dagbok feed",
      "  dagbok feed anna --limit 5",
      "  dagbok feed --profile work",
      "  dagbok feed --tag hello --json --limit 0",
      "  dagbok feed --before bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq",
    })
final class FeedCommand implements Callable<Integer> {
  private static final int STANDARD_LIMIT = 20;

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROFILE",
      description = "Only posts of this profile.")
  private @Nullable String profile;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; 0 means all. Default: ${DEFAULT-VALUE}.")
  private int limit = STANDARD_LIMIT;

  @Option(names = "--before", paramLabel = "ENTRY", description = "Only posts older than this.")
  private @Nullable String before;

  @Option(names = "--tag", paramLabel = "T", description = "Only posts with this tag.")
  private @Nullable String tag;

  private int shown;
  private String last = "";

  FeedCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 0 && spec != null) {
      throw new ParameterException(spec.commandLine(), "--limit is 0 or more, not " + limit);
    }
    PostView view = new PostView(session);
    session.lines("feed?" + String.join("&", query()), post -> show(view, post));
    if (shown == 0 && !session.globals().json) {
      session.terminal().line("No posts.");
    } else if (shown == limit && !session.globals().json) {
      session.terminal().faint("Older ones: add --before " + last);
    }
    return ExitCode.DONE.number();
  }

  private List<String> query() {
    List<String> query = new ArrayList<>();
    query.add("limit=" + limit);
    if (profile != null) {
      query.add("profile=" + Reference.parse(profile).segment());
    } else {
      ProfileChoice.as(session).ifPresent(own -> query.add("as=" + Reference.encoded(own)));
    }
    if (before != null) {
      query.add("before=" + Reference.parse(before).segment());
    }
    if (tag != null) {
      query.add("tag=" + Reference.encoded(tag));
    }
    return query;
  }

  private void show(PostView view, JsonObject post) {
    shown++;
    last = post.text("entry", "");
    session.print(post, view::show);
    session.flush();
  }
}
