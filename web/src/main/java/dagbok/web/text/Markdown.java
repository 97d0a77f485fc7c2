package dagbok.web.text;

import dagbok.cid.Cid;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strangers' Markdown as HTML that is safe to show: CommonMark with tables and strikethrough, raw
 * HTML shown as text, nothing loaded from elsewhere, and all of it through a sanitizer that knows
 * nothing of how it was made. Thread-safe.
 *
 * @see <a href="https://spec.commonmark.org/">CommonMark</a>
 */
public final class Markdown {
  /** The most characters of a text that are laid out; what is longer is shown as plain text. */
  static final int MAX_CHARS = 1024 * 1024;

  /** The most characters of HTML that one text becomes: 8 Mi. */
  public static final int MAX_HTML_CHARS = 8 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Markdown.class);

  private static final int MAX_OPEN_BLOCKS = 32;
  private static final int MAX_INLINE_NESTING = 32;
  private static final Pattern EMPTY_HEADER = Pattern.compile("<th(?: [^<>]*)?></th>");

  private static final List<Extension> TABLELESS =
      List.of(StrikethroughExtension.create(), AutolinkExtension.create());
  private static final List<Extension> EXTENSIONS =
      Stream.concat(
              Stream.of(TablesExtension.builder().maxCells(Tables.MAX_CELLS).build()),
              TABLELESS.stream())
          .toList();

  private static final Parser PARSER = parser(EXTENSIONS);
  private static final Parser TABLELESS_PARSER = parser(TABLELESS);

  /**
   * HTML, and whether it is only the beginning.
   *
   * @param html safe to put into a page as it is
   */
  public record Shown(String html, boolean cut) {}

  private Markdown() {}

  private static Parser parser(List<Extension> extensions) {
    return Parser.builder()
        .extensions(extensions)
        .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
        .maxInlineNesting(MAX_INLINE_NESTING)
        .build();
  }

  /**
   * All of {@code text}, in no more than {@link #MAX_HTML_CHARS}.
   *
   * @param headingLevel the level of its topmost headings
   * @param own the contents of the same post, which may be shown as pictures
   */
  public static String all(String text, int headingLevel, Set<Cid> own) {
    return beginning(text, headingLevel, own, Integer.MAX_VALUE, MAX_HTML_CHARS).html();
  }

  /**
   * Whole blocks from the beginning, until they have {@code chars} characters or more. What can't
   * be laid out, or not in {@code maxHtmlChars}, is shown as plain text: the first {@code chars}
   * characters of it.
   */
  public static Shown beginning(
      String text, int headingLevel, Set<Cid> own, int chars, int maxHtmlChars) {
    if (text.length() > MAX_CHARS) {
      return PlainText.beginning(text, Math.min(chars, MAX_CHARS));
    }
    try {
      Shown shown = laidOut(text, headingLevel, own, chars, maxHtmlChars);
      return shown.html().length() <= maxHtmlChars ? shown : PlainText.beginning(text, chars);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.debug("a text can't be laid out, so it is shown as it is", e);
      return PlainText.beginning(text, chars);
    }
  }

  private static Shown laidOut(
      String text, int headingLevel, Set<Cid> own, int chars, int maxHtmlChars) {
    Node document = (Tables.mayBeTooMany(text) ? TABLELESS_PARSER : PARSER).parse(text);
    boolean cut = Excerpt.cut(document, chars);
    Headings.level(document, headingLevel);
    Pictures.replace(document, own);
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .attributeProviderFactory(context -> new TextAttributes())
            .build();
    BoundedText html = new BoundedText(maxHtmlChars);
    renderer.render(document, html);
    return new Shown(headers(Sanitizer.clean(html.toString())), cut);
  }

  /** An empty cell heads nothing, and would be read out as a heading without words. */
  private static String headers(String html) {
    return EMPTY_HEADER.matcher(html).replaceAll("<td></td>");
  }
}
