package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.Language;
import dagbok.schema.ProfileId;
import dagbok.schema.Tag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writing and reading posts. */
public interface Posts {
  /** A file to publish; {@code file} is only read, and only during the call. */
  record Attachment(Path file, String name, Optional<String> mime, Optional<String> alt) {}

  /**
   * What somebody wants to publish. Text is Markdown; it may be empty if there is an attachment.
   */
  record Draft(
      Optional<ProfileId> profile,
      Optional<String> title,
      String text,
      List<Attachment> attachments,
      List<String> tags,
      Optional<String> stream,
      Optional<String> language,
      Optional<String> warning,
      Optional<String> place) {
    /**
     * The same with tags and language in their normal forms.
     *
     * @throws Refusal if one of them is none
     */
    public Draft normal() {
      List<String> normalTags = tags.stream().map(Draft::tag).distinct().toList();
      Optional<String> normalLanguage = language.map(Draft::language);
      return new Draft(
          profile, title, text, attachments, normalTags, stream, normalLanguage, warning, place);
    }

    private static String tag(String typed) {
      String tag = Tag.normal(typed);
      if (tag.isEmpty()) {
        throw new Refusal(
            Refusal.Reason.BAD_INPUT, "'" + typed + "' is no tag", "give a word, such as sea");
      }
      return tag;
    }

    private static String language(String typed) {
      return Language.normal(typed)
          .orElseThrow(
              () ->
                  new Refusal(
                      Refusal.Reason.BAD_INPUT,
                      "'" + typed + "' is no language as BCP 47 names them",
                      "give its short name, such as en, sv or pt-BR"));
    }
  }

  /** A durable post: CIDs of its objects and of what it made of the profile. */
  record Published(Cid entry, Cid payload, Cid node, Cid head, Cid snapshot, List<Cid> contents) {}

  /** How far a post has come. */
  enum State {
    /** One's own, durable on this disk. */
    SAVED,
    /** One's own, in the IPFS node too; or another's, checked and kept. */
    IN_IPFS,
    /** Another's, shown before its history was checked. */
    UNCHECKED
  }

  /** A content that a post names, other than its texts. */
  record ContentView(
      Cid cid,
      long size,
      String mime,
      Optional<String> name,
      Optional<String> alt,
      Optional<Integer> width,
      Optional<Integer> height,
      Optional<Integer> duration) {}

  /** A text of a post, as its author wrote it: {@code text/markdown}, {@code text/plain}, …. */
  record TextView(Cid cid, String mime, String text) {}

  /**
   * A post as people see it.
   *
   * @param kind the body's key
   * @param node empty as long as the history is not checked
   * @param time in seconds since 1970
   * @param node empty while nodes are made anew after a large delete
   * @param copies of one's own: how many others say to have it
   * @param deletion the number of the deletion that waits to take it
   * @param edited when it was edited last, as its author claims; all above but the CIDs and the
   *     time is what the edit says
   */
  record PostView(
      Cid entry,
      Cid payload,
      Optional<Cid> node,
      ProfileId profile,
      String profileName,
      boolean own,
      long time,
      String kind,
      Optional<String> title,
      List<TextView> texts,
      List<String> tags,
      Optional<String> stream,
      Optional<String> language,
      Optional<String> warning,
      boolean sensitive,
      Optional<String> place,
      List<ContentView> contents,
      State state,
      long copies,
      Optional<Long> deletion,
      Optional<Long> edited) {}

  /**
   * Which posts: of one profile or of all, before (older than) one, at most so many (0: all).
   *
   * @param as of all, those that this profile of one's own follows or wrote; the one in use if it
   *     is empty
   */
  record FeedQuery(
      Optional<ProfileId> profile,
      Optional<ProfileId> as,
      Optional<Cid> before,
      Optional<String> tag,
      int limit) {
    public FeedQuery {
      tag = tag.map(Tag::normal);
    }

    /** The same as the profile in use. */
    public FeedQuery(
        Optional<ProfileId> profile, Optional<Cid> before, Optional<String> tag, int limit) {
      this(profile, Optional.empty(), before, tag, limit);
    }
  }

  /** Publishes; returns when the post is durable. */
  Published publish(Draft draft);

  /**
   * Says something else in the place of a post of one's own, files of it included but for those
   * that are pictures, sound or other files, which stay and come before those of the draft.
   *
   * @param eraseEarlier whether earlier edits are deleted; the post as it was written first stays
   *     as long as the post
   */
  void edit(Cid entry, Draft draft, boolean eraseEarlier);

  /** Posts, newest first. */
  List<PostView> feed(FeedQuery query);

  /** The live entry with this CID, of whatever profile. */
  PostView entry(Cid entry);
}
