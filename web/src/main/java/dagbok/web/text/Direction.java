package dagbok.web.text;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * The direction of what holds paragraphs: that of its first letter that has one. {@code dir="auto"}
 * would not do, since it does not look into paragraphs that have a direction of their own.
 */
final class Direction extends AbstractVisitor {
  private String found = "";

  private Direction() {}

  static String of(Node block) {
    Direction direction = new Direction();
    block.accept(direction);
    return direction.found.isEmpty() ? "auto" : direction.found;
  }

  @Override
  public void visit(Text text) {
    if (found.isEmpty()) {
      found =
          text.getLiteral()
              .codePoints()
              .mapToObj(Direction::strong)
              .filter(word -> !word.isEmpty())
              .findFirst()
              .orElse("");
    }
  }

  private static String strong(int codePoint) {
    return switch (Character.getDirectionality(codePoint)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> "ltr";
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          "rtl";
      default -> "";
    };
  }
}
