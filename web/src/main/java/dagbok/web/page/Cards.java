package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.web.port.Posts;
import dagbok.web.text.Markdown;
import dagbok.web.text.PlainText;
import dagbok.web.text.Times;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes cards of posts. */
final class Cards {
  /** How much of a text a list shows; whole paragraphs, so it may be more. */
  private static final int EXCERPT_CHARS = 1_200;

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
    String current = before.map(post -> times.stamp(post.time()).dayIso()).orElse("");
    for (Posts.PostView post : posts) {
      Times.Stamp stamp = times.stamp(post.time());
      if (days.isEmpty() || !stamp.dayIso().equals(current)) {
        String label = stamp.dayIso().equals(current) ? "" : stamp.day();
        days.add(new Day(label, stamp.dayIso(), new ArrayList<>()));
        current = stamp.dayIso();
      }
      days.get(days.size() - 1).cards().add(inList(post));
    }
    return days;
  }

  Card inList(Posts.PostView post) {
    return card(post, LIST_TITLE_LEVEL, EXCERPT_CHARS, false);
  }

  Card whole(Posts.PostView post) {
    return card(post, PAGE_TITLE_LEVEL, Integer.MAX_VALUE, true);
  }

  private Card card(Posts.PostView post, int titleLevel, int chars, boolean whole) {
    int level = whole || post.title().isPresent() ? titleLevel + 1 : titleLevel;
    Markdown.Shown text = texts(post, level, chars);
    return new Card(
        post.entry().toString(),
        "/p/" + post.profile() + "/" + post.entry(),
        Person.of(post.profile(), post.profileName(), Optional.empty()),
        times.stamp(post.time()),
        stateWord(post.state()),
        stateText(post),
        post.language().flatMap(Cards::wellFormed),
        post.title(),
        text.html(),
        text.cut(),
        post.warning(),
        post.sensitive(),
        post.place(),
        post.stream(),
        post.tags(),
        post.contents().stream().map(Attached::of).toList(),
        post.kind().equals("post") ? Optional.empty() : Optional.of(post.kind()),
        whole);
  }

  private static Markdown.Shown texts(Posts.PostView post, int level, int chars) {
    Set<Cid> own = post.contents().stream().map(c -> c.cid()).collect(Collectors.toSet());
    StringBuilder html = new StringBuilder();
    for (Posts.TextView text : post.texts()) {
      Markdown.Shown shown = text(text, level, own, chars);
      html.append(shown.html());
      if (shown.cut()) {
        return new Markdown.Shown(html.toString(), true);
      }
    }
    return new Markdown.Shown(html.toString(), false);
  }

  private static Markdown.Shown text(Posts.TextView text, int level, Set<Cid> own, int chars) {
    if (text.mime().startsWith("text/markdown")) {
      return Markdown.beginning(text.text(), level, own, chars);
    }
    boolean cut = text.text().length() > chars;
    String shown = cut ? text.text().substring(0, chars) + "…" : text.text();
    return new Markdown.Shown(PlainText.html(shown), cut);
  }

  private static String stateWord(Posts.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String stateText(Posts.PostView post) {
    return switch (post.state()) {
      case SAVED -> "saved here";
      case IN_IPFS -> post.own() ? "in IPFS" : "";
      case UNCHECKED -> "history not yet checked";
    };
  }

  private static Optional<String> wellFormed(String tag) {
    try {
      return Optional.of(new Locale.Builder().setLanguageTag(tag).build().toLanguageTag());
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }
}
