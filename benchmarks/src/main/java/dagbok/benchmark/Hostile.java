package dagbok.benchmark;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.SealKey;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import dagbok.dag.Genesis;
import dagbok.dag.History;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes what an author may write who follows the rules and means ill. Signatures are noise, for a
 * verifier that takes all: they are counted elsewhere.
 */
final class Hostile {
  private static final long TIME = 1_795_000_000;
  private static final int MAX_TRIES = 1_000;

  private final Random random = new Random(1);
  private final List<Step> steps = new ArrayList<>();
  private final Genesis genesis = Genesis.of(SigningKey.ofSeed(bytes(SigningKey.SEED_BYTES)));
  private long bytes;

  /** What is done to a history, and how many bytes came for it. */
  record Step(Consumer<History> work, int bytes) {}

  /** An entry, or a device by its grant, which has no number yet. */
  record Made(Cid cid, Cid device, long seq, long height) {
    /** The end of this one's chain after it granted a device. */
    Made after(Made grant) {
      return new Made(grant.cid, device, seq + 1, grant.height);
    }
  }

  /** The profile's root entry, which is the profile key as a device, too. */
  final Made root = new Made(genesis.entry().cid(), genesis.entry().cid(), 0, 0);

  Hostile() {
    byte[] payload = genesis.payload().bytes();
    add(history -> history.offer(genesis.entry(), Optional.of(payload)), payload.length);
  }

  ProfileId profile() {
    return genesis.profile();
  }

  /** How many bytes were made so far. */
  long bytes() {
    return bytes;
  }

  /** What was made since the last time. */
  List<Step> take() {
    List<Step> taken = List.copyOf(steps);
    steps.clear();
    return taken;
  }

  private void add(Consumer<History> work, int length) {
    steps.add(new Step(work, length));
    bytes += length;
  }

  /** Bytes that are no others. */
  byte[] bytes(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** The CID of nothing. */
  Cid nothing() {
    return Cid.ofDigest(Multicodec.DAG_CBOR, bytes(32));
  }

  /** A content that comes now. */
  Block content(int length) {
    Block block = Block.of(Multicodec.RAW, bytes(length));
    bring(block);
    return block;
  }

  /** Brings a content. */
  void bring(Block block) {
    add(history -> history.offerContent(block), block.bytes().length);
  }

  static Content named(Block block) {
    return Content.of(block.cid(), block.bytes().length, "text/plain");
  }

  Encoded<Payload> payload(Body body, List<Content> contents) {
    return Encoded.of(new Payload(new Salt(bytes(Salt.BYTES)), TIME, contents, body));
  }

  /** The payload of a post of nothing. */
  Encoded<Payload> post() {
    return post(List.of());
  }

  /** The payload of a post with these contents. */
  Encoded<Payload> post(List<Content> contents) {
    return payload(Post.EMPTY.toBody(), contents);
  }

  /** The same with a text that comes now. */
  Encoded<Payload> post(int textBytes) {
    return post(List.of(named(content(textBytes))));
  }

  Encoded<Payload> edit(Made post) {
    return payload(new Display.Edit(post.cid, Post.EMPTY, Map.of()).toBody(), List.of());
  }

  /** A device by its grant. */
  Made grant(Made own) {
    Control.Grant grant =
        new Control.Grant(
            new DeviceKey(bytes(DeviceKey.BYTES)),
            new SealKey(bytes(32)),
            new Signature(bytes(Signature.BYTES)));
    Made made = control(own, grant, 0);
    return new Made(made.cid, made.cid, -1, made.height);
  }

  Made revoke(Made own, Made grant, Made last) {
    long height = Math.max(grant.height, last.height);
    return control(own, new Control.Revoke(grant.cid, last.cid), height);
  }

  Made delete(Made own, Collection<Cid> entries) {
    return control(own, new Control.Delete(List.copyOf(new TreeSet<>(entries))), 0);
  }

  private Made control(Made own, Control control, long height) {
    Encoded<Payload> payload = payload(control.toBody(), List.of());
    return entry(own, List.of(), payload, true, true, height, cid -> true);
  }

  /** An entry with its payload. */
  Made entry(Made own, Encoded<Payload> payload) {
    return entry(own, List.of(), payload);
  }

  /** The same after others, too. */
  Made entry(Made own, List<Made> prev, Encoded<Payload> payload) {
    return entry(own, prev, payload, false, true, 0, cid -> true);
  }

  /** An entry without its payload. */
  Made stub(Made own, Encoded<Payload> payload) {
    return entry(own, List.of(), payload, false, false, 0, cid -> true);
  }

  /** An entry whose CID is as one likes it. */
  Made ground(Made own, Encoded<Payload> payload, Predicate<Cid> wish) {
    return entry(own, List.of(), payload, false, true, 0, wish);
  }

  private Made entry(
      Made own,
      List<Made> prev,
      Encoded<Payload> payload,
      boolean control,
      boolean whole,
      long least,
      Predicate<Cid> wish) {
    long highest = Math.max(own.height, least);
    TreeSet<Cid> sorted = new TreeSet<>();
    for (Made made : prev) {
      sorted.add(made.cid);
      highest = Math.max(highest, made.height);
    }
    long height = highest + 1;
    long seq = own.seq + 1;
    Encoded<Entry> entry = encoded(own, seq, height, sorted, control, payload);
    for (int tries = 0; !wish.test(entry.cid()) && tries < MAX_TRIES; tries++) {
      entry = encoded(own, seq, height, sorted, control, payload);
    }
    Encoded<Entry> right = entry;
    Optional<byte[]> comes = whole ? Optional.of(payload.bytes()) : Optional.empty();
    int length = right.bytes().length + (whole ? payload.bytes().length : 0);
    add(history -> history.offer(right, comes), length);
    return new Made(right.cid(), own.device, seq, height);
  }

  private Encoded<Entry> encoded(
      Made own,
      long seq,
      long height,
      Collection<Cid> prev,
      boolean control,
      Encoded<Payload> payload) {
    return Encoded.of(
        new Entry(
            Optional.of(genesis.profile()),
            Optional.of(own.device),
            Optional.of(own.cid),
            seq,
            height,
            List.copyOf(prev),
            control,
            payload.cid(),
            new Signature(bytes(Signature.BYTES))));
  }

  /** Does something else to the history. */
  void then(Consumer<History> work) {
    add(work, 0);
  }
}
