package dagbok.simulation;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Arrival;
import dagbok.dag.Genesis;
import dagbok.dag.NextEntry;
import dagbok.dag.NextHead;
import dagbok.profile.Batch;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes one profile, with the only copy that is always the newest. */
final class Writer {
  private final SharedSet.Family family;
  private final SimulatedCopy copy;
  private final SigningKey key;
  private final Cid device;
  private final List<Cid> posts = new ArrayList<>();
  private final Set<Cid> written = new HashSet<>();
  private long salt;
  private long heads;

  /** Begins a profile with so many posts. */
  Writer(long seed, int number, int history, Verifier verifier) {
    SigningKey profileKey = key(seed, number, 1);
    Genesis genesis = Genesis.of(profileKey);
    this.family = new SharedSet.Family(genesis.profile(), verifier);
    this.copy = new SimulatedCopy(family, family.empty(), /* own= */ true);
    this.key = key(seed, number, 2);
    put(genesis.entry(), genesis.payload(), List.of());
    Control.Grant grant =
        Control.Grant.by(
            key,
            SealSecret.ofBytes(new byte[32]).publicKey(),
            genesis.profile(),
            genesis.entry().cid());
    Encoded<Payload> granted = payload(grant.toBody(), List.of(), 0);
    this.device = write(genesis.entry().cid(), profileKey, granted, List.of());
    for (int i = 0; i < history; i++) {
      post(i);
    }
    Encoded<Head> unused = head(0);
  }

  private static SigningKey key(long seed, int number, int which) {
    return SigningKey.ofSeed(
        ByteBuffer.allocate(SigningKey.SEED_BYTES)
            .putLong(seed)
            .putInt(number)
            .putInt(which)
            .array());
  }

  SharedSet.Family family() {
    return family;
  }

  SimulatedCopy copy() {
    return copy;
  }

  SharedSet newest() {
    return copy.set();
  }

  SigningKey key() {
    return key;
  }

  Cid device() {
    return device;
  }

  /** Whether this entry was written here. */
  boolean wrote(Cid entry) {
    return written.contains(entry);
  }

  /** Writes a post at this time, in seconds. */
  void post(long time) {
    byte[] text = ("Post " + posts.size() + " ").repeat(20).getBytes(StandardCharsets.UTF_8);
    Block block = Block.of(Multicodec.RAW, text);
    Content content = Content.of(block.cid(), text.length, "text/plain");
    Encoded<Payload> payload = payload(Post.EMPTY.toBody(), List.of(content), time);
    posts.add(write(device, key, payload, List.of(block)));
  }

  /** Deletes the oldest post that is left. */
  void delete(long time) {
    Control.Delete delete = new Control.Delete(List.of(posts.remove(0)));
    Cid unused = write(device, key, payload(delete.toBody(), List.of(), time), List.of());
  }

  /** Signs a head of what there is. */
  Encoded<Head> head(long time) {
    Encoded<Head> head = NextHead.of(newest().history(), device, key, heads++, time);
    copy.putHead(head);
    return head;
  }

  private Encoded<Payload> payload(Body body, List<Content> contents, long time) {
    Salt one = new Salt(ByteBuffer.allocate(Salt.BYTES).putLong(++salt).array());
    return Encoded.of(new Payload(one, time, contents, body));
  }

  private Cid write(Cid by, SigningKey with, Encoded<Payload> payload, List<Block> contents) {
    Encoded<Entry> entry = NextEntry.of(newest().history(), by, with, payload);
    put(entry, payload, contents);
    return entry.cid();
  }

  private void put(Encoded<Entry> entry, Encoded<Payload> payload, List<Block> contents) {
    Arrival arrival = new Arrival(entry, Optional.of(payload), Optional.empty());
    if (!copy.take(new Batch(List.of(arrival), List.of(), contents)).whole()) {
      throw new IllegalStateException("one's own entry is not accepted: " + entry.cid());
    }
    written.add(entry.cid());
  }
}
