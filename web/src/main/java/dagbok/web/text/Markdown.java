package dagbok.web.text;

import dagbok.cid.Cid;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

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

  private static final int MAX_OPEN_BLOCKS = 32;
  private static final int MAX_INLINE_NESTING = 32;
  private static final Pattern EMPTY_HEADER = Pattern.compile("<th(?: [^<>]*)?></th>");

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
          .maxInlineNesting(MAX_INLINE_NESTING)
          .build();

  /**
   * HTML, and whether it is only the beginning.
   *
   * @param html safe to put into a page as it is
   */
  public record Shown(String html, boolean cut) {}

  private Markdown() {}

  /**
   * All of {@code text}.
   *
   * @param headingLevel the level of its topmost headings
   * @param own the contents of the same post, which may be shown as pictures
   */
  public static String all(String text, int headingLevel, Set<Cid> own) {
    return show(text, headingLevel, own, Integer.MAX_VALUE).html();
  }

  /** Whole blocks from the beginning, until they have {@code chars} characters or more. */
  public static Shown beginning(String text, int headingLevel, Set<Cid> own, int chars) {
    return show(text, headingLevel, own, chars);
  }

  private static Shown show(String text, int headingLevel, Set<Cid> own, int chars) {
    if (text.length() > MAX_CHARS) {
      return new Shown(PlainText.html(text.substring(0, Math.min(chars, MAX_CHARS))), true);
    }
    Node document = PARSER.parse(text);
    boolean cut = Excerpt.cut(document, chars);
    Headings.level(document, headingLevel);
    Pictures.replace(document, own);
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .attributeProviderFactory(context -> new TextAttributes())
            .build();
    return new Shown(headers(Sanitizer.clean(renderer.render(document))), cut);
  }

  /** An empty cell heads nothing, and would be read out as a heading without words. */
  private static String headers(String html) {
    return EMPTY_HEADER.matcher(html).replaceAll("<td></td>");
  }
}
