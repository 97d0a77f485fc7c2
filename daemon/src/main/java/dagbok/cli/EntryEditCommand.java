package dagbok.cli;

import dagbok.cli.http.Body;
import dagbok.cli.http.Multipart;
import dagbok.cli.http.Multipart.Part;
import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok entry edit}. */
@Command(
    name = "edit",
    description = {
      "Says something else in the place of a post of your own, which keeps its CID and its files.",
      "What is not given stays as it is; '' takes a title or a warning away."
    },
    footer = {
      "  dagbok entry edit bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am 'Better'",
      "  dagbok entry edit bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am"
          + " --title 'A title' --tag sea",
      "  dagbok entry edit bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am - "
          + "--erase-earlier",
    })
final class EntryEditCommand implements Callable<Integer> {
  private static final String JSON = "application/json; charset=utf-8";

  private final Session session;

  @Parameters(index = "0", paramLabel = "ENTRY", description = "Its CID.")
  private String entry = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The new text, or - for standard input.")
  private @Nullable String text;

  @Option(names = "--title", paramLabel = "T", description = "The title.")
  private @Nullable String title;

  @Option(names = "--tag", paramLabel = "T", description = "A tag, in place of all. Repeatable.")
  private @Nullable List<String> tags;

  @Option(names = "--warning", paramLabel = "W", description = "What the post is folded behind.")
  private @Nullable String warning;

  @Option(
      names = "--erase-earlier",
      description =
          "Deletes earlier edits. The post as it was written first stays as long as the post.")
  private boolean eraseEarlier;

  EntryEditCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (text == null && title == null && tags == null && warning == null && !eraseEarlier) {
      throw new Failure(ExitCode.USAGE, "there is nothing to change", "dagbok entry edit --help");
    }
    String path = "entries/" + Reference.parse(entry).segment();
    JsonObject now = session.get(path);
    String words =
        text == null ? now.text("text", "") : new PostText(session).of(text, true).text();
    JsonObject post =
        JsonObject.builder()
            .put("title", Optional.ofNullable(title).or(() -> now.text("title")))
            .put("text", words)
            .putTexts("tags", tags == null ? now.texts("tags") : tags)
            .put("stream", now.text("stream"))
            .put("language", now.text("language"))
            .put("warning", Optional.ofNullable(warning).or(() -> now.text("warning")))
            .put("place", now.text("place"))
            .build();
    session.print(send(path, post), new PostView(session)::showWhole);
    return ExitCode.DONE.number();
  }

  private JsonObject send(String path, JsonObject post) {
    Part part = new Part("post", Optional.of(JSON), false, Body.of(post.toString()));
    Multipart body = Multipart.of(List.of(part));
    String query = eraseEarlier ? "?erase-earlier=true" : "";
    try (Progress progress = session.progress("Editing", body.length())) {
      return session
          .api()
          .send(
              path + "/edit" + query,
              body.contentType(),
              body,
              session.patience().slow(),
              progress);
    }
  }
}
