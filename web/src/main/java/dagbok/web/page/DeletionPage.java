package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Deletions;
import dagbok.web.port.Posts;
import dagbok.web.port.Refusal;
import dagbok.web.port.SealedCopies;
import dagbok.web.text.Sizes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Deleting: one post ({@code /p/{root}/{entry}/delete}), or all before a day ({@code /deletions}).
 */
public final class DeletionPage {
  /** One post that may be deleted. */
  public record View(Card card) {}

  /**
   * The form for many.
   *
   * @param day as it was typed
   * @param found how many posts are older, if that was asked
   * @param waits the deletion that was begun
   * @param sealed which sealed copies of the profile in use are here, if there is one
   */
  public record ManyView(
      String day,
      Optional<String> found,
      Optional<Deletions.Deletion> waits,
      Optional<Sealed> sealed,
      Optional<Problem> problem) {}

  /** Copies of a profile, which are erased as they were shown. */
  public record Sealed(Person person, SealedCopies.Kept kept) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Cards cards;
  private final ZoneId zone;

  DeletionPage(Frame frame, Daemon daemon, Cards cards, ZoneId zone) {
    this.frame = frame;
    this.daemon = daemon;
    this.cards = cards;
    this.zone = zone;
  }

  Answer ask(Call call) {
    Posts.PostView post = daemon.posts().entry(Roots.parse(call.path("entry")));
    return frame.page("delete", "Delete this post?", "me", new View(cards.listed(post)));
  }

  /** The post's own page says what happens, and takes it back. */
  Answer delete(Call call) {
    Cid entry = Roots.parse(call.path("entry"));
    Posts.PostView post = daemon.posts().entry(entry);
    Deletions.Deletion unused =
        daemon.deletions().delete(Deletions.Choice.of(List.of(entry)), false);
    return Answer.seeOther("/p/" + post.profile() + "/" + entry);
  }

  Answer undo(Call call) throws IOException {
    try (Form form = call.form()) {
      daemon.deletions().undo(number(form, "id"));
      return Answer.seeOther(
          form.text("entry").map(Roots::parse).map(this::page).orElse("/deletions"));
    }
  }

  private String page(Cid entry) {
    return "/p/" + daemon.posts().entry(entry).profile() + "/" + entry;
  }

  private static long number(Form form, String field) {
    String text = form.text(field).orElse("");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the form lacks its '" + field + "'",
          "Go back and try again",
          Optional.empty(),
          e);
    }
  }

  Answer form(Call call) {
    return many(200, "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** First says how many it would be; deletes when that was seen. */
  Answer submit(Call call) throws IOException {
    try (Form form = call.form()) {
      String day = form.text("day").orElse("").strip();
      try {
        Deletions.Choice choice =
            new Deletions.Choice(Optional.empty(), List.of(), Optional.of(begin(day)));
        if (form.text("do").filter("delete"::equals).isEmpty()) {
          String found = Sizes.count(daemon.deletions().count(choice));
          return many(200, day, Optional.of(found), Optional.empty(), Optional.empty());
        }
        Deletions.Deletion begun = daemon.deletions().delete(choice, false);
        return many(200, day, Optional.empty(), Optional.of(begun), Optional.empty());
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        Optional<Problem> problem = Optional.of(Problem.of(status, e));
        return many(status, day, Optional.empty(), Optional.empty(), problem);
      }
    }
  }

  /** When a day begins here, in seconds since 1970. */
  private long begin(String day) {
    try {
      return LocalDate.parse(day).atStartOfDay(zone).toEpochSecond();
    } catch (DateTimeException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "that is no day", "Give it as 2026-01-31", Optional.empty(), e);
    }
  }

  /**
   * Throws the sealed copies away that the page showed, once it is said that no thief was at work;
   * none that came since.
   */
  Answer erase(Call call) throws IOException {
    try (Form form = call.form()) {
      if (form.text("sure").isPresent()) {
        ProfileId profile = daemon.profiles().resolve(form.text("profile").orElse(""));
        OptionalLong last = OptionalLong.of(number(form, "last"));
        long unused = daemon.sealedCopies().erase(SealedCopies.Whose.of(profile), last);
      }
      return Answer.seeOther("/deletions");
    }
  }

  private Answer many(
      int status,
      String day,
      Optional<String> found,
      Optional<Deletions.Deletion> waits,
      Optional<Problem> problem) {
    ManyView view = new ManyView(day, found, waits, sealed(), problem);
    return frame.page(
        status, "deletions", new Frame.Heading("Delete old posts", "me", frame.mark(), ""), view);
  }

  private Optional<Sealed> sealed() {
    return frame
        .me()
        .map(
            own ->
                new Sealed(
                    Person.of(own),
                    daemon.sealedCopies().held(SealedCopies.Whose.of(own.profile()))))
        .filter(copies -> copies.kept().count() + copies.kept().coming() > 0);
  }
}
