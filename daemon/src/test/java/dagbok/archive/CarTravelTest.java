package dagbok.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.store.ProfileTable;
import dagbok.testing.Sets;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Profiles.Imported;
import dagbok.web.port.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles that travel from one store to another in files. */
final class CarTravelTest {
  @TempDir Path folder;
  private World here;
  private World there;

  @BeforeEach
  void open() {
    here = new World(folder);
    there = new World(folder);
  }

  @AfterEach
  void close() throws Exception {
    here.close();
    there.close();
    if (Files.exists(folder.resolve("tmp"))) {
      try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
        assertThat(left).as("temporary files").isEmpty();
      }
    }
  }

  private static Set<Cid> cids(byte[] car) {
    return Cars.of(car).blocks().stream().map(Block::cid).collect(Collectors.toSet());
  }

  private static void assertRefused(Refusal.Reason reason, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"history-1.car", "history-2.car", "history-3.car", "history-4.car", "diary.car"})
  void exampleComesOutAsItWentIn(String name) {
    byte[] car = Cars.example(name);
    Imported imported = here.read(car);
    Replica replica = here.ensure(imported.profile());
    Head head = replica.heads().get(0).value();

    assertThat(Sets.snapshot(replica)).isEqualTo(head.snapshot());
    assertThat(imported.added()).isEqualTo(imported.entries());
    assertThat(imported.live()).isEqualTo(Sets.live(replica).size());
    byte[] exported = here.export(replica, ExportScope.PACKS);
    assertThat(Cars.of(exported).roots()).isEqualTo(Cars.of(car).roots());
    assertThat(cids(exported)).isEqualTo(cids(car));
    assertThat(there.read(exported)).isEqualTo(imported);
    assertThat(there.ensure(imported.profile()).summary()).isEqualTo(replica.summary());
  }

  @Test
  void importingTwiceChangesNothing() {
    byte[] car = Cars.example("history-3.car");
    Imported first = here.read(car);
    Imported second = here.read(car);
    assertThat(second).isEqualTo(new Imported(first.profile(), first.entries(), first.live(), 0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void halvesMakeAWholeInAnyOrder(boolean headFirst) {
    Cars car = Cars.of(Cars.example("history-4.car"));
    Set<Cid> half = car.blocks().subList(0, 4).stream().map(Block::cid).collect(Collectors.toSet());
    byte[] first = car.only(block -> half.contains(block.cid()) == headFirst);
    byte[] second = car.only(block -> half.contains(block.cid()) != headFirst);

    assertRefused(
        Refusal.Reason.INCOMPLETE, "the blocks of this file are kept", () -> here.read(first));
    assertThat(here.blocks.local).isNotEmpty();
    Imported whole = here.read(second);
    assertThat(whole).isEqualTo(there.read(Cars.example("history-4.car")));
    assertThat(here.blocks.local.keySet()).isEqualTo(there.blocks.local.keySet());
  }

  @Test
  void blocksInReverseOrderAreTaken() {
    Cars car = Cars.of(Cars.example("diary.car"));
    List<Block> reversed = new ArrayList<>(car.blocks());
    Collections.reverse(reversed);
    assertThat(here.read(Cars.write(car.roots(), reversed)).entries()).isEqualTo(402);
  }

  @Test
  void snapshotAsRootIsEnough() {
    Cars car = Cars.of(Cars.example("history-2.car"));
    Block snapshot = car.blocks().get(1);
    byte[] headless =
        Cars.write(List.of(snapshot.cid()), car.blocks().subList(1, car.blocks().size()));
    Imported imported = here.read(headless);
    assertThat(Sets.snapshot(here.ensure(imported.profile()))).isEqualTo(snapshot.cid());
    assertThat(here.ensure(imported.profile()).heads()).isEmpty();
    assertRefused(
        Refusal.Reason.CONFLICT,
        "no head is known",
        () -> here.export(here.ensure(imported.profile()), ExportScope.PACKS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad-forge.car", "bad-drop.car"})
  void forgedProfileIsRefusedAndNothingOfItStays(String name) {
    assertRefused(Refusal.Reason.BAD_DATA, "not what it says", () -> here.read(Cars.example(name)));
    assertThat(here.blocks.local).isEmpty();
    assertThat(here.database.read(ProfileTable::all)).isEmpty();
  }

  @Test
  void cutOffFileIsRefused() {
    byte[] car = Cars.example("history-3.car");
    byte[] cut = Arrays.copyOf(car, car.length / 2);
    assertRefused(Refusal.Reason.BAD_DATA, "cut off", () -> here.read(cut));
    assertThat(here.blocks.local).isEmpty();
  }

  @Test
  void garbageIsRefused() {
    assertRefused(Refusal.Reason.BAD_DATA, "no CAR", () -> here.read(new byte[] {1, 2, 3}));
    assertRefused(Refusal.Reason.BAD_DATA, "no CAR", () -> here.read(new byte[0]));
    Block block = World.raw(new byte[] {1, 2, 3});
    byte[] other = Cars.write(List.of(block.cid()), List.of(block));
    assertRefused(Refusal.Reason.BAD_DATA, "neither a head", () -> here.read(other));
    assertThat(here.blocks.local).isEmpty();
  }

  @Test
  void filesTravelWithTheirBlocksFromOutboxStoreAndPeers() {
    List<Block> file = UnixFs.file(3);
    Block note = World.raw(new byte[20_000]);
    Replica replica = here.created();
    here.post(
        replica,
        List.of(
            Content.of(file.get(0).cid(), 3 << 20, "video/mp4"),
            Content.of(note.cid(), 20_000, "application/octet-stream")),
        List.of(note));
    here.blocks.put(file.subList(0, 2));
    file.subList(2, 4).forEach(block -> here.blocks.atPeer.put(block.cid(), block));

    byte[] car = here.export(replica, ExportScope.PACKS);
    assertThat(there.read(car).added()).isEqualTo(2);
    assertThat(there.blocks.local.keySet())
        .contains(note.cid())
        .containsAll(file.stream().map(Block::cid).toList());
  }

  @Test
  void missingMediaAreNamed() {
    List<Block> file = UnixFs.file(3);
    Replica replica = here.created();
    here.post(replica, List.of(Content.of(file.get(0).cid(), 3 << 20, "video/mp4")), List.of());
    here.blocks.put(file.subList(0, 3));
    assertRefused(
        Refusal.Reason.NOT_FOUND,
        file.get(3).cid().toString(),
        () -> here.export(replica, ExportScope.PACKS));
  }

  @Test
  void looseExportHasEveryObjectAndDeletedPayloadsNot() {
    byte[] car = Cars.example("history-4.car");
    Replica replica = here.ensure(here.read(car).profile());
    byte[] loose = here.export(replica, ExportScope.LOOSE);

    Set<Cid> cids = cids(loose);
    assertThat(cids).hasSize(Cars.of(loose).blocks().size()).containsAll(cids(car));
    assertThat(cids).containsAll(Sets.kept(replica));
    assertThat(cids).containsAll(replica.read(History::allNodes).stream().map(Block::cid).toList());
    for (Cid entry : Sets.kept(replica)) {
      Member member = replica.member(entry).orElseThrow();
      boolean whole = member.entry().value().control() || Sets.live(replica).contains(entry);
      assertThat(cids.contains(member.entry().value().payload())).isEqualTo(whole);
    }
    assertThat(there.read(loose).added()).isEqualTo(Sets.kept(replica).size());
    assertThat(there.verify(loose).faults()).isEmpty();
  }

  @Test
  void oldFileDoesNotTakeThePlaceOfANewerHead() {
    Replica replica = here.created();
    here.post(replica, List.of(), List.of());
    byte[] old = here.export(replica, ExportScope.PACKS);
    here.post(replica, List.of(), List.of());
    Encoded<Head> newest = replica.heads().get(0);

    assertThat(here.read(old).added()).isZero();
    assertThat(replica.heads()).containsExactly(newest);
  }

  @Test
  void oldFileDoesNotBringBackWhatWasDeletedSince() {
    Replica replica = here.created();
    Block note = World.raw(new byte[] {1, 2, 3});
    here.post(replica, List.of(Content.of(note.cid(), 3, "text/plain")), List.of(note));
    Cid post = List.copyOf(Sets.live(replica)).get(1);
    byte[] old = here.export(replica, ExportScope.LOOSE);
    here.delete(replica, post);

    here.read(old);
    assertThat(Sets.live(replica)).doesNotContain(post);
    assertThat(here.blocks.local).doesNotContainKeys(note.cid());
    assertThat(here.blocks.local.values())
        .noneMatch(block -> new String(block.bytes(), ISO_8859_1).contains("post"));
  }

  @Test
  void fileWhoseMediaCantBeKeptTakesNothingIn() {
    List<Block> file = UnixFs.file(3);
    Replica replica = there.created();
    there.post(replica, List.of(Content.of(file.get(0).cid(), 3 << 20, "video/mp4")), List.of());
    there.blocks.put(file);
    byte[] car = there.export(replica, ExportScope.PACKS);

    here.blocks.full = true;
    assertRefused(Refusal.Reason.NO_SPACE, "full", () -> here.read(car));
    assertThat(here.database.read(ProfileTable::all)).isEmpty();
    assertThat(here.took).isEmpty();
  }

  @Test
  void profileWhosePacksCantBeKeptIsHeldAllTheSame() {
    Replica replica = there.created();
    there.post(replica, List.of(), List.of());
    byte[] car = there.export(replica, ExportScope.PACKS);

    here.blocks.full = true;
    assertRefused(Refusal.Reason.NO_SPACE, "full", () -> here.read(car));
    assertThat(here.database.read(ProfileTable::all)).hasSize(1);
    assertThat(here.took).hasSize(1);
    assertThat(Sets.kept(here.took.get(0))).isNotEmpty();
  }

  @Test
  void awayIpfsNodeIsSaid() {
    here.blocks.away = true;
    assertRefused(Refusal.Reason.NO_IPFS, "away", () -> here.read(Cars.example("history-1.car")));
    here.blocks.away = false;
    assertThat(here.read(Cars.example("history-1.car")).entries()).isEqualTo(7);
  }
}
