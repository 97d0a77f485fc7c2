package dagbok.web.text;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Pictures in a text: those of the post itself are shown, all others become links, since loading
 * them would tell a stranger who reads what, and when.
 */
final class Pictures extends AbstractVisitor {
  private final List<Image> found = new ArrayList<>();

  private Pictures() {}

  static void replace(Node document, Set<Cid> own) {
    Pictures pictures = new Pictures();
    document.accept(pictures);
    for (Image image : pictures.found) {
      Optional<Cid> cid = Links.cid(image.getDestination()).filter(own::contains);
      if (cid.isPresent()) {
        image.setDestination("/media/" + cid.get());
      } else {
        toLink(image);
      }
    }
  }

  @Override
  public void visit(Image image) {
    found.add(image);
    visitChildren(image);
  }

  private static void toLink(Image image) {
    Link link = new Link(image.getDestination(), image.getTitle());
    Node child = image.getFirstChild();
    if (child == null) {
      link.appendChild(new Text("picture"));
    }
    while (child != null) {
      Node next = child.getNext();
      link.appendChild(child);
      child = next;
    }
    String host = Links.host(image.getDestination());
    link.appendChild(new Text(host.isEmpty() ? " (picture)" : " (picture at " + host + ")"));
    boolean inLink = image.getParent() instanceof Link;
    if (inLink) {
      image.insertBefore(new Text("picture"));
    } else {
      image.insertBefore(link);
    }
    image.unlink();
  }
}
