package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.List;
import java.util.Optional;

/**
 * An object of the uppermost layer: where in the profile, and which entry. Derived and unsigned.
 *
 * @param root the root node; absent in the root node only
 * @param parents sorted; none in the root node, at least two in a merge node
 * @param entry what stands here; absent in a merge node only
 */
public record Node(Optional<Cid> root, List<Cid> parents, Optional<Cid> entry)
    implements DagObject {
  /** The most parents: an entry's {@code own} and 64 {@code prev}. */
  public static final int MAX_PARENTS = 65;

  /** The most bytes of a node: 4 KiB, which 65 parents do not reach. */
  public static final int MAX_BYTES = 4 * 1024;

  /** Checks bounds, and that the fields are those of a root, merge or other node. */
  public Node {
    parents = List.copyOf(parents);
    root.ifPresent(cid -> Form.object("node.root", cid));
    Form.objects("node.parents", parents, MAX_PARENTS);
    entry.ifPresent(cid -> Form.object("node.entry", cid));
    if (root.isEmpty()) {
      boolean alone = parents.isEmpty() && entry.isPresent();
      Form.that(alone, "a root node with an entry and no parents", "another");
    } else {
      int least = entry.isPresent() ? 1 : 2;
      int count = parents.size();
      Form.that(count >= least, "at least " + least + " node.parents", String.valueOf(count));
    }
  }

  /** The root node of the profile whose root entry this is. */
  public static Node root(Cid entry) {
    return new Node(Optional.empty(), List.of(), Optional.of(entry));
  }

  /** The node of an entry other than the root. */
  public static Node of(ProfileId profile, List<Cid> parents, Cid entry) {
    return new Node(Optional.of(profile.root()), parents, Optional.of(entry));
  }

  /** The node that only joins others. */
  public static Node merge(ProfileId profile, List<Cid> parents) {
    return new Node(Optional.of(profile.root()), parents, Optional.empty());
  }

  /**
   * The node that {@code bytes} are.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  public static Node decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, Node::read);
  }

  private static Node read(Ipld value) {
    Fields fields = Fields.of(value, "node");
    fields.version();
    Node node =
        new Node(
            fields.optionalLink("root"),
            fields.links("parents", MAX_PARENTS),
            fields.optionalLink("entry"));
    fields.end();
    return node;
  }

  @Override
  public byte[] encode() {
    Ipld.Struct fields =
        Strict.Out.versioned()
            .link("root", root)
            .links("parents", parents)
            .link("entry", entry)
            .build();
    return Strict.encode(fields, MAX_BYTES);
  }
}
