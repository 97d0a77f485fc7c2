package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.SealKey;
import dagbok.crypto.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One of each object, with every optional field and with none. Right in form and nothing else. */
final class Samples {
  static final ProfileId PROFILE = new ProfileId(cid(0));
  static final Signature SIG = new Signature(bytes(Signature.BYTES));
  static final Salt SALT = new Salt(bytes(Salt.BYTES));
  static final DeviceKey KEY = new DeviceKey(bytes(DeviceKey.BYTES));
  static final SealKey SEAL = new SealKey(bytes(SealKey.BYTES));
  static final Target TARGET = new Target(PROFILE, cid(1));

  private Samples() {}

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  /** The CID of some object. */
  static Cid cid(int number) {
    return Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) number, (byte) (number >> 8)});
  }

  /** So many different CIDs, sorted. */
  static List<Cid> cids(int count) {
    List<Cid> cids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cids.add(cid(100 + i));
    }
    cids.sort(null);
    return cids;
  }

  static Cid raw(int number) {
    return cid(number).withCodec(Multicodec.RAW);
  }

  static Block content(int length) {
    return Block.of(Multicodec.RAW, bytes(length));
  }

  static Block object(int length) {
    return Block.of(Multicodec.DAG_CBOR, bytes(length));
  }

  static Entry entry(List<Cid> prev) {
    return new Entry(
        Optional.of(PROFILE),
        Optional.of(cid(1)),
        Optional.of(cid(2)),
        3,
        4,
        prev,
        false,
        cid(5),
        SIG);
  }

  static Entry rootEntry() {
    return Entry.root(cid(5));
  }

  static Content fullContent() {
    return new Content(
        raw(1),
        5,
        "image/png",
        Optional.of("a.png"),
        Optional.of("an a"),
        OptionalLong.of(640),
        OptionalLong.of(480),
        OptionalLong.of(1000));
  }

  static Payload payload(List<Content> contents, Body body) {
    return new Payload(SALT, 6, contents, body);
  }

  static Body body(Ipld value) {
    return new Body("poll", value);
  }

  static Head head(boolean full) {
    return new Head(
        PROFILE,
        cid(1),
        cid(2),
        3,
        4,
        SIG,
        full ? Optional.of(cid(5)) : Optional.empty(),
        full ? Optional.of(cid(6)) : Optional.empty());
  }

  static PackRef packRef(int number) {
    return new PackRef(cid(number), 1, 2, 3, 4, 5, 6);
  }

  static List<Item> items() {
    return List.of(new Item.Stub(object(9)), new Item.Whole(object(10), object(11)));
  }

  static Pack pack() {
    return new Pack(items(), List.of(content(3)), List.of(raw(1)));
  }

  static Post fullPost() {
    return Post.EMPTY.toBuilder().title("title").tags(List.of("a", "b")).stream("stream")
        .language("sv-SE")
        .warning("warning")
        .sensitive(true)
        .place(place())
        .reply(new Reply(TARGET, TARGET))
        .replies(RepliesHint.NOTE)
        .build();
  }

  static Place place() {
    return new Place(Optional.of("Luleå"), 1_555_800_000L, 2_021_500_000L);
  }

  static Display.Profile fullProfile() {
    return new Display.Profile(
        "name",
        Optional.of("about"),
        OptionalLong.of(0),
        OptionalLong.of(1),
        List.of("https://example.org/"),
        Map.of());
  }

  static Display.Profile bareProfile() {
    return new Display.Profile(
        "name", Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of(), Map.of());
  }

  static Message.Announcement announcement() {
    return new Message.Announcement(Encoded.of(head(true)), items(), items(), List.of(content(3)));
  }

  static Message.Query query() {
    return new Message.Query(List.of(new Message.Query.Known(PROFILE, List.of(cid(1)))));
  }

  static Message.ReplyNotice reply() {
    return new Message.ReplyNotice(PROFILE, items().get(1), List.of(content(3)), items());
  }

  static Message.Discover discover(List<String> peers) {
    return new Message.Discover(PROFILE, cid(1), items(), peers, 7, SIG);
  }
}
