package dagbok.web.page;

import dagbok.schema.Tag;
import dagbok.web.http.Form;
import dagbok.web.port.Posts;
import dagbok.web.port.Profiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of the form to write with, as they were typed. */
public record DraftForm(
    String profile,
    String title,
    String text,
    String tags,
    String stream,
    String language,
    String warning,
    String place) {
  static final DraftForm EMPTY = new DraftForm("", "", "", "", "", "", "", "");

  static DraftForm of(Form form) {
    return new DraftForm(
        form.text("profile").orElse(""),
        form.text("title").orElse(""),
        form.all("text").stream().findFirst().orElse("").replace("\r\n", "\n"),
        form.text("tags").orElse(""),
        form.text("stream").orElse(""),
        form.text("language").orElse(""),
        form.text("warning").orElse(""),
        form.text("place").orElse(""));
  }

  /** A post as it is now, to be edited. */
  static DraftForm of(Posts.PostView post) {
    return new DraftForm(
        "",
        post.title().orElse(""),
        post.texts().stream().map(Posts.TextView::text).collect(Collectors.joining("\n\n")),
        String.join(" ", post.tags()),
        post.stream().orElse(""),
        post.language().orElse(""),
        post.warning().orElse(""),
        post.place().orElse(""));
  }

  /** Whether anything beyond text and files was filled in. */
  public boolean hasMore() {
    return !(stream + language + warning + place).isEmpty();
  }

  Posts.Draft toDraft(Form form, Profiles profiles) {
    return new Posts.Draft(
            filled(profile).map(profiles::resolve),
            filled(title),
            text.strip(),
            attachments(form),
            tagList(tags),
            filled(stream),
            filled(language),
            filled(warning),
            filled(place))
        .normal();
  }

  private static Optional<String> filled(String field) {
    return Optional.of(field).filter(f -> !f.isEmpty());
  }

  /** The description of a file is in the field of the same row. */
  private static List<Posts.Attachment> attachments(Form form) {
    List<String> alts = form.all("alt");
    List<Posts.Attachment> attachments = new ArrayList<>();
    int row = 0;
    for (Optional<Form.Upload> upload : form.files("file")) {
      String alt = row < alts.size() ? alts.get(row).strip() : "";
      row++;
      upload.ifPresent(
          u -> attachments.add(new Posts.Attachment(u.file(), u.name(), u.mime(), filled(alt))));
    }
    return attachments;
  }

  private static List<String> tagList(String typed) {
    return Arrays.stream(typed.split("[\\s,;]+"))
        .filter(tag -> !Tag.normal(tag).isEmpty())
        .toList();
  }
}
