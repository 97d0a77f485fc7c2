package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.schema.Language;
import dagbok.web.port.Posts;
import dagbok.web.text.Markdown;
import dagbok.web.text.PlainText;
import dagbok.web.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes cards of posts. */
final class Cards {
  /** How much of a text a list shows; whole paragraphs, so it may be more. */
  private static final int EXCERPT_CHARS = 1_200;

  /** The most HTML that one post's texts take in a list. */
  private static final int MAX_LISTED_HTML_CHARS = 64 * 1024;

  /** The most HTML that the texts of all posts of a list take; the others only name their page. */
  private static final int MAX_LIST_HTML_CHARS = 1024 * 1024;

  /** Days are second-level headings, so the titles in a list are third. */
  private static final int LIST_TITLE_LEVEL = 3;

  private static final int PAGE_TITLE_LEVEL = 1;

  private final Times times;

  Cards(Times times) {
    this.times = times;
  }

  /** Posts under the days on which they were written, in the order given. */
  List<Day> days(List<Posts.PostView> posts, Optional<Posts.PostView> before) {
    List<Day> days = new ArrayList<>();
    int left = MAX_LIST_HTML_CHARS;
    String current = before.map(post -> times.stamp(post.time()).dayIso()).orElse("");
    for (Posts.PostView post : posts) {
      Times.Stamp stamp = times.stamp(post.time());
      if (days.isEmpty() || !stamp.dayIso().equals(current)) {
        String label = stamp.dayIso().equals(current) ? "" : stamp.day();
        days.add(new Day(label, stamp.dayIso(), new ArrayList<>()));
        current = stamp.dayIso();
      }
      Card card = inList(post, Math.min(left, MAX_LISTED_HTML_CHARS));
      left -= card.html().length();
      days.get(days.size() - 1).cards().add(card);
    }
    return days;
  }

  private Card inList(Posts.PostView post, int maxHtmlChars) {
    return card(post, LIST_TITLE_LEVEL, new Space(EXCERPT_CHARS, maxHtmlChars), false);
  }

  /** One post as lists show it. */
  Card listed(Posts.PostView post) {
    return inList(post, MAX_LISTED_HTML_CHARS);
  }

  Card whole(Posts.PostView post) {
    Space space = new Space(Integer.MAX_VALUE, Markdown.MAX_HTML_CHARS);
    return card(post, PAGE_TITLE_LEVEL, space, true);
  }

  /** How much of each text is shown, and the most HTML that all of a post's texts become. */
  private record Space(int chars, int htmlChars) {}

  private Card card(Posts.PostView post, int titleLevel, Space space, boolean whole) {
    int level = whole || post.title().isPresent() ? titleLevel + 1 : titleLevel;
    Markdown.Shown text = texts(post, level, space);
    return new Card(
        post.entry().toString(),
        "/p/" + post.profile() + "/" + post.entry(),
        Person.of(post.profile(), post.profileName(), Optional.empty()),
        times.stamp(post.time()),
        stateWord(post.state()),
        stateText(post),
        post.language().flatMap(Language::normal),
        post.title(),
        text.html(),
        text.cut(),
        post.warning(),
        post.sensitive(),
        post.place().map(Cards::place),
        post.stream(),
        post.tags(),
        post.contents().stream().map(Attached::of).toList(),
        post.kind().equals("post") ? Optional.empty() : Optional.of(post.kind()),
        post.own(),
        post.deletion(),
        post.edited().map(times::stamp),
        whole);
  }

  private static Markdown.Shown texts(Posts.PostView post, int level, Space space) {
    Set<Cid> own = post.contents().stream().map(c -> c.cid()).collect(Collectors.toSet());
    StringBuilder html = new StringBuilder();
    for (Posts.TextView text : post.texts()) {
      int left = space.htmlChars() - html.length();
      Markdown.Shown shown = text(text, level, own, new Space(space.chars(), left));
      boolean fits = shown.html().length() <= left;
      html.append(fits ? shown.html() : "");
      if (shown.cut() || !fits) {
        return new Markdown.Shown(html.toString(), true);
      }
    }
    return new Markdown.Shown(html.toString(), false);
  }

  private static Markdown.Shown text(Posts.TextView text, int level, Set<Cid> own, Space space) {
    return text.mime().startsWith("text/markdown")
        ? Markdown.beginning(text.text(), level, own, space.chars(), space.htmlChars())
        : PlainText.beginning(text.text(), space.chars());
  }

  /** The name of a place before its degrees, {@code name@lat,lon}; the degrees if it has none. */
  private static String place(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 ? text.substring(0, at) + " (" + text.substring(at + 1) + ")" : text;
  }

  private static String stateWord(Posts.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String copies(long copies) {
    return copies == 0 ? "" : ", " + copies + (copies == 1 ? " copy" : " copies");
  }

  private static String stateText(Posts.PostView post) {
    return switch (post.state()) {
      case SAVED -> "saved here";
      case IN_IPFS -> post.own() ? "in IPFS" + copies(post.copies()) : "";
      case UNCHECKED -> "history not yet checked";
    };
  }
}
