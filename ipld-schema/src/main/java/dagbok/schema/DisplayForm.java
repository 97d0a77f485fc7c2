package dagbok.schema;

import com.google.common.collect.ImmutableMap;
import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads display bodies leniently, and writes them. */
final class DisplayForm {
  static final Set<String> PROFILE_FIELDS = Set.of("name", "about", "avatar", "banner", "links");
  static final Set<String> POST_FIELDS =
      Set.of(
          "title",
          "tags",
          "stream",
          "language",
          "warning",
          "sensitive",
          "place",
          "reply",
          "replies");
  static final Set<String> REPOST_FIELDS = Set.of("of");
  static final Set<String> LIKE_FIELDS = Set.of("of", "mark");
  static final Set<String> EDIT_FIELDS = Set.of("entry", "post");
  static final Set<String> NOTICE_FIELDS = Set.of("of", "to");

  private DisplayForm() {}

  /** A copy of unknown fields, which may have no name that the kind knows. */
  static Map<String, Ipld> copyOf(Map<String, Ipld> more, Set<String> known) {
    for (String name : more.keySet()) {
      Form.that(!known.contains(name), "other fields than the known", name);
    }
    return ImmutableMap.copyOf(more);
  }

  static Display read(Body body) {
    return Lenient.of(body.value())
        .flatMap(fields -> read(body.kind(), fields))
        .orElseGet(() -> new Display.Unknown(body));
  }

  private static Optional<Display> read(String kind, Lenient fields) {
    return switch (kind) {
      case "profile" -> profile(fields);
      case "post" -> Optional.of(post(fields));
      case "repost" -> repost(fields);
      case "like" -> like(fields);
      case "edit" -> edit(fields);
      case "notice" -> notice(fields);
      default -> Optional.empty();
    };
  }

  private static Optional<Display> profile(Lenient fields) {
    return fields
        .text("name")
        .map(
            name ->
                new Display.Profile(
                    name,
                    fields.text("about", Display.MAX_ABOUT_BYTES),
                    fields.integer("avatar", Limits.MAX_INTEGER),
                    fields.integer("banner", Limits.MAX_INTEGER),
                    fields.texts("links", Display.MAX_LINKS),
                    fields.others(PROFILE_FIELDS)));
  }

  private static Post post(Lenient fields) {
    return new Post(
        fields.text("title"),
        fields.texts("tags", Display.MAX_TAGS),
        fields.text("stream"),
        fields.text("language"),
        fields.text("warning"),
        fields.bool("sensitive"),
        fields.struct("place").flatMap(DisplayForm::place),
        fields.struct("reply").flatMap(DisplayForm::reply),
        fields.text("replies").flatMap(RepliesHint::of),
        fields.others(POST_FIELDS));
  }

  private static Optional<Place> place(Lenient fields) {
    OptionalLong lat = fields.integer("lat", Place.MAX_LAT);
    OptionalLong lon = fields.integer("lon", Place.MAX_LON);
    return lat.isPresent() && lon.isPresent()
        ? Optional.of(new Place(fields.text("name"), lat.getAsLong(), lon.getAsLong()))
        : Optional.empty();
  }

  private static Optional<Reply> reply(Lenient fields) {
    Optional<Target> thread = fields.target("thread");
    return fields.target("to").flatMap(to -> thread.map(top -> new Reply(to, top)));
  }

  private static Optional<Display> repost(Lenient fields) {
    return fields.target("of").map(of -> new Display.Repost(of, fields.others(REPOST_FIELDS)));
  }

  private static Optional<Display> like(Lenient fields) {
    Optional<String> mark = fields.text("mark", Display.MAX_MARK_BYTES);
    return fields.target("of").map(of -> new Display.Like(of, mark, fields.others(LIKE_FIELDS)));
  }

  private static Optional<Display> edit(Lenient fields) {
    Post post = fields.struct("post").map(DisplayForm::post).orElse(Post.EMPTY);
    return fields
        .reference("entry")
        .map(entry -> new Display.Edit(entry, post, fields.others(EDIT_FIELDS)));
  }

  private static Optional<Display> notice(Lenient fields) {
    Optional<Target> to = fields.target("to");
    return fields
        .target("of")
        .flatMap(of -> to.map(post -> new Display.Notice(of, post, fields.others(NOTICE_FIELDS))));
  }

  static Optional<Cid> editedEntry(Body body) {
    return body.kind().equals("edit")
        ? Lenient.of(body.value()).flatMap(fields -> fields.reference("entry"))
        : Optional.empty();
  }

  static Body body(Display.Profile profile) {
    return new Body(
        "profile",
        new Strict.Out()
            .all(profile.more())
            .put("name", profile.name())
            .text("about", profile.about())
            .put("avatar", profile.avatar())
            .put("banner", profile.banner())
            .put("links", texts(profile.links()))
            .build());
  }

  static Body body(Post post) {
    return new Body("post", toIpld(post));
  }

  private static Ipld toIpld(Post post) {
    Strict.Out out =
        new Strict.Out()
            .all(post.more())
            .text("title", post.title())
            .text("stream", post.stream())
            .text("language", post.language())
            .text("warning", post.warning())
            .text("replies", post.replies().map(RepliesHint::text))
            .put("tags", texts(post.tags()));
    post.sensitive().ifPresent(sensitive -> out.put("sensitive", sensitive));
    post.place().ifPresent(place -> out.put("place", place.toIpld()));
    post.reply().ifPresent(reply -> out.put("reply", reply.toIpld()));
    return out.build();
  }

  static Body body(Display.Repost repost) {
    return new Body(
        "repost", new Strict.Out().all(repost.more()).put("of", repost.of().toIpld()).build());
  }

  static Body body(Display.Like like) {
    return new Body(
        "like",
        new Strict.Out()
            .all(like.more())
            .put("of", like.of().toIpld())
            .text("mark", like.mark())
            .build());
  }

  static Body body(Display.Edit edit) {
    return new Body(
        "edit",
        new Strict.Out()
            .all(edit.more())
            .reference("entry", edit.entry())
            .put("post", toIpld(edit.post()))
            .build());
  }

  static Body body(Display.Notice notice) {
    return new Body(
        "notice",
        new Strict.Out()
            .all(notice.more())
            .put("of", notice.of().toIpld())
            .put("to", notice.to().toIpld())
            .build());
  }

  private static Ipld texts(List<String> texts) {
    return Ipld.list(texts.stream().map(Ipld::of).toList());
  }
}
