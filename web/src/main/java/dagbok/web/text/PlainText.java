package dagbok.web.text;

import java.util.regex.Pattern;

/** Text without markup, its lines and spaces as they are. */
public final class PlainText {
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\R{2,}");

  private PlainText() {}

  /** The first {@code chars} characters, and whether there are more. */
  public static Markdown.Shown beginning(String text, int chars) {
    if (text.length() <= chars) {
      return new Markdown.Shown(html(text), false);
    }
    int end = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return new Markdown.Shown(html(text.substring(0, end) + "…"), true);
  }

  /** Safe to put into a page as it is. */
  public static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    for (String paragraph : PARAGRAPH_END.split(text.strip(), -1)) {
      out.append("<p class=\"plain\" dir=\"auto\">")
          .append(Html.escape(paragraph))
          .append("</p>\n");
    }
    return out.toString();
  }
}
