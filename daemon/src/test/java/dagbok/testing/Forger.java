package dagbok.testing;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.dag.History.PackedRun;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Snapshot;
import dagbok.schema.Topic;
import dagbok.sync.Announcements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody on an IPFS node of his own who stole the key of a device, and lies. */
public final class Forger {
  private static final long HIGH = 1_000_000;

  private final MemoryIpfs node;
  private final Replica replica;
  private final SigningKey key;
  private final Cid device;

  /** Knows what the owner of the profile knows now and later. */
  public Forger(MemoryIpfs node, TestDaemon owner, Replica replica) {
    this.node = node;
    this.replica = replica;
    this.key = owner.key(replica);
    this.device = owner.device(replica);
  }

  private Cid put(Block block) {
    node.blocks().put(List.of(block));
    return block.cid();
  }

  /** Gives all packs that the owner has, by this node. */
  public void copyPacks() {
    Sets.packs(replica).forEach(pack -> put(pack.block()));
    put(replica.summary().room().orElseThrow().block());
  }

  /** A snapshot of these packs, and whose it says it is. */
  public Cid snapshot(ProfileId profile, List<PackRef> packs) {
    return put(Encoded.of(new Snapshot(profile, packs)).block());
  }

  private Cid snapshot(PackRef last) {
    List<PackRef> packs = new ArrayList<>(honestPacks());
    packs.add(last);
    return snapshot(replica.profile(), packs);
  }

  private List<PackRef> honestPacks() {
    return Sets.packs(replica).stream().map(PackedRun::ref).toList();
  }

  private PackRef ref(Block pack, long items) {
    return new PackRef(pack.cid(), items, pack.bytes().length, HIGH, HIGH, 0, 0);
  }

  /** A snapshot whose last pack is no pack. */
  public Cid garbage() {
    Block block =
        Block.of(Multicodec.DAG_CBOR, "this is no pack at all".getBytes(StandardCharsets.UTF_8));
    put(block);
    return snapshot(ref(block, 1));
  }

  /** A snapshot whose last pack holds an entry that nobody signed. */
  public Cid lyingItems() {
    Block block = Encoded.of(new Pack(List.of(forged()), List.of(), List.of())).block();
    put(block);
    return snapshot(ref(block, 1));
  }

  /** A snapshot that says another length of each honest pack. */
  public Cid wrongLengths() {
    List<PackRef> packs = new ArrayList<>();
    for (PackRef ref : honestPacks()) {
      packs.add(
          new PackRef(
              ref.pack(),
              ref.items(),
              ref.bytes() + 1,
              ref.lowHeight(),
              ref.highHeight(),
              ref.since(),
              ref.until()));
    }
    return snapshot(replica.profile(), packs);
  }

  /** A snapshot of the honest packs that says it is of another profile. */
  public Cid anothersSnapshot() {
    return snapshot(
        new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {1, 2, 3})), honestPacks());
  }

  /** A snapshot of as many packs as there may be, which nobody has. */
  public Cid missingPacks() {
    List<PackRef> packs = new ArrayList<>(Snapshot.MAX_PACKS);
    for (int i = 0; i < Snapshot.MAX_PACKS; i++) {
      byte[] bytes = ("nobody has pack " + i).getBytes(StandardCharsets.UTF_8);
      packs.add(new PackRef(Cid.of(Multicodec.DAG_CBOR, bytes), 1, 1, i, i, 0, 0));
    }
    return snapshot(replica.profile(), packs);
  }

  private Entry last() {
    Cid last = replica.read(history -> history.last(device)).orElseThrow();
    return replica.member(last).orElseThrow().entry().value();
  }

  /** What the owner did not say. */
  private Encoded<Payload> words() {
    Cid last = replica.read(history -> history.last(device)).orElseThrow();
    Payload said = replica.member(last).orElseThrow().payload().orElseThrow().value();
    return Encoded.of(new Payload(said.salt(), said.time() + 1, List.of(), said.body()));
  }

  /** The owner's last entry with words put into their mouth. */
  public Item forged() {
    Entry honest = last();
    Encoded<Payload> payload = words();
    Entry entry =
        new Entry(
            honest.profile(),
            honest.device(),
            honest.own(),
            honest.seq(),
            honest.height(),
            honest.prev(),
            honest.control(),
            payload.cid(),
            honest.sig());
    return Item.whole(Encoded.of(entry), payload);
  }

  /** A post by this key, maybe the stolen one, that follows what nobody has. */
  public Encoded<Entry> unfounded(SigningKey signer) {
    Entry honest = last();
    Cid nowhere = Cid.of(Multicodec.DAG_CBOR, "nowhere".getBytes(StandardCharsets.UTF_8));
    return Encoded.of(
        new Entry(
                honest.profile(),
                honest.device(),
                Optional.of(nowhere),
                honest.seq() + 10,
                HIGH,
                List.of(),
                honest.control(),
                words().cid(),
                Entry.UNSIGNED)
            .signedBy(signer));
  }

  /** A snapshot whose last pack holds that one, and says so. */
  public Cid unfoundedItems(SigningKey signer) {
    Encoded<Payload> words = words();
    Pack pack = new Pack(List.of(Item.whole(unfounded(signer), words)), List.of(), List.of());
    Block block = Encoded.of(pack).block();
    put(block);
    long time = words.value().time();
    return snapshot(new PackRef(block.cid(), 1, block.bytes().length, HIGH, HIGH, time, time));
  }

  /** A head by the stolen key. */
  public Encoded<Head> head(Cid snapshot, long seq) {
    return head(replica.profile(), snapshot, device, key, seq);
  }

  /** Any head. */
  public static Encoded<Head> head(
      ProfileId profile, Cid snapshot, Cid device, SigningKey key, long seq) {
    Head unsigned =
        new Head(
            profile, snapshot, device, seq, 0, Entry.UNSIGNED, Optional.empty(), Optional.empty());
    return Encoded.of(unsigned.signedBy(key));
  }

  /** The grants down to the device. */
  public List<Item> proof() {
    return Announcements.bare(replica, head(Sets.snapshot(replica), 0)).orElseThrow().proof();
  }

  /** An announcement of a head with the right proof and these items. */
  public Message.Announcement announcement(Encoded<Head> head, List<Item> items) {
    return new Message.Announcement(head, proof(), items, List.of());
  }

  /** Says something where the profile's followers listen. */
  public void say(byte[] message) {
    node.pubsub().publish(Topic.of(replica.profile()).name(), message);
  }

  /** Announces a snapshot. */
  public void announce(Cid snapshot, long seq) {
    say(announcement(head(snapshot, seq), List.of()).encode());
  }
}
