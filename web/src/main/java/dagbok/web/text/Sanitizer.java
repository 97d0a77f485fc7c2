package dagbok.web.text;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Lets through what a text may consist of, and nothing else. Thread-safe. */
final class Sanitizer {
  private static final Pattern TARGET =
      Pattern.compile("(?:https?://|mailto:|/p/b|/inspect/b).*", Pattern.CASE_INSENSITIVE);
  private static final Pattern OWN_MEDIA = Pattern.compile("/media/b[a-z2-7]{40,120}");
  private static final Pattern LANGUAGE = Pattern.compile("language-[a-zA-Z0-9+#._-]{1,40}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "ul",
              "ol",
              "li",
              "blockquote",
              "pre",
              "code",
              "em",
              "strong",
              "del",
              "a",
              "img",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td")
          .allowAttributes("dir")
          .matching(Pattern.compile("auto|ltr|rtl"))
          .globally()
          .allowAttributes("tabindex")
          .matching(Pattern.compile("0"))
          .onElements("pre")
          .allowAttributes("class")
          .matching(LANGUAGE)
          .onElements("code")
          .allowAttributes("start")
          .matching(NUMBER)
          .onElements("ol")
          .allowAttributes("align")
          .matching(Pattern.compile("left|center|right"))
          .onElements("th", "td")
          .allowAttributes("href")
          .matching(TARGET)
          .onElements("a")
          .allowAttributes("src")
          .matching(OWN_MEDIA)
          .onElements("img")
          .allowAttributes("alt")
          .onElements("img")
          .allowUrlProtocols("http", "https", "mailto")
          .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
          .toFactory();

  private Sanitizer() {}

  /** Tables get a frame that can be scrolled, by keyboard too. */
  static String clean(String html) {
    return POLICY
        .sanitize(html)
        .replace("<table", "<div class=\"scroll\" tabindex=\"0\"><table")
        .replace("</table>", "</table></div>")
        .replace("<img ", "<img loading=\"lazy\" ");
  }
}
