package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.ForwardingBlocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.Payload;
import dagbok.store.OutboxTable;
import dagbok.store.PinTable;
import dagbok.testing.Drafts;
import dagbok.testing.Faults;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeeperTest {
  private static final int MEDIUM = 100_000;
  private static final int LARGE = 3 << 20;

  @TempDir Path folder;
  private TestDaemon daemon;
  private Replica ann;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("ann"));
    ann = daemon.found("Ann");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private void write(String text, int... files) throws Exception {
    Path[] paths = new Path[files.length];
    for (int i = 0; i < files.length; i++) {
      byte[] bytes = new byte[files[i]];
      bytes[0] = (byte) text.hashCode();
      paths[i] = Files.write(folder.resolve(text + i + ".bin"), bytes);
    }
    daemon.author.publish(ann, Drafts.files(text, List.of(paths)), root -> {});
  }

  /** Every CID of a profile of one's own. */
  private static Set<Cid> allOf(Replica replica) {
    Set<Cid> all = new LinkedHashSet<>(Sets.kept(replica));
    replica.read(History::allNodes).forEach(block -> all.add(block.cid()));
    Sets.packs(replica).forEach(pack -> all.add(pack.ref().pack()));
    all.add(Sets.snapshot(replica));
    replica.heads().forEach(head -> all.add(head.cid()));
    for (Cid entry : Sets.live(replica)) {
      Member member = replica.member(entry).orElseThrow();
      all.add(member.entry().value().payload());
      Payload payload = member.payload().orElseThrow().value();
      payload.contents().forEach(content -> all.add(content.link()));
    }
    return all;
  }

  /** All of a replica, its files too; which posts are there now. */
  private static List<Cid> keep(Keeper keeper, Replica replica) {
    List<Cid> saved = new ArrayList<>(keeper.keep(replica));
    keeper.keepLoose(replica);
    saved.addAll(keeper.keepMedia(replica));
    return saved;
  }

  private static void assertHas(MemoryIpfs ipfs, Set<Cid> all) {
    assertThat(all).allMatch(cid -> ipfs.blocks().local(cid).isPresent());
  }

  private Keeper keeperOn(MemoryIpfs ipfs) {
    return new Keeper(
        ipfs.blocks(), ipfs.pins(), daemon.database, daemon.allowance, TestDaemon.CLOCK);
  }

  private Map<Cid, String> pins() {
    return daemon.ipfs.pins().list(Pins.PREFIX + ann.profile());
  }

  /**
   * One snapshot, one list of packs, one of heads, one list for each pack, and what the store says
   * of it.
   */
  private void assertPinsAreExact() {
    String name = Pins.PREFIX + ann.profile() + "/";
    assertThat(pins().values()).filteredOn((name + "snapshot")::equals).hasSize(1);
    assertThat(pins().values()).filteredOn((name + "packs")::equals).hasSize(1);
    assertThat(pins().values()).filteredOn((name + "heads")::equals).hasSize(1);
    assertThat(pins().values()).filteredOn((name + "loose")::equals).hasSameSizeAs(Sets.packs(ann));
    assertThat(pins()).containsKey(Sets.snapshot(ann));
    Map<Cid, String> noted = daemon.database.read(tx -> PinTable.all(tx, ann.row()));
    assertThat(noted.keySet()).isEqualTo(pins().keySet());
  }

  @Test
  void everyCidOfAProfileResolvesAndSurvivesCollection() throws Exception {
    write("plain");
    write("with files", 10, MEDIUM, LARGE);
    Cid gone = daemon.author.publish(ann, Drafts.text("to be deleted"), root -> {}).entry();
    daemon.write(ann, new Control.Delete(List.of(gone)));
    assertThat(keep(daemon.keeper, ann)).hasSize(3);
    daemon.ipfs.collect();
    assertHas(daemon.ipfs, allOf(ann));
    assertThat(allOf(ann)).contains(gone);
    assertPinsAreExact();
  }

  @Test
  void oldSnapshotAndListsAreUnpinned() throws Exception {
    for (int i = 0; i < 30; i++) {
      write("post " + i, i % 10 == 0 ? new int[] {MEDIUM} : new int[0]);
      keep(daemon.keeper, ann);
    }
    assertPinsAreExact();
    daemon.ipfs.collect();
    assertHas(daemon.ipfs, allOf(ann));
  }

  @Test
  void keepingAgainChangesNothing() throws Exception {
    write("post", MEDIUM);
    keep(daemon.keeper, ann);
    Map<Cid, String> before = pins();
    int size = daemon.ipfs.size();
    assertThat(keep(daemon.keeper, ann)).isEmpty();
    assertThat(pins()).isEqualTo(before);
    assertThat(daemon.ipfs.size()).isEqualTo(size);
  }

  @Test
  void whatIsWrittenWhileItIsKeptIsKeptInThePlaceOfThat() throws Exception {
    write("before");
    keep(daemon.keeper, ann);
    write("post");
    AtomicInteger more = new AtomicInteger(3);
    Blocks slow =
        new ForwardingBlocks(daemon.ipfs.blocks()) {
          @Override
          public void put(Collection<Block> added) {
            if (more.getAndDecrement() > 0) {
              daemon.author.publish(ann, Drafts.text("meanwhile " + more), root -> {});
            }
            super.put(added);
          }
        };
    Keeper keeper =
        new Keeper(slow, daemon.ipfs.pins(), daemon.database, daemon.allowance, TestDaemon.CLOCK);
    keep(keeper, ann);
    assertThat(more).hasNegativeValue();
    assertPinsAreExact();
    assertHas(daemon.ipfs, allOf(ann));
  }

  @Test
  void outboxIsEmptyOnceAllIsKept() throws Exception {
    for (int i = 0; i < 70; i++) {
      write("post " + i);
    }
    assertThat(daemon.database.<Long>read(OutboxTable::count)).isEqualTo(70);
    assertThat(keep(daemon.keeper, ann)).hasSize(71);
    assertThat(daemon.database.<Long>read(OutboxTable::count)).isZero();
  }

  @Test
  void postIsNotSaidToBeKeptWhileTheIpfsNodeIsAway() throws Exception {
    write("post", MEDIUM);
    daemon.ipfs.goAway();
    assertThatThrownBy(() -> keep(daemon.keeper, ann)).isInstanceOf(IpfsException.class);
    assertThat(daemon.database.<Long>read(OutboxTable::count)).isPositive();
    daemon.ipfs.comeBack();
    assertThat(keep(daemon.keeper, ann)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interruptedAtAnyCallAndDoneAgainEndsRight(boolean afterTheCall) throws Exception {
    Faults faults = new Faults(daemon.ipfs.blocks(), daemon.ipfs.pins());
    Keeper keeper =
        new Keeper(
            faults.blocks(), faults.pins(), daemon.database, daemon.allowance, TestDaemon.CLOCK);
    keep(keeper, ann);
    int n = 0;
    do {
      write("post " + ++n, MEDIUM);
      faults.failAt(n, afterTheCall);
      try {
        keep(keeper, ann);
      } catch (IpfsException e) {
        assertThat(e.reason()).isEqualTo(IpfsException.Reason.AWAY);
      }
      boolean wasInterrupted = !faults.isWaiting();
      faults.failAt(0, false);
      write("meanwhile " + n); // so that what was begun is not what is wanted now
      keep(keeper, ann);
      assertPinsAreExact();
      if (!wasInterrupted) {
        break;
      }
    } while (n < 100);
    assertThat(n).isBetween(5, 99);
    daemon.ipfs.collect();
    assertHas(daemon.ipfs, allOf(ann));
  }

  @Test
  void releaseUnpinsAllOfAProfileAndNothingElse() throws Exception {
    Replica bob = daemon.found("Bob");
    write("post", MEDIUM);
    Block other = Block.of(dagbok.cid.Multicodec.RAW, new byte[] {1, 2, 3});
    daemon.ipfs.blocks().put(List.of(other));
    daemon.ipfs.pins().add(other.cid(), Pins.PREFIX + "other", Duration.ofSeconds(1));
    keep(daemon.keeper, bob);
    Map<Cid, String> others = daemon.ipfs.pins().list(Pins.PREFIX);
    keep(daemon.keeper, ann);
    daemon.keeper.release(ann.profile());
    assertThat(daemon.ipfs.pins().list(Pins.PREFIX)).isEqualTo(others);
    keep(daemon.keeper, ann);
    assertPinsAreExact();
  }

  @Test
  void pinsThatSomebodyTookAwayAreMadeAgainAtTheNextStart() throws Exception {
    write("post");
    keep(daemon.keeper, ann);
    pins().keySet().forEach(daemon.ipfs.pins()::remove);
    daemon.ipfs.collect();
    keep(keeperOn(daemon.ipfs), ann);
    assertPinsAreExact();
    assertHas(daemon.ipfs, allOf(ann));
  }

  @Test
  void newIpfsNodeGetsTheWholeProfile() throws Exception {
    write("post");
    keep(daemon.keeper, ann);
    MemoryIpfs fresh = new MemoryNetwork(Runnable::run).newNode();
    keep(keeperOn(fresh), ann);
    fresh.collect();
    assertHas(fresh, allOf(ann));
  }
}
