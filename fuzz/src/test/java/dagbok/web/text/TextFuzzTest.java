package dagbok.web.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strangers' text as HTML: nothing in it runs, loads or leads where it may not. */
class TextFuzzTest {
  private static final int MAX_HTML_CHARS = 1 << 20;
  private static final Cid OWN = Block.of(Multicodec.RAW, new byte[] {1}).cid();
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-zA-Z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)( /)?>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"]*)\"");
  private static final Set<String> TAGS =
      Set.of(
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
          "td",
          "div",
          "span");
  private static final Set<String> ATTRIBUTES =
      Set.of("dir", "tabindex", "class", "start", "align", "href", "src", "alt", "rel", "loading");

  /**
   * Takes apart all tags; no other {@code <} may be there, but what the sanitizer adds to braces.
   */
  private static void checkHtml(String shown) {
    String html = shown.replace("{<!-- -->", "{");
    Matcher tag = TAG.matcher(html);
    int from = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
      Check.that(tag.find(at) && tag.start() == at, "no tag: " + html.substring(at));
      Check.that(TAGS.contains(tag.group(2)), "a tag that may not be: " + tag.group());
      Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
      while (attribute.find()) {
        checkAttribute(attribute.group(1), attribute.group(2));
      }
      from = tag.end();
    }
  }

  private static void checkAttribute(String name, String value) {
    Check.that(ATTRIBUTES.contains(name), "an attribute that may not be: " + name);
    if (name.equals("href")) {
      String lower = value.toLowerCase(Locale.ROOT);
      boolean known =
          lower.startsWith("http://")
              || lower.startsWith("https://")
              || lower.startsWith("mailto:")
              || lower.startsWith("/p/b")
              || lower.startsWith("/inspect/b");
      Check.that(known, "a link to " + value);
    }
    Check.that(!name.equals("src") || value.equals("/media/" + OWN), "loads " + value);
  }

  @FuzzTest
  void markdown(byte[] data) {
    String text = Texts.anything(data);
    Markdown.Shown shown =
        Markdown.beginning(text, 2, Set.of(OWN), text.length() / 2, MAX_HTML_CHARS);
    checkHtml(shown.html());
    String all = Markdown.all(text, 3, Set.of(OWN));
    Check.that(all.length() <= Markdown.MAX_HTML_CHARS, "more HTML than allowed");
    checkHtml(all);
  }

  @FuzzTest
  void link(byte[] data) {
    String text = Texts.anything(data);
    Links.safe(text)
        .ifPresent(url -> Check.that(Links.safe(url).isPresent() || url.startsWith("/"), url));
    Links.host(text);
    Links.cid(text);
  }

  @FuzzTest
  void plain(byte[] data) {
    String text = Texts.anything(data);
    checkHtml(PlainText.beginning(text, text.length() / 2).html());
    checkHtml(PlainText.html(text));
  }

  @FuzzTest
  void ipld(byte[] data) {
    try {
      Ipld value = DagCbor.decode(data);
      checkHtml(IpldText.html(value));
      Check.that(IpldText.json(value).indexOf('\n') < 0, "more than a line");
    } catch (DecodeException e) {
      // none
    }
  }
}
