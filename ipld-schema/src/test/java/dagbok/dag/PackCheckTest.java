package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.Derived.PackedRun;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks 6 to 8 and 10: what packs and snapshots show by themselves. */
class PackCheckTest {
  private final TestProfile p = new TestProfile(1);
  private final Cid laptop = p.grant(p.root);
  private final Cid post = p.by(laptop).text("a").time(50).add();
  private final Cid gone = p.by(laptop).text("b").time(60).add();
  private final Cid delete = p.by(laptop).control(new Control.Delete(List.of(gone))).time(70).add();
  private final Cid picture = picture();
  private final PackedRun run = p.history().derive().packs().get(0);
  private final Pack pack = decode(run.block());

  private Cid picture() {
    Cid link = p.root.withCodec(Multicodec.DAG_PB);
    List<Content> contents = List.of(Content.of(link, 5_000_000, "image/png"));
    return p.by(laptop).contents(contents).time(80).add();
  }

  private static Pack decode(Block block) {
    try {
      return Pack.decode(block.bytes());
    } catch (SchemaException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void honestPackHasNoFault() {
    assertThat(PackCheck.open(run.ref(), pack).faults()).isEmpty();
    assertThatCode(() -> PackCheck.check(run.ref(), run.block())).doesNotThrowAnyException();
    assertThat(run.entries()).containsExactly(p.root, laptop, post, gone, delete, picture);
  }

  @Test
  void bytesAreThoseOfTheReference() {
    byte[] other = run.block().bytes().clone();
    other[20] ^= 1;
    Block bent = new Block(run.ref().pack(), other);
    assertThatThrownBy(() -> PackCheck.check(run.ref(), bent)).hasMessageContaining("hash");
    Block longer = new Block(run.ref().pack(), new byte[other.length + 1]);
    assertThatThrownBy(() -> PackCheck.check(run.ref(), longer)).hasMessageContaining("bytes");
    Block huge = new Block(run.ref().pack(), new byte[Pack.MAX_BYTES + 1]);
    assertThatThrownBy(() -> PackCheck.check(run.ref(), huge)).hasMessageContaining("1048577");
  }

  @Test
  void referenceTellsTheTruth() {
    PackRef ref = run.ref();
    long high = ref.highHeight();
    assertFault(ref(ref.items() + 1, 0, high, 0, 80), pack, "items 6");
    assertFault(ref(6, 1, high, 0, 80), pack, "lowHeight 0");
    assertFault(ref(6, 0, high + 1, 0, 80), pack, "highHeight 5");
    assertFault(ref(6, 0, high, 1, 80), pack, "since and until");
    assertFault(ref(6, 0, high, 0, 79), pack, "since and until");
    assertFault(ref(6, 0, high, 0, 81), pack, "since and until");
  }

  private PackRef ref(long items, long low, long high, long since, long until) {
    return new PackRef(run.ref().pack(), items, run.ref().bytes(), low, high, since, until);
  }

  @Test
  void itemsAreInOrderAndOnce() {
    List<Item> items = new ArrayList<>(pack.items());
    Collections.swap(items, 2, 3);
    assertFault(run.ref(), with(items), "items sorted");
    List<Item> twice = new ArrayList<>(pack.items());
    twice.add(2, pack.items().get(2));
    assertFault(run.ref(), with(twice), "items sorted");
  }

  @Test
  void itemsAreEntriesWithTheirPayloads() {
    Block odd = Block.of(Multicodec.DAG_CBOR, new byte[] {1});
    assertFault(run.ref(), replaced(2, new Item.Stub(odd)), "entry as map");
    Block entry = pack.items().get(2).entry();
    assertFault(run.ref(), replaced(2, new Item.Whole(entry, odd)), "payload baf");
    assertFault(run.ref(), replaced(4, new Item.Stub(p.get(delete).entry().block())), "a stub");
  }

  @Test
  void wholePostHasAPayloadInTheGenericForm() {
    TestProfile.Made odd = p.by(laptop).payload(new byte[] {1}).make();
    Item item = new Item.Whole(odd.entry().block(), odd.payload());
    assertFault(run.ref(), replaced(5, item), "payload as map");
    Control nothing = new Control.Delete(List.of());
    TestProfile.Made control = p.by(laptop).body(nothing.toBody()).make();
    Item second = new Item.Whole(control.entry().block(), control.payload());
    assertFault(run.ref(), replaced(5, second), "a kind that is not control");
  }

  @Test
  void contentsAreThoseOfLiveEntries() {
    List<Block> none = List.of();
    assertFault(run.ref(), new Pack(pack.items(), none, pack.links()), "this content");
    assertFault(run.ref(), new Pack(pack.items(), pack.contents(), List.of()), "1 links");
    List<Block> more = new ArrayList<>(pack.contents());
    more.addAll(p.get(gone).contents());
    more.sort(Comparator.comparing(Block::cid));
    assertFault(run.ref(), new Pack(pack.items(), more, pack.links()), "live entries name");
  }

  @Test
  void contentsHaveTheLengthThatPayloadsSay() {
    Block bytes = Block.of(Multicodec.RAW, new byte[] {1, 2, 3});
    TestProfile.Made wrong = p.by(laptop).contents(List.of(Content.of(bytes.cid(), 4, "a"))).make();
    Item item = new Item.Whole(wrong.entry().block(), wrong.payload());
    List<Block> contents = new ArrayList<>(pack.contents());
    contents.add(bytes);
    contents.sort(Comparator.comparing(Block::cid));
    Pack changed = new Pack(replaced(5, item).items(), contents, List.of());
    assertFault(run.ref(), changed, "4 bytes of content");
  }

  @Test
  void snapshotIsOfTheProfileAndInOrder() throws Exception {
    Encoded<Snapshot> good = p.history().derive().snapshot();
    assertThat(SnapshotCheck.check(good.cid(), good.bytes(), p.id)).isEqualTo(good.value());
    TestProfile other = new TestProfile(2);
    assertThatThrownBy(() -> SnapshotCheck.check(good.cid(), good.bytes(), other.id))
        .hasMessageContaining("a snapshot of " + other.id);
    assertThatThrownBy(() -> SnapshotCheck.check(p.root, good.bytes(), p.id))
        .hasMessageContaining("hash");
    PackRef first = new PackRef(p.root, 1, 1, 0, 5, 0, 0);
    PackRef second = new PackRef(laptop, 1, 1, 4, 6, 0, 0);
    assertRefused(List.of(first, second), "packs by height");
    assertRefused(List.of(second), "packs from height 0");
    assertRefused(List.of(), "packs from height 0");
  }

  private void assertRefused(List<PackRef> refs, String why) {
    Encoded<Snapshot> snapshot = Encoded.of(new Snapshot(p.id, refs));
    assertThatThrownBy(() -> SnapshotCheck.check(snapshot.cid(), snapshot.bytes(), p.id))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(why);
  }

  private Pack with(List<Item> items) {
    return new Pack(items, pack.contents(), pack.links());
  }

  private Pack replaced(int index, Item item) {
    List<Item> items = new ArrayList<>(pack.items());
    items.set(index, item);
    return with(items);
  }

  private static void assertFault(PackRef ref, Pack pack, String expected) {
    assertThat(PackCheck.open(ref, pack).faults())
        .extracting(Fault::toString)
        .anyMatch(text -> text.contains(expected));
  }
}
