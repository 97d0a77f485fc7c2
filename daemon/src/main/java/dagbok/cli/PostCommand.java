package dagbok.cli;

import dagbok.cli.http.Body;
import dagbok.cli.http.Multipart;
import dagbok.cli.http.Multipart.Part;
import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok post}. */
@Command(
    name = "post",
    description = {
      "Publishes a post and prints its CID once it is durable.",
      "The text is Markdown. Without TEXT, $EDITOR is opened; with -, standard input is read.",
      "Behind TEXT, --attach, --alt and --tag take several values; else each takes one."
    },
    footer = {
      "  dagbok post 'Hello, world' --tag hello",
      "  dagbok post - --title 'Notes' --language en",
      "  dagbok post 'At the sea' --attach sea.jpg gull.jpg --alt 'Grey waves' 'A gull'",
      "  dagbok post --attach song.ogg --warning 'loud' --stream music",
      "  dagbok post 'Here' --at 'Lund@55.7047,13.1910' --json",
      "  dagbok post -- '-5 degrees'",
    })
final class PostCommand implements Callable<Integer> {
  private static final String JSON = "application/json; charset=utf-8";

  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The text, or - for standard input.")
  private @Nullable String text;

  @Option(names = "--title", paramLabel = "T", description = "A title.")
  private @Nullable String title;

  @Option(
      names = "--attach",
      paramLabel = "FILE",
      parameterConsumer = SeveralBehindText.class,
      description = "A file to publish with it. May be repeated.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--alt",
      paramLabel = "TEXT",
      parameterConsumer = SeveralBehindText.class,
      description = "What a file shows, in the order of the files; '' for none.")
  private List<String> alts = new ArrayList<>();

  @Option(
      names = "--tag",
      paramLabel = "T",
      parameterConsumer = SeveralBehindText.class,
      description = "A tag. May be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(names = "--stream", paramLabel = "S", description = "The stream it belongs to.")
  private @Nullable String stream;

  @Option(names = "--language", paramLabel = "L", description = "Its language, such as en or sv.")
  private @Nullable String language;

  @Option(names = "--warning", paramLabel = "W", description = "What readers are warned of.")
  private @Nullable String warning;

  @Option(
      names = "--at",
      paramLabel = "PLACE",
      description = "Where: LAT,LON or NAME@LAT,LON in degrees.")
  private @Nullable String place;

  PostCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Optional<String> at = Optional.ofNullable(place).map(Place::checked);
    List<Attachment> attachments = Attachment.pair(files, alts, text);
    PostText source = new PostText(session);
    PostText.Written written = source.of(text, !attachments.isEmpty());
    JsonObject answer = send(draft(written, attachments, at), attachments, written);
    written.discard();
    session.print(answer, this::show);
    return ExitCode.DONE.number();
  }

  private JsonObject draft(
      PostText.Written written, List<Attachment> attachments, Optional<String> at) {
    return JsonObject.builder()
        .put("profile", ProfileChoice.as(session))
        .put("title", Optional.ofNullable(title))
        .put("text", written.text())
        .putTexts("tags", tags)
        .put("stream", Optional.ofNullable(stream))
        .put("language", Optional.ofNullable(language))
        .put("warning", Optional.ofNullable(warning))
        .put("place", at)
        .putObjects("attachments", attachments.stream().map(Attachment::json).toList())
        .build();
  }

  private JsonObject send(
      JsonObject draft, List<Attachment> attachments, PostText.Written written) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("post", Optional.of(JSON), false, Body.of(draft.toString())));
    for (Attachment attachment : attachments) {
      parts.add(new Part("file", Optional.empty(), true, attachment.body()));
    }
    Multipart body = Multipart.of(parts);
    try (Progress progress = session.progress("Publishing", body.length())) {
      return session
          .api()
          .send("posts", body.contentType(), body, session.patience().slow(), progress);
    } catch (Failure e) {
      throw written.kept(e);
    }
  }

  private void show(JsonObject post) {
    session.terminal().line("Posted: " + post.text("entry", "?"));
    for (String content : post.texts("contents")) {
      session.terminal().faint("  with " + content);
    }
  }
}
