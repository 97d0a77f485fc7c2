package dagbok.web.text;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Takes whole blocks from the end of a document. */
final class Excerpt {
  private Excerpt() {}

  /** Cuts after the block that reaches {@code chars}; says whether anything was cut. */
  static boolean cut(Node document, int chars) {
    int seen = 0;
    Node block = document.getFirstChild();
    while (block != null && seen < chars) {
      seen += length(block);
      block = block.getNext();
    }
    boolean cut = block != null;
    while (block != null) {
      Node next = block.getNext();
      block.unlink();
      block = next;
    }
    return cut;
  }

  private static int length(Node block) {
    Counter counter = new Counter();
    block.accept(counter);
    return counter.chars;
  }

  private static final class Counter extends AbstractVisitor {
    private int chars;

    @Override
    public void visit(Text text) {
      chars += text.getLiteral().length();
    }

    @Override
    public void visit(Code code) {
      chars += code.getLiteral().length();
    }

    @Override
    public void visit(FencedCodeBlock code) {
      chars += code.getLiteral().length();
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      chars += code.getLiteral().length();
    }
  }
}
