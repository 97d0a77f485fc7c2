package dagbok.ipfs;

import static dagbok.ipfs.BlocksContract.assertReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.ipfs.IpfsException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation of {@link Pins} promises. */
@Timeout(120)
public abstract class PinsContract {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String NAME = Pins.PREFIX + "test/a";
  private static final String OTHER = Pins.PREFIX + "test/b";

  /** Two connected nodes, the same for all tests. */
  protected abstract IpfsPair pair();

  /** Collects the garbage of the first. */
  protected abstract void collect();

  /** Before, too: other contracts use the same nodes. */
  @BeforeEach
  @AfterEach
  void unpin() {
    pins().list(Pins.PREFIX).keySet().forEach(pins()::remove);
  }

  private Pins pins() {
    return pair().one().pins();
  }

  private Blocks blocks() {
    return pair().one().blocks();
  }

  private static Block leaf(String text) {
    return Block.of(Multicodec.RAW, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Block list(Block... children) {
    List<Ipld> links = Arrays.stream(children).map(b -> Ipld.link(b.cid())).toList();
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(links)));
  }

  @Test
  void whatIsPinnedSurvivesCollectionWithAllBehindIt() {
    Block leaf = leaf("kept");
    Block root = list(leaf);
    Block loose = leaf("loose");
    blocks().put(List.of(leaf, root, loose));

    pins().add(root.cid(), NAME, LIMIT);
    collect();

    assertThat(blocks().local(root.cid())).isPresent();
    assertThat(blocks().local(leaf.cid())).isPresent();
    assertThat(blocks().local(loose.cid())).isEmpty();
  }

  @Test
  void referencesAreNotFollowed() {
    Block named = leaf("only named");
    Block root =
        Block.of(
            Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(List.of(Ipld.reference(named.cid())))));
    blocks().put(List.of(named, root));

    pins().add(root.cid(), NAME, LIMIT);
    collect();

    assertThat(blocks().local(root.cid())).isPresent();
    assertThat(blocks().local(named.cid())).isEmpty();
  }

  @Test
  void pinningFetchesWhatIsMissing() {
    Block leaf = leaf("at the other");
    Block root = list(leaf);
    pair().two().blocks().put(List.of(leaf, root));

    pins().add(root.cid(), NAME, LIMIT);

    assertThat(blocks().local(leaf.cid())).isPresent();
  }

  @Test
  void whatCannotBeHadIsNotPinned() {
    Block root = list(leaf("nobody has this leaf"));
    blocks().put(List.of(root));

    assertReason(Reason.NOT_FOUND, () -> pins().add(root.cid(), NAME, SHORT));
    assertThat(pins().list(Pins.PREFIX)).isEmpty();
  }

  @Test
  void pinsAreListedByThePrefixOfTheirNames() {
    Block a = leaf("a");
    Block b = leaf("b");
    blocks().put(List.of(a, b));

    pins().add(a.cid(), NAME, LIMIT);
    pins().add(b.cid(), OTHER, LIMIT);

    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(a.cid(), NAME, b.cid(), OTHER));
    assertThat(pins().list(OTHER)).isEqualTo(Map.of(b.cid(), OTHER));
    assertThat(pins().list("test/")).isEmpty();
  }

  @Test
  void pinningAgainRenames() {
    Block a = leaf("renamed");
    blocks().put(List.of(a));

    pins().add(a.cid(), NAME, LIMIT);
    pins().add(a.cid(), NAME, LIMIT);
    pins().add(a.cid(), OTHER, LIMIT);

    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(a.cid(), OTHER));
  }

  @Test
  void updatingMovesThePin() {
    Block leaf = leaf("shared");
    Block old = list(leaf, leaf("old"));
    Block fresh = list(leaf, leaf("fresh"));
    blocks().put(List.of(leaf, leaf("old"), leaf("fresh"), old, fresh));
    pins().add(old.cid(), NAME, LIMIT);

    pins().update(old.cid(), fresh.cid(), NAME, LIMIT);

    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(fresh.cid(), NAME));
    collect();
    assertThat(blocks().local(leaf("fresh").cid())).isPresent();
    assertThat(blocks().local(leaf("old").cid())).isEmpty();
  }

  @Test
  void updatingMayRenameAndStartFromAnything() {
    Block a = leaf("from");
    Block b = leaf("to");
    blocks().put(List.of(a, b));
    pins().add(a.cid(), NAME, LIMIT);

    pins().update(a.cid(), b.cid(), OTHER, LIMIT);
    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(b.cid(), OTHER));

    pins().update(b.cid(), b.cid(), NAME, LIMIT);
    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(b.cid(), NAME));

    pins().update(leaf("never pinned").cid(), a.cid(), OTHER, LIMIT);
    assertThat(pins().list(OTHER)).isEqualTo(Map.of(a.cid(), OTHER));

    pins().update(a.cid(), b.cid(), NAME, LIMIT);
    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(b.cid(), NAME));
  }

  @Test
  void anUpdateThatFailsKeepsTheOldPin() {
    Block old = leaf("still pinned");
    Block fresh = list(leaf("nowhere to be found"));
    blocks().put(List.of(old, fresh));
    pins().add(old.cid(), NAME, LIMIT);

    assertReason(Reason.NOT_FOUND, () -> pins().update(old.cid(), fresh.cid(), NAME, SHORT));

    assertThat(pins().list(Pins.PREFIX)).isEqualTo(Map.of(old.cid(), NAME));
  }

  @Test
  void removingTwiceIsNoError() {
    Block a = leaf("unpinned");
    blocks().put(List.of(a));
    pins().add(a.cid(), NAME, LIMIT);

    pins().remove(a.cid());
    pins().remove(a.cid());

    assertThat(pins().list(Pins.PREFIX)).isEmpty();
  }

  @Test
  void namesOfOthersAreRefused() {
    Cid cid = leaf("x").cid();

    assertThatThrownBy(() -> pins().add(cid, "somebody's", LIMIT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pins().update(cid, cid, "somebody's", LIMIT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
