package dagbok.web.text;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * Fits a text's headings in below the page's: they begin at a given level and never skip one, so
 * that who moves by headings finds a tree.
 */
final class Headings extends AbstractVisitor {
  private static final int DEEPEST = 6;

  private final int top;
  private int smallest = DEEPEST;
  private int previous = -1;
  private boolean measuring = true;

  private Headings(int top) {
    this.top = top;
  }

  static void level(Node document, int top) {
    Headings headings = new Headings(top);
    document.accept(headings);
    headings.measuring = false;
    document.accept(headings);
  }

  @Override
  public void visit(Heading heading) {
    if (measuring) {
      smallest = Math.min(smallest, heading.getLevel());
      return;
    }
    int depth = Math.min(heading.getLevel() - smallest, previous + 1);
    previous = depth;
    heading.setLevel(Math.min(top + depth, DEEPEST));
  }
}
