package dagbok.vectors;

/** Nodes: places, joins, late merges. */
final class NodeVectors {
  private NodeVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Nodes: places of entries that are not live, joins, tips.");
    SetCase made = begun("two tips", "The head node joins them and has no entry.");
    file.add(made.take("a1", "b1").withDerivedBlocks());

    made = begun("merged", "An entry that names both tips: its node is the head node.");
    made.book.by("a").prev("b1").text("merge").as("a2");
    file.add(made.take("a1", "b1", "a2").withDerivedBlocks());

    made = begun("late merge", "What comes late changes no node that is there.");
    made.book.by("a").text("a2").as("a2");
    made.book.by("a").text("a3").as("a3");
    made.book.by("b").own("b").prev("a1").text("late").aside("late");
    file.add(made.take("a1", "a2", "a3", "b1", "late").withDerivedBlocks());

    made = begun("deleted in a chain", "The next one's parent is what was before.");
    made.book.by("a").text("a2").as("a2");
    made.book.by("a").text("a3").as("a3");
    made.book.by("a").delete("a1", "a2").as("delete");
    file.add(made.take("a1", "a2", "a3", "delete").withDerivedBlocks());

    made = begun("deleted merge", "In its place is a node that joins its parents' nodes.");
    made.book.by("a").prev("b1").text("merge").as("a2");
    made.book.by("a").text("a3").as("a3");
    made.book.by("a").delete("a2").as("delete");
    file.add(made.take("a1", "b1", "a2", "a3", "delete").withDerivedBlocks());

    made = begun("deleted tip", "Nothing live follows: the head joins what lives.");
    made.book.by("a").prev("b1").text("merge").as("a2");
    made.book.by("root").delete("a2").as("delete");
    file.add(made.take("a1", "b1", "a2", "delete").withDerivedBlocks());

    made = begun("two places, one node", "Parents have no duplicates.");
    made.book.by("a").own("a").text("x").aside("x");
    made.book.by("a").own("x").prev("a1").text("both").as("both");
    made.book.by("root").delete("a1", "x").as("delete");
    file.add(made.take("a1", "x", "both", "delete").withDerivedBlocks());

    made = begun("nested merges", "A join of a join is a node with that one as parent.");
    made.book.by("a").prev("b1").text("m1").as("m1");
    made.book.by("root").text("r1").as("r1");
    made.book.by("a").prev("r1").text("m2").as("m2");
    made.book.by("a").text("last").as("last");
    made.book.by("a").delete("m1", "m2").as("delete");
    file.add(made.take("a1", "b1", "m1", "r1", "m2", "last", "delete").withDerivedBlocks());

    made = begun("not kept", "A void branch that nothing live follows is forgotten.");
    made.book.by("b").text("b2").as("b2");
    made.book.by("b").prev("a1").text("b3").as("b3");
    made.book.by("root").revoke("b", "b1").as("revoke");
    file.add(made.take("a1", "b1", "b2", "b3", "revoke").withDerivedBlocks());
    return file;
  }

  private static SetCase begun(String name, String shows) {
    SetCase made = new SetCase(name, shows);
    made.book.grant("a", "root");
    made.book.grant("b", "root");
    made.book.by("a").text("a1").as("a1");
    made.book.by("b").text("b1").as("b1");
    return made.take("root", "a", "b");
  }
}
