package dagbok.web.text;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/** Directions of writing, and where links may lead. */
final class TextAttributes implements AttributeProvider {
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th");
  private static final Set<String> HOLDERS = Set.of("ul", "ol", "blockquote", "table");

  @Override
  public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
    if (PARAGRAPHS.contains(tagName)) {
      attributes.put("dir", "auto");
    } else if (HOLDERS.contains(tagName)) {
      attributes.put("dir", Direction.of(node));
    } else if (tagName.equals("pre")) {
      attributes.put("dir", "ltr");
      attributes.put("tabindex", "0");
    } else if (tagName.equals("a")) {
      String href = attributes.getOrDefault("href", "");
      attributes.remove("href");
      Links.safe(href).ifPresent(safe -> attributes.put("href", safe));
    }
  }
}
