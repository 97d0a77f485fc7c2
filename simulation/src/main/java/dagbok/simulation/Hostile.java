package dagbok.simulation;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Somebody who would rather that nobody heard of a profile, and does not rest. */
final class Hostile implements Node {
  private static final long PERIOD_MILLIS = 60_000;
  private static final int FLOOD = 250;
  private static final int REMEMBERED = 64;
  private static final long LARGE_SEQ = 1_000_000_000;
  private static final int MISSING_PACKS = 3;

  /** What it does. */
  enum Kind {
    /** Says much: heads that nobody signed, and queries for everything. */
    FLOOD,
    /** Says what is no message, or one with a bit turned. */
    JUNK,
    /** Says again what others said before. */
    REPLAY,
    /**
     * Has the key of the profile's device, signs heads with false packs, and gives false blocks.
     */
    FALSE_PACKS,
    /** Has that key, signs heads with packs that nobody gives, and answers nothing. */
    WITHHELD_PACKS
  }

  private final World world;
  private final Kind kind;
  private final Writer target;
  private final String topic;
  private final SplittableRandom random;
  private final int number;
  private final List<byte[]> heard = new ArrayList<>();
  private final Map<Cid, Block> made = new HashMap<>();
  private long said;

  Hostile(World world, Kind kind, World.Profile target) {
    this.world = world;
    this.kind = kind;
    this.target = target.writer;
    this.topic = Topic.of(profile()).name();
    this.random = world.random.split();
    this.number = world.network.add(this);
    world.network.listen(number, topic);
    if (isThief()) {
      target.holders.add(number);
    }
    world.timeline.at(random.nextLong(PERIOD_MILLIS), this::act);
  }

  private ProfileId profile() {
    return target.family().profile();
  }

  private boolean isThief() {
    return kind == Kind.FALSE_PACKS || kind == Kind.WITHHELD_PACKS;
  }

  @Override
  public String name() {
    return "hostile " + number;
  }

  @Override
  public boolean isOnline() {
    return true;
  }

  @Override
  public void receive(String on, String from, byte[] data) {
    if (kind == Kind.REPLAY && heard.size() < REMEMBERED && random.nextInt(4) == 0) {
      heard.add(data);
    }
  }

  @Override
  public Answer give(Want want) {
    Block block = made.get(want.cid());
    if (block != null) {
      return new Answer.Bytes(block.bytes());
    }
    return switch (kind) {
      case FLOOD, JUNK, REPLAY -> new Answer.None();
      case FALSE_PACKS -> new Answer.Bytes(bytes(1_000));
      case WITHHELD_PACKS -> new Answer.Silence();
    };
  }

  private void act() {
    switch (kind) {
      case FLOOD -> flood();
      case JUNK -> junk();
      case REPLAY -> List.copyOf(heard).forEach(this::say);
      case FALSE_PACKS -> announce(snapshot(falsePacks()));
      case WITHHELD_PACKS -> announce(snapshot(missingPacks()));
    }
    world.timeline.after(PERIOD_MILLIS / 2 + random.nextLong(PERIOD_MILLIS), this::act);
  }

  private void say(byte[] data) {
    world.network.publish(number, topic, data);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private Cid anyCid() {
    return Cid.of(Multicodec.DAG_CBOR, bytes(8));
  }

  private void flood() {
    for (int i = 0; i < FLOOD; i++) {
      say(announcement(unsigned(anyCid())).encode());
      say(
          new Message.Query(List.of(new Message.Query.Known(profile(), List.of(anyCid()))))
              .encode());
    }
  }

  private void junk() {
    byte[] right = announcement(target.copy().heads().get(0)).encode();
    for (int i = 0; i < FLOOD; i++) {
      say(bytes(random.nextInt(300)));
      byte[] bent = right.clone();
      bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
      say(bent);
    }
  }

  private Encoded<Head> unsigned(Cid snapshot) {
    return Encoded.of(head(snapshot));
  }

  private Head head(Cid snapshot) {
    return new Head(
        profile(),
        snapshot,
        target.device(),
        LARGE_SEQ + said++,
        0,
        Entry.UNSIGNED,
        Optional.empty(),
        Optional.empty());
  }

  private Message.Announcement announcement(Encoded<Head> head) {
    return Announcements.bare(target.copy(), head).orElseThrow();
  }

  private void announce(Cid snapshot) {
    SigningKey stolen = target.key();
    say(announcement(Encoded.of(head(snapshot).signedBy(stolen))).encode());
  }

  private Cid put(Block block) {
    made.put(block.cid(), block);
    return block.cid();
  }

  private Cid snapshot(List<PackRef> lies) {
    List<PackRef> packs = new ArrayList<>(target.newest().history().packs());
    packs.addAll(lies);
    return put(Encoded.of(new Snapshot(profile(), packs)).block());
  }

  /** A pack with an entry that nobody signed, after those that are right. */
  private List<PackRef> falsePacks() {
    Block block = Encoded.of(new Pack(List.of(forged()), List.of(), List.of())).block();
    put(block);
    return List.of(ref(block.cid(), block.bytes().length, 0));
  }

  private List<PackRef> missingPacks() {
    List<PackRef> packs = new ArrayList<>();
    for (int i = 0; i < MISSING_PACKS; i++) {
      packs.add(ref(anyCid(), 1, i));
    }
    return packs;
  }

  private static PackRef ref(Cid pack, int length, int i) {
    long height = 1_000_000L + i;
    return new PackRef(pack, 1, length, height, height, 0, 0);
  }

  /** The profile's last entry with other words put into its author's mouth. */
  private Item forged() {
    Cid last = target.newest().history().last(target.device()).orElseThrow();
    var member = target.newest().history().member(last).orElseThrow();
    Entry honest = member.entry().value();
    Payload said = member.payload().orElseThrow().value();
    Payload other =
        new Payload(said.salt(), said.time() + 1 + random.nextInt(1_000), List.of(), said.body());
    Encoded<Payload> payload = Encoded.of(other);
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
}
