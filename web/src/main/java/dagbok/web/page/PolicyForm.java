package dagbok.web.page;

import dagbok.web.http.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy as a form has it, to and from its words.
 *
 * @param posts {@code all}, {@code newest} or {@code none}
 * @param newest how many, if the newest are kept
 * @param files {@code all}, {@code small} or {@code none}
 * @param size of the largest file, if small ones are kept
 * @param days for how many days files are kept; empty: for ever
 */
public record PolicyForm(
    String posts,
    String newest,
    String files,
    String size,
    String days,
    boolean mirror,
    boolean quiet) {
  private static final String SOME_POSTS = "500";
  private static final String SOME_SIZE = "20MiB";

  /** What a form says. */
  static PolicyForm of(Form form) {
    return new PolicyForm(
        form.text("posts").orElse("all"),
        form.text("newest").orElse("").strip(),
        form.text("files").orElse("all"),
        form.text("size").orElse("").replace(" ", ""),
        form.text("days").orElse("").strip(),
        form.text("mirror").isPresent(),
        form.text("quiet").isPresent());
  }

  /** What words say. */
  static PolicyForm of(String words) {
    List<String> all = List.of(words.split(" ", -1));
    Optional<String> newest = value(all, "newest:");
    Optional<String> size = value(all, "files:");
    String posts = newest.isPresent() ? "newest" : "all";
    String files = size.isPresent() ? "small" : "all";
    return new PolicyForm(
        all.contains("nothing") ? "none" : posts,
        newest.orElse(SOME_POSTS),
        all.contains("text") ? "none" : files,
        size.orElse(SOME_SIZE),
        value(all, "days:").orElse(""),
        all.contains("mirror"),
        all.contains("quiet"));
  }

  private static Optional<String> value(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name))
        .map(word -> word.substring(name.length()))
        .findFirst();
  }

  /** Its words; what can't be read in them is refused by whoever takes them. */
  String words() {
    List<String> words = new ArrayList<>();
    if (posts.equals("none")) {
      words.add("nothing");
    } else {
      if (posts.equals("newest")) {
        words.add("newest:" + newest);
      }
      if (files.equals("none")) {
        words.add("text");
      } else {
        if (files.equals("small")) {
          words.add("files:" + size);
        }
        if (!days.isEmpty()) {
          words.add("days:" + days);
        }
      }
      if (words.isEmpty()) {
        words.add("everything");
      }
      if (mirror) {
        words.add("mirror");
      }
    }
    if (quiet) {
      words.add("quiet");
    }
    return String.join(" ", words);
  }
}
