package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each bound of the objects that a block holds: taken at the bound, refused one past it. */
class BoundsTest {
  private static final String LONGEST = "ä".repeat(Limits.MAX_TEXT_BYTES / 2);

  @Test
  void integersGoToTwoToThe53Minus1() throws Exception {
    Map<String, Ipld> fields = fields(Samples.payload(List.of(), Post.EMPTY.toBody()).encode());
    fields.put("time", Ipld.of(Limits.MAX_INTEGER));
    assertThat(Payload.decode(encode(fields)).time()).isEqualTo((1L << 53) - 1);
    for (long beyond : new long[] {Limits.MAX_INTEGER + 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      fields.put("time", Ipld.of(beyond));
      refused(() -> Payload.decode(encode(fields)), "payload.time");
    }
  }

  @Test
  void entryNamesAtMost64OthersSortedOnceAndNotItsOwn() throws Exception {
    Entry entry = Samples.entry(Samples.cids(Entry.MAX_PREV));
    assertThat(Entry.decode(entry.encode())).isEqualTo(entry);
    assertThat(entry.encode().length).isLessThan(Entry.MAX_BYTES);
    misfit(() -> Samples.entry(Samples.cids(65)), "at most 64 entry.prev");
    List<Cid> reversed = new ArrayList<>(Samples.cids(2));
    Collections.reverse(reversed);
    misfit(() -> Samples.entry(reversed), "sorted");
    misfit(() -> Samples.entry(List.of(Samples.cid(3), Samples.cid(3))), "without duplicates");
    misfit(() -> Samples.entry(List.of(Samples.cid(2))), "without own");
    misfit(() -> Samples.entry(List.of(Samples.raw(3))), "dag-cbor");
  }

  /**
   * Most can't be as large by their fields, so zeros show what is refused by size, and what later.
   */
  @Test
  void objectsAreLookedAtUpToTheirMostBytes() {
    Map<Integer, List<Encoded.Decoder<?>>> decoders =
        Map.of(
            4 * 1024,
            List.of(Entry::decode, Node::decode),
            16 * 1024,
            List.of(Payload::decode),
            1024,
            List.of(Head::decode),
            2 * 1024 * 1024,
            List.of(Snapshot::decode),
            1024 * 1024,
            List.of(Pack::decode));
    decoders.forEach(
        (most, ofThatSize) -> {
          for (Encoded.Decoder<?> decoder : ofThatSize) {
            refused(() -> decoder.decode(new byte[most]), "canonical");
            refused(() -> decoder.decode(new byte[most + 1]), "at most " + most + " bytes");
          }
        });
  }

  @Test
  void entryHasAllThreeReferencesOrIsTheRoot() throws Exception {
    for (String name : List.of("profile", "device", "own")) {
      Map<String, Ipld> fields = fields(Samples.entry(List.of()).encode());
      fields.remove(name);
      refused(() -> Entry.decode(encode(fields)), "profile, device and own");
    }
    for (String name : List.of("seq", "height")) {
      Map<String, Ipld> fields = fields(Samples.rootEntry().encode());
      fields.put(name, Ipld.of(1));
      refused(() -> Entry.decode(encode(fields)), "a root entry with");
    }
    Map<String, Ipld> open = fields(Samples.rootEntry().encode());
    open.put("control", Ipld.of(false));
    refused(() -> Entry.decode(encode(open)), "a root entry with control");
  }

  @Test
  void referencesHave36BytesAndLinksAreLinks() throws Exception {
    Map<String, Ipld> fields = fields(Samples.entry(List.of()).encode());
    for (int length : new int[] {0, 35, 37}) {
      fields.put("own", Ipld.of(new byte[length]));
      refused(() -> Entry.decode(encode(fields)), "reference of 36 bytes");
    }
    fields.put("own", Ipld.of(new byte[36]));
    refused(() -> Entry.decode(encode(fields)), "reference");
    fields.put("own", Ipld.link(Samples.cid(2)));
    refused(() -> Entry.decode(encode(fields)), "as Bytes");
    fields.put("own", Ipld.reference(Samples.cid(2)));
    fields.put("payload", Ipld.reference(Samples.cid(5)));
    refused(() -> Entry.decode(encode(fields)), "as link");
    fields.put("payload", Ipld.link(Samples.raw(5)));
    refused(() -> Entry.decode(encode(fields)), "dag-cbor");
  }

  @Test
  void bytesOfFixedLengthHaveThat() throws Exception {
    Map<String, Ipld> entry = fields(Samples.entry(List.of()).encode());
    for (int length : new int[] {63, 65}) {
      entry.put("sig", Ipld.of(new byte[length]));
      refused(() -> Entry.decode(encode(entry)), "64 bytes");
    }
    Map<String, Ipld> payload = fields(Samples.payload(List.of(), Post.EMPTY.toBody()).encode());
    for (int length : new int[] {15, 17}) {
      payload.put("salt", Ipld.of(new byte[length]));
      refused(() -> Payload.decode(encode(payload)), "16 bytes");
    }
  }

  @Test
  void payloadHasAtMost32ContentsAnd16KiB() throws Exception {
    Content content = Samples.fullContent();
    Payload full = Samples.payload(Collections.nCopies(32, content), Post.EMPTY.toBody());
    assertThat(Payload.decode(full.encode())).isEqualTo(full);
    misfit(
        () -> Samples.payload(Collections.nCopies(33, content), Post.EMPTY.toBody()),
        "at most 32 payload.contents");
    int fixed = ofBodyBytes(1000).encode().length - 1000;
    Payload largest = ofBodyBytes(Payload.MAX_BYTES - fixed);
    assertThat(largest.encode().length).isEqualTo(Payload.MAX_BYTES);
    assertThat(Payload.decode(largest.encode())).isEqualTo(largest);
    Payload larger = ofBodyBytes(Payload.MAX_BYTES - fixed + 1);
    misfit(larger::encode, "at most 16384 bytes");
    refused(() -> Payload.decode(DagCbor.encode(toIpld(larger))), "at most 16384 bytes");
  }

  private static Payload ofBodyBytes(int length) {
    return Samples.payload(List.of(), Samples.body(Ipld.of(new byte[length])));
  }

  private static Ipld toIpld(Payload payload) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("salt", Ipld.of(payload.salt().toBytes()));
    fields.put("time", Ipld.of(payload.time()));
    fields.put("contents", Ipld.list(List.of()));
    fields.put("body", payload.body().toIpld());
    return Ipld.map(fields);
  }

  @Test
  void payloadIsAtMost32Deep() throws Exception {
    Payload deepest = Samples.payload(List.of(), Samples.body(nested(30)));
    assertThat(Payload.decode(deepest.encode())).isEqualTo(deepest);
    misfit(() -> Samples.body(nested(31)), "depth of at most 32");
    Map<String, Ipld> fields = fields(deepest.encode());
    fields.put("body", Ipld.map(Map.of("poll", nested(31))));
    refused(() -> Payload.decode(encode(fields)), "canonical");
  }

  private static Ipld nested(int depth) {
    Ipld value = Ipld.of("leaf");
    for (int i = 0; i < depth; i++) {
      value = i % 2 == 0 ? Ipld.list(List.of(value)) : Ipld.map(Map.of("a", value));
    }
    return value;
  }

  @Test
  void bodyHasOneKeyAndNoLinksFloatsOrIntegersOutOfRange() throws Exception {
    Map<String, Ipld> fields = fields(Samples.payload(List.of(), Post.EMPTY.toBody()).encode());
    fields.put("body", Ipld.map(Map.of()));
    refused(() -> Payload.decode(encode(fields)), "one key");
    fields.put("body", Ipld.map(Map.of("post", Ipld.NULL, "poll", Ipld.NULL)));
    refused(() -> Payload.decode(encode(fields)), "one key");
    fields.put("body", Ipld.map(Map.of("poll", Ipld.NULL)));
    assertThatCode(() -> Payload.decode(encode(fields))).doesNotThrowAnyException();
    misfit(() -> Samples.body(Ipld.list(List.of(Ipld.link(Samples.cid(1))))), "no link");
    misfit(() -> Samples.body(Ipld.map(Map.of("a", new Ipld.Real(1)))), "no float");
    misfit(() -> Samples.body(Ipld.of(-1)), "integer");
    misfit(() -> Samples.body(Ipld.of(Limits.MAX_INTEGER + 1)), "integer");
    assertThat(Samples.body(Ipld.of(Limits.MAX_INTEGER)).isControl()).isFalse();
  }

  @Test
  void textsOfContentHaveAtMost256Bytes() {
    Optional<String> longest = Optional.of(LONGEST);
    Optional<String> longer = Optional.of(LONGEST + "x");
    assertThatCode(() -> content(LONGEST, longest, longest)).doesNotThrowAnyException();
    misfit(() -> content(LONGEST + "x", longest, longest), "content.mime");
    misfit(() -> content(LONGEST, longer, longest), "content.name");
    misfit(() -> content(LONGEST, longest, longer), "content.alt");
    misfit(() -> content("\ud800", longest, longest), "Unicode");
  }

  private static Content content(String mime, Optional<String> name, Optional<String> alt) {
    OptionalLong none = OptionalLong.empty();
    return new Content(Samples.raw(1), 1, mime, name, alt, none, none, none);
  }

  @Test
  void contentIsRawOrDagPb() {
    assertThatCode(() -> Content.of(Samples.cid(1).withCodec(Multicodec.DAG_PB), 1, "a"))
        .doesNotThrowAnyException();
    for (Multicodec codec : List.of(Multicodec.DAG_CBOR, Multicodec.LIBP2P_KEY)) {
      misfit(() -> Content.of(Samples.cid(1).withCodec(codec), 1, "a"), "raw or dag-pb");
    }
  }

  @Test
  void smallContentsArePackedUpTo256KiBEachCidOnce() {
    List<Content> contents = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      contents.add(Content.of(Samples.raw(i), 16 * 1024, "a"));
      contents.add(Content.of(Samples.raw(i), 1, "again, of another size"));
    }
    contents.add(Content.of(Samples.raw(20), 16 * 1024 - 9, "leaves 9 bytes of room"));
    contents.add(Content.of(Samples.raw(21), 10, "does not fit"));
    Payload.Packing packing = Samples.payload(contents, Post.EMPTY.toBody()).packing();
    assertThat(packing.packed()).hasSize(16).allMatch(content -> content.size() > 1000);
    assertThat(packing.linked()).containsExactly(Samples.raw(21));

    contents.set(contents.size() - 1, Content.of(Samples.raw(21), 9, "fits"));
    assertThat(Samples.payload(contents, Post.EMPTY.toBody()).packing().packed()).hasSize(17);
    List<Content> large =
        List.of(
            Content.of(Samples.raw(1), 16 * 1024 + 1, "too large"),
            Content.of(Samples.raw(2).withCodec(Multicodec.DAG_PB), 1, "not raw"),
            Content.of(Samples.raw(3), 0, "empty"));
    Payload.Packing rest = Samples.payload(large, Post.EMPTY.toBody()).packing();
    assertThat(rest.packed()).containsExactly(large.get(2));
    assertThat(rest.linked()).hasSize(2);
  }

  @Test
  void nodeHasAtMost65Parents() throws Exception {
    Node node = Node.of(Samples.PROFILE, Samples.cids(65), Samples.cid(1));
    assertThat(Node.decode(node.encode())).isEqualTo(node);
    assertThat(node.encode().length).isLessThan(Node.MAX_BYTES);
    misfit(() -> Node.of(Samples.PROFILE, Samples.cids(66), Samples.cid(1)), "at most 65");
    misfit(() -> Node.of(Samples.PROFILE, List.of(), Samples.cid(1)), "at least 1");
    misfit(() -> Node.merge(Samples.PROFILE, Samples.cids(1)), "at least 2");
    misfit(
        () -> new Node(Optional.empty(), Samples.cids(1), Optional.of(Samples.cid(1))),
        "a root node");
    misfit(() -> new Node(Optional.empty(), List.of(), Optional.empty()), "a root node");
  }

  @Test
  void snapshotHasAtMost16384PacksEachOnce() throws Exception {
    List<PackRef> refs = new ArrayList<>();
    for (int i = 0; i < Snapshot.MAX_PACKS; i++) {
      refs.add(Samples.packRef(i));
    }
    Snapshot snapshot = new Snapshot(Samples.PROFILE, refs);
    assertThat(Snapshot.decode(snapshot.encode())).isEqualTo(snapshot);
    refs.add(Samples.packRef(Snapshot.MAX_PACKS));
    misfit(() -> new Snapshot(Samples.PROFILE, refs), "at most 16384 snapshot.packs");
    List<PackRef> twice = List.of(Samples.packRef(1), Samples.packRef(1));
    misfit(() -> new Snapshot(Samples.PROFILE, twice), "each once");
  }

  @Test
  void packRefIsATupleOfSeven() throws Exception {
    Snapshot snapshot = new Snapshot(Samples.PROFILE, List.of(Samples.packRef(1)));
    Ipld ref = ((Ipld.Array) Values.list(packs(snapshot), 1, "packs").get(0));
    List<Ipld> tuple = new ArrayList<>(((Ipld.Array) ref).items());
    tuple.add(Ipld.of(0));
    refused(() -> Snapshot.decode(withPacks(snapshot, Ipld.list(tuple))), "at most 7");
    refused(() -> Snapshot.decode(withPacks(snapshot, Ipld.list(tuple.subList(0, 6)))), "of 7");
    misfit(() -> new PackRef(Samples.cid(1), 1, Pack.MAX_BYTES + 1, 0, 0, 0, 0), "bytes");
    misfit(() -> new PackRef(Samples.cid(1), 1, 1, 2, 1, 0, 0), "lowHeight");
    misfit(() -> new PackRef(Samples.cid(1), 1, 1, 0, 0, 2, 1), "since");
  }

  private static Ipld packs(Snapshot snapshot) throws Exception {
    return Objects.requireNonNull(fields(snapshot.encode()).get("packs"));
  }

  private static byte[] withPacks(Snapshot snapshot, Ipld ref) throws Exception {
    Map<String, Ipld> fields = fields(snapshot.encode());
    fields.put("packs", Ipld.list(List.of(ref)));
    return encode(fields);
  }

  @Test
  void itemsHoldAnEntryAndAPayloadOfTheirSizes() throws Exception {
    assertThatCode(() -> new Item.Stub(Samples.object(Entry.MAX_BYTES))).doesNotThrowAnyException();
    misfit(() -> new Item.Stub(Samples.object(Entry.MAX_BYTES + 1)), "4096");
    Block entry = Samples.object(1);
    assertThatCode(() -> new Item.Whole(entry, Samples.object(Payload.MAX_BYTES)))
        .doesNotThrowAnyException();
    misfit(() -> new Item.Whole(entry, Samples.object(Payload.MAX_BYTES + 1)), "16384");
    Map<String, Ipld> fields = fields(Samples.pack().encode());
    Ipld bytes = Ipld.of(new byte[1]);
    fields.put("items", Ipld.list(List.of(Ipld.list(List.of(bytes)))));
    refused(() -> Pack.decode(encode(fields)), "an entry and a payload");
    fields.put("items", Ipld.list(List.of(Ipld.list(List.of(bytes, bytes, bytes)))));
    refused(() -> Pack.decode(encode(fields)), "at most 2");
  }

  @Test
  void packHasAtMost1MiBAndSortedContentsAndLinks() throws Exception {
    List<Block> contents = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      byte[] bytes = Samples.bytes(Payload.MAX_PACKED_BYTES);
      bytes[0] = (byte) i;
      contents.add(Block.of(Multicodec.RAW, bytes));
    }
    contents.sort(Comparator.comparing(Block::cid));
    int fixed = new Pack(List.of(), withLast(contents, 1000), List.of()).encode().length - 1000;
    Pack largest = new Pack(List.of(), withLast(contents, Pack.MAX_BYTES - fixed), List.of());
    assertThat(Pack.decode(largest.encode())).isEqualTo(largest);
    assertThat(largest.encode().length).isEqualTo(Pack.MAX_BYTES);
    Pack larger = new Pack(List.of(), withLast(contents, Pack.MAX_BYTES - fixed + 1), List.of());
    misfit(larger::encode, "at most 1048576 bytes");

    List<Block> reversed = new ArrayList<>(contents);
    Collections.reverse(reversed);
    misfit(() -> new Pack(List.of(), reversed, List.of()), "pack.contents sorted");
    List<Block> large = List.of(Samples.content(Payload.MAX_PACKED_BYTES + 1));
    misfit(() -> new Pack(List.of(), large, List.of()), "at most 16384 bytes");
    List<Cid> twice = List.of(Samples.raw(1), Samples.raw(1));
    misfit(() -> new Pack(List.of(), List.of(), twice), "without duplicates");
    misfit(() -> new Pack(List.of(), List.of(), List.of(Samples.cid(1))), "raw or dag-pb");
  }

  /** The contents and one more of this length, still sorted. */
  private static List<Block> withLast(List<Block> contents, int length) {
    List<Block> more = new ArrayList<>(contents);
    more.add(Samples.content(length));
    more.sort(Comparator.comparing(Block::cid));
    return more;
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void misfit(Attempt attempt, String expected) {
    assertThatThrownBy(attempt::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  private static void refused(Attempt attempt, String expected) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(SchemaException.class, e -> assertThat(e.cid()).isPresent())
        .hasMessageContaining(expected);
  }

  private static Map<String, Ipld> fields(byte[] bytes) throws Exception {
    return new LinkedHashMap<>(((Ipld.Struct) DagCbor.decode(bytes)).fields());
  }

  private static byte[] encode(Map<String, Ipld> fields) {
    return DagCbor.encode(Ipld.map(fields));
  }
}
