package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Function 4: the nodes, and what a delete does to them. */
class NodesTest {
  private final TestProfile p = new TestProfile(1);
  private final Cid laptop = p.grant(p.root);

  @Test
  void nodeHasTheNodesOfOwnAndPrevAsParents() throws Exception {
    Cid phone = p.grant(laptop);
    Cid a = p.post(laptop);
    Cid b = p.post(phone, a);
    Derived derived = p.history().derive();
    assertThat(node(derived, p.root)).isEqualTo(Node.root(p.root));
    assertThat(derived.nodes()).containsEntry(p.root, p.id.root());
    List<Cid> parents = nodes(derived, phone, a);
    assertThat(node(derived, b)).isEqualTo(Node.of(p.id, parents, b));
    assertThat(derived.head()).contains(nodes(derived, b).get(0));
  }

  @Test
  void placeOfADeletedEntryIsWhatIsInThePlacesBehindIt() throws Exception {
    Cid a = p.post(laptop);
    Cid b = p.post(laptop);
    Cid c = p.post(laptop);
    Cid before = nodes(p.history().derive(), a).get(0);
    p.delete(laptop, b);
    Derived derived = p.history().derive();
    assertThat(node(derived, c).parents()).containsExactlyElementsOf(nodes(derived, a));
    assertThat(nodes(derived, a)).containsExactly(before);
    assertThat(derived.nodes()).doesNotContainKey(b);
  }

  @Test
  void placeOfADeletedMergeIsAMergeNode() throws Exception {
    Cid phone = p.grant(laptop);
    Cid a = p.post(laptop);
    Cid b = p.post(phone);
    Cid merge = p.post(laptop, b);
    Cid after = p.post(laptop);
    p.delete(phone, merge);
    Derived derived = p.history().derive();
    Node join = Node.merge(p.id, nodes(derived, a, b));
    assertThat(node(derived, after).parents()).containsExactly(Encoded.of(join).cid());
    assertThat(blocks(derived)).containsKey(Encoded.of(join).cid());
  }

  @Test
  void headJoinsAllEnds() {
    Cid a = p.post(laptop);
    Cid b = p.by(laptop).own(p.get(a).value().own().orElseThrow()).text("fork").add();
    Derived derived = p.history().derive();
    Node join = Node.merge(p.id, nodes(derived, a, b));
    assertThat(derived.head()).contains(Encoded.of(join).cid());
  }

  @Test
  void moreThan64EndsAreJoinedInGroups() throws Exception {
    for (int count : new int[] {64, 65, 128, 129, 64 * 64 + 1}) {
      TestProfile wide = new TestProfile(count);
      List<Cid> ends = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ends.add(wide.by(wide.root).own(wide.root).text("end " + i).add());
      }
      Derived derived = wide.history().derive();
      Cid head = derived.head().orElseThrow();
      assertThat(head).isEqualTo(join(wide, nodes(derived, ends.toArray(Cid[]::new))));
      Map<Cid, Node> blocks = blocks(derived);
      assertThat(blocks.values()).allMatch(node -> node.parents().size() <= 64);
      assertThat(reached(blocks, head)).isEqualTo(blocks.keySet());
    }
  }

  /** As the protocol words it: groups of 64 in CID order are joined first, and so on. */
  private static Cid join(TestProfile p, List<Cid> nodes) {
    if (nodes.size() == 1) {
      return nodes.get(0);
    }
    if (nodes.size() <= 64) {
      return Encoded.of(Node.merge(p.id, nodes)).cid();
    }
    List<Cid> groups = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i += 64) {
      groups.add(join(p, nodes.subList(i, Math.min(nodes.size(), i + 64))));
    }
    groups.sort(null);
    return join(p, groups);
  }

  @Test
  void deletedEntryWith65BehindItIsJoinedInGroups() throws Exception {
    List<Cid> ends = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      ends.add(p.by(p.root).own(p.root).text("end " + i).add());
    }
    Cid merge = p.by(laptop).prev(ends).text("merge").add();
    Cid after = p.post(laptop);
    assertThat(node(p.history().derive(), merge).parents()).hasSize(65);
    p.delete(laptop, merge);
    Derived derived = p.history().derive();
    ends.add(laptop);
    assertThat(node(derived, after).parents())
        .containsExactly(join(p, nodes(derived, ends.toArray(Cid[]::new))));
  }

  private static Set<Cid> reached(Map<Cid, Node> blocks, Cid head) {
    List<Cid> next = new ArrayList<>(List.of(head));
    Set<Cid> reached = new HashSet<>(next);
    while (!next.isEmpty()) {
      Node node = Objects.requireNonNull(blocks.get(next.remove(next.size() - 1)));
      node.parents().stream().filter(reached::add).forEach(next::add);
    }
    return reached;
  }

  private static List<Cid> nodes(Derived derived, Cid... entries) {
    List<Cid> nodes = new ArrayList<>();
    for (Cid entry : entries) {
      nodes.add(Objects.requireNonNull(derived.nodes().get(entry)));
    }
    nodes.sort(null);
    return nodes;
  }

  private static Node node(Derived derived, Cid entry) throws Exception {
    return Objects.requireNonNull(blocks(derived).get(nodes(derived, entry).get(0)));
  }

  private static Map<Cid, Node> blocks(Derived derived) throws Exception {
    Map<Cid, Node> blocks = new HashMap<>();
    for (Block block : derived.nodeBlocks()) {
      Optional<Cid> missing =
          Node.decode(block.bytes()).parents().stream()
              .filter(parent -> !blocks.containsKey(parent))
              .findAny();
      assertThat(missing).as("ancestors come first").isEmpty();
      blocks.put(block.cid(), Node.decode(block.bytes()));
    }
    return blocks;
  }
}
