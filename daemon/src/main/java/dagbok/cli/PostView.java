package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A post, set for people at a terminal. */
final class PostView {
  private static final int INDENT = 2;

  private final Session session;

  PostView(Session session) {
    this.session = session;
  }

  /** Shows it with a blank line behind; its text only if no warning stands in front. */
  void show(JsonObject post) {
    show(post, false);
  }

  /** Shows all of it. */
  void showWhole(JsonObject post) {
    show(post, true);
  }

  private void show(JsonObject post, boolean whole) {
    Terminal terminal = session.terminal();
    terminal.heading(headline(post));
    post.text("title").ifPresent(title -> terminal.wrapped(title, INDENT));
    Optional<String> warning = post.text("warning");
    warning.ifPresent(text -> terminal.wrapped("Warning: " + text, INDENT));
    if (warning.isEmpty() || whole) {
      showText(post);
    } else {
      terminal.wrapped("(hidden; to read it, run 'dagbok entry show " + entry(post) + "')", INDENT);
    }
    post.objects("contents").forEach(content -> terminal.wrapped(content(content), INDENT));
    post.text("place").ifPresent(place -> terminal.wrapped("At " + place, INDENT));
    terminal.faint("  " + entry(post) + state(post));
    terminal.line("");
  }

  private void showText(JsonObject post) {
    String text =
        post.text("text")
            .orElseGet(
                () ->
                    post.objects("texts").stream()
                        .flatMap(part -> part.text("text").stream())
                        .collect(Collectors.joining("\n\n")));
    if (!text.isBlank()) {
      session.terminal().wrapped(text, INDENT);
    } else if (!post.text("kind", "post").equals("post")) {
      session.terminal().wrapped("(" + post.text("kind", "") + ")", INDENT);
    }
  }

  private String headline(JsonObject post) {
    String author =
        post.text("profileName")
            .filter(name -> !name.isBlank())
            .orElseGet(() -> shortened(post.text("profile", "?")));
    String stream = post.text("stream").map(name -> " in " + name).orElse("");
    List<String> tags = post.texts("tags");
    String tagged = tags.stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
    return author + stream + ", " + time(post) + (tags.isEmpty() ? "" : "  " + tagged);
  }

  private String time(JsonObject post) {
    try {
      Instant time = Instant.ofEpochSecond(post.whole("time", 0));
      LocalDateTime local = LocalDateTime.ofInstant(time, session.surroundings().zone().get());
      return local.toLocalDate()
          + String.format(Locale.ROOT, " %02d:%02d", local.getHour(), local.getMinute());
    } catch (DateTimeException e) {
      return "at no time that a calendar has";
    }
  }

  private static String shortened(String cid) {
    return cid.length() <= 16 ? cid : cid.substring(0, 8) + "…" + cid.substring(cid.length() - 6);
  }

  private static String content(JsonObject content) {
    String name = content.text("name").map(n -> n + ", ").orElse("");
    String size = Text.size(content.whole("size", 0));
    String alt = content.text("alt").map(a -> ": " + a).orElse("");
    String cid = content.text("cid").map(c -> " " + c).orElse("");
    return "[" + name + content.text("mime", "file") + ", " + size + "]" + alt + cid;
  }

  private static String entry(JsonObject post) {
    return post.text("entry", "?");
  }

  private static String copies(long copies) {
    return copies == 0 ? "" : ", " + Text.count(copies, "copy");
  }

  private static String state(JsonObject post) {
    String state = post.text("state", "").toUpperCase(Locale.ROOT).replace('-', '_');
    return switch (state) {
      case "" -> "";
      case "SAVED" -> ", saved here";
      case "IN_IPFS" -> ", in IPFS" + copies(post.whole("copies", 0));
      case "UNCHECKED" -> ", history not yet checked";
      default -> ", " + state.toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
