package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.ipfs.Pins;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Batch;
import dagbok.profile.Budget;
import dagbok.profile.Replica;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.testing.Drafts;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a follower's IPFS node has after it collected garbage, by policy. */
final class PoliciesTest {
  private static final int SMALL = 100_000;
  private static final int LARGE = 3 << 20;

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs annNode = network.newNode();
  private final MemoryIpfs bobNode = network.newNode();
  private TestDaemon ann;
  private TestDaemon bob;
  private Replica profile;
  private Replica copy;
  private int files;

  @BeforeEach
  void start() throws Exception {
    network.connect(annNode, bobNode);
    ann = new TestDaemon(folder.resolve("ann"), annNode);
    bob = new TestDaemon(folder.resolve("bob"), bobNode);
    profile = ann.found("Ann");
    post(SMALL);
    for (int i = 0; i < 40; i++) {
      ann.author.publish(profile, Drafts.text("a post of words ".repeat(900) + i), root -> {});
    }
    post(LARGE);
    post(SMALL);
    ann.keeper.keep(profile);
    ann.keeper.keepLoose(profile);
    ann.keeper.keepMedia(profile);
    copy = bob.replicas.ensure(profile.profile());
    for (var pack : Sets.packs(profile)) {
      copy.take(Batch.of(Pack.decode(pack.block().bytes())));
    }
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
  }

  private void post(int bytes) throws Exception {
    byte[] content = new byte[bytes];
    content[0] = (byte) ++files;
    Path file = Files.write(folder.resolve(files + ".bin"), content);
    ann.author.publish(profile, Drafts.files("see " + files, List.of(file)), root -> {});
  }

  private void choose(String words) {
    bob.keeper.choose(copy, Policy.parse(words));
    keep();
  }

  /** Another start, where nothing is done in the background. */
  private void reopen(Budget budget) {
    bob.close();
    bob = new TestDaemon(folder.resolve("bob"), bobNode, budget);
    copy = bob.replicas.find(copy.profile()).orElseThrow();
  }

  private void keep() {
    bob.keeper.keep(copy);
    bob.keeper.keepLoose(copy);
    bob.keeper.keepMedia(copy);
    bobNode.collect();
  }

  private List<Cid> packs() {
    return copy.read(History::packs).stream().map(PackRef::pack).toList();
  }

  /** The files, the oldest first: small, large, small. */
  private List<Cid> files() {
    return Sets.files(copy);
  }

  private boolean bobHas(Cid cid) {
    return bobNode.blocks().local(cid).isPresent();
  }

  private Set<String> pinNames() {
    return bobNode.pins().list(Pins.PREFIX).values().stream()
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  @Test
  void everythingIsKeptWithoutAChoice() {
    keep();
    assertThat(packs()).hasSizeGreaterThan(1).allMatch(this::bobHas);
    assertThat(files()).hasSize(3).allMatch(this::bobHas);
    assertThat(pinNames()).containsExactlyInAnyOrder("packs", "heads", "snapshot");
    assertThat(bob.keeper.isPinned(copy)).isTrue();
  }

  @Test
  void textIsKeptWithoutFilesAndFilesComeBackLater() {
    keep();
    choose("text");
    assertThat(packs()).allMatch(this::bobHas);
    assertThat(files()).noneMatch(this::bobHas);
    assertThat(bob.keeper.isPinned(copy)).isTrue();
    choose("everything");
    assertThat(files()).allMatch(this::bobHas);
  }

  @Test
  void filesUpToASizeAreKept() {
    choose("files:1MiB");
    assertThat(packs()).allMatch(this::bobHas);
    assertThat(files()).filteredOn(this::bobHas).containsExactly(files().get(0), files().get(2));
    assertThat(pinNames()).containsExactlyInAnyOrder("packs", "heads", "files");
  }

  @Test
  void filesOfOldPostsAreNotKept() {
    bob.database.write(
        tx ->
            tx.run(
                "UPDATE post SET sort = sort - 86401 WHERE id = (SELECT post FROM file WHERE cid = ?)",
                files().get(0).toBytes()));
    choose("days:1");
    assertThat(files()).filteredOn(this::bobHas).containsExactlyElementsOf(files().subList(1, 3));
  }

  @Test
  void theNewestPacksAndTheirFilesAreKept() {
    choose("newest:1");
    assertThat(packs()).filteredOn(this::bobHas).containsExactly(packs().get(packs().size() - 1));
    assertThat(bobHas(files().get(0))).isFalse();
    assertThat(bobHas(files().get(2))).isTrue();
    choose("newest:1000");
    assertThat(packs()).allMatch(this::bobHas);
  }

  @Test
  void nothingIsKeptAndAllStaysReadable() {
    keep();
    choose("nothing");
    assertThat(bobNode.pins().list(Pins.PREFIX)).isEmpty();
    assertThat(packs()).noneMatch(this::bobHas);
    assertThat(bob.keeper.isPinned(copy)).isFalse();
    assertThat(Sets.live(copy)).hasSize(Sets.live(profile).size());
    choose("everything");
    assertThat(packs()).allMatch(this::bobHas);
    assertThat(files()).allMatch(this::bobHas);
  }

  @Test
  void aMirrorHasEachObjectAsABlock() {
    choose("everything mirror");
    assertThat(Sets.kept(copy)).allMatch(this::bobHas);
    assertThat(copy.read(History::allNodes)).allMatch(node -> bobHas(node.cid()));
    choose("everything");
    assertThat(Sets.kept(copy)).filteredOn(this::bobHas).hasSizeLessThan(3);
    assertThat(packs()).allMatch(this::bobHas);
  }

  @Test
  void whatAPolicyCostsIsWhatItKeeps() {
    Keeper.Cost all = bob.keeper.cost(copy, Policy.EVERYTHING);
    assertThat(all.packs()).isEqualTo(packs().size());
    assertThat(all.files()).isEqualTo(3);
    assertThat(all.fileBytes()).isEqualTo(2 * SMALL + LARGE);
    Keeper.Cost small = bob.keeper.cost(copy, Policy.parse("newest:1 files:1MiB"));
    assertThat(small.packs()).isEqualTo(1);
    assertThat(small.files()).isLessThan(3);
    assertThat(bob.keeper.cost(copy, Policy.parse("nothing")))
        .isEqualTo(new Keeper.Cost(0, 0, 0, 0));
  }

  @Test
  void aPolicyOutlivesARestart() {
    bob.keeper.choose(copy, Policy.parse("text quiet"));
    bob = bob.restarted();
    Replica again = bob.replicas.find(copy.profile()).orElseThrow();
    assertThat(bob.keeper.policy(again)).hasToString("text quiet");
  }

  @Test
  void ofOnesOwnEverythingIsKept() {
    assertThat(ann.keeper.policy(profile)).isEqualTo(Policy.OWN);
    assertThatThrownBy(() -> ann.keeper.choose(profile, Policy.EVERYTHING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuietProfileHasNoRootNodeByWhichItIsFound() {
    choose("quiet");
    assertThat(pinNames()).containsExactlyInAnyOrder("packs", "snapshot");
    assertThat(bobHas(profile.profile().root())).isFalse();
  }

  @Test
  void aFileThatIsTooLargeByItselfPushesNoOtherOut() throws Exception {
    post(2 * LARGE);
    ann.keeper.keep(profile);
    ann.keeper.keepMedia(profile);
    for (var pack : Sets.packs(profile)) {
      copy.take(Batch.of(Pack.decode(pack.block().bytes())));
    }
    reopen(Budget.STANDARD.withFiles(LARGE + 2 * SMALL, LARGE + 2 * SMALL));
    keep();
    assertThat(files())
        .hasSize(4)
        .filteredOn(this::bobHas)
        .containsExactlyElementsOf(files().subList(0, 3));
  }

  @Test
  void whoHasMoreThanIsLeftIsNamedOnce() {
    reopen(Budget.STANDARD.withFiles(10 * LARGE, LARGE));
    keep();
    Replica other = bob.found("Bob");
    bob.keeper.keep(other);
    bob.keeper.keepMedia(other);
    assertThat(bob.keeper.crowded()).isEmpty();
  }

  @Test
  void theQuotaIsSharedAndWhoeverHasMostGivesWay() {
    reopen(Budget.STANDARD.withFiles(LARGE, LARGE));
    keep();
    assertThat(files()).filteredOn(this::bobHas).containsExactly(files().get(2));
    assertThat(packs()).allMatch(this::bobHas);
  }
}
