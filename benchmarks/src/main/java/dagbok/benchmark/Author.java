package dagbok.benchmark;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Genesis;
import dagbok.dag.History;
import dagbok.dag.NextEntry;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import dagbok.store.Database;
import dagbok.store.ProfileState;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Writes a profile into a database, with two devices: posts of a text of about 200 bytes. */
final class Author {
  private static final int BATCH = 1_000;

  private final Database database;
  private final long row;
  private final Genesis genesis;
  private final Verifier verifier = Verifier.ed25519();
  private long number;

  /** A device: its grant, and the key that it signs with. */
  record Device(Cid grant, SigningKey key) {}

  /** Where most is written. */
  final Device laptop;

  /** Another one. */
  final Device phone;

  Author(Database database) {
    this.database = database;
    SigningKey profileKey = key(1);
    this.genesis = Genesis.of(profileKey);
    this.row = database.write(tx -> ProfileTable.ensure(tx, genesis.profile())).id();
    in(
        verifier,
        (tx, history) -> history.offer(genesis.entry(), Optional.of(genesis.payload().bytes())));
    Device owner = new Device(genesis.entry().cid(), profileKey);
    this.laptop = grant(owner, LAPTOP_KEY);
    this.phone = grant(owner, key(3));
  }

  /** The key of the laptop, which each profile made here has. */
  static final SigningKey LAPTOP_KEY = key(2);

  private static SigningKey key(int number) {
    return SigningKey.ofSeed(ByteBuffer.allocate(SigningKey.SEED_BYTES).putInt(number).array());
  }

  ProfileId profile() {
    return genesis.profile();
  }

  /** Changes the set, and all that follows from it, durably. */
  <T> T in(BiFunction<Tx, History, T> work) {
    return in(verifier, work);
  }

  private <T> T in(Verifier with, BiFunction<Tx, History, T> work) {
    return database.write(
        tx -> {
          History history = new History(genesis.profile(), new ProfileState(tx, row), with);
          T result = work.apply(tx, history);
          History.Change unused = history.settle();
          return result;
        });
  }

  /** Makes the nodes that a large change left to be made, in as many goes as the daemon. */
  void makeNodes() {
    while (!in((tx, history) -> history.hasAllNodes())) {
      // one go
    }
  }

  private Device grant(Device owner, SigningKey key) {
    Control.Grant grant =
        Control.Grant.by(
            key,
            SealSecret.ofBytes(new byte[32]).publicKey(),
            genesis.profile(),
            genesis.entry().cid());
    return new Device(write(owner, payload(grant.toBody(), List.of()), List.of()), key);
  }

  private Encoded<Payload> payload(Body body, List<Content> contents) {
    Salt salt = new Salt(ByteBuffer.allocate(Salt.BYTES).putLong(++number).array());
    return Encoded.of(new Payload(salt, number, contents, body));
  }

  private Cid write(Device device, Encoded<Payload> payload, List<Block> contents) {
    return in(
        (tx, history) -> {
          Encoded<Entry> entry = NextEntry.of(history, device.grant(), device.key(), payload);
          history.offer(entry, Optional.of(payload.bytes()));
          contents.forEach(history::offerContent);
          return entry.cid();
        });
  }

  private Block text() {
    byte[] bytes = ("Post " + ++number + " ").repeat(20).getBytes(StandardCharsets.UTF_8);
    return Block.of(Multicodec.RAW, bytes);
  }

  private Encoded<Payload> post(Block text) {
    Content content = Content.of(text.cid(), text.bytes().length, "text/plain");
    return payload(Post.EMPTY.toBody(), List.of(content));
  }

  /** Writes a post as a person does. */
  Cid post(Device device) {
    Block text = text();
    return write(device, post(text), List.of(text));
  }

  /** Deletes an entry. */
  Cid delete(Cid entry) {
    return write(
        laptop, payload(new Control.Delete(List.of(entry)).toBody(), List.of()), List.of());
  }

  private record Signed(Encoded<Entry> entry, Encoded<Payload> payload, Block text) {}

  /**
   * What writing many posts took.
   *
   * @param first the oldest of them
   * @param takenNanos for all but making and signing them; no signature is checked
   */
  record Written(Cid first, long takenNanos) {}

  /** Writes many posts of the laptop, in batches, as they come from elsewhere. */
  Written posts(int count) {
    Entry last = in((tx, history) -> history.member(laptop.grant()).orElseThrow().entry().value());
    List<Cid> firsts = new ArrayList<>();
    Cid own = laptop.grant();
    long nanos = 0;
    for (int done = 0; done < count; done += BATCH) {
      List<Signed> batch = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, count - done); i++) {
        Signed signed = signed(laptop, own, done + i, last.height() + 1 + done + i);
        own = signed.entry().cid();
        batch.add(signed);
      }
      firsts.add(batch.get(0).entry().cid());
      long start = System.nanoTime();
      take((key, message, signature) -> true, batch);
      nanos += System.nanoTime() - start;
    }
    return new Written(firsts.get(0), nanos);
  }

  /** Takes in what the phone wrote apart since it was granted, if it wrote nothing yet. */
  void branch(int count) {
    long height =
        in((tx, history) -> history.member(phone.grant()).orElseThrow().entry().value().height());
    List<Signed> branch = new ArrayList<>();
    Cid own = phone.grant();
    for (int i = 0; i < count; i++) {
      Signed signed = signed(phone, own, i, height + 1 + i);
      own = signed.entry().cid();
      branch.add(signed);
    }
    take(verifier, branch);
  }

  private Signed signed(Device device, Cid own, long seq, long height) {
    Block text = text();
    Encoded<Payload> payload = post(text);
    Entry unsigned =
        new Entry(
            Optional.of(genesis.profile()),
            Optional.of(device.grant()),
            Optional.of(own),
            seq,
            height,
            List.of(),
            /* control= */ false,
            payload.cid(),
            Entry.UNSIGNED);
    return new Signed(Encoded.of(unsigned.signedBy(device.key())), payload, text);
  }

  private void take(Verifier with, List<Signed> batch) {
    in(
        with,
        (tx, history) -> {
          for (Signed signed : batch) {
            history.offer(signed.entry(), Optional.of(signed.payload().bytes()));
            history.offerContent(signed.text());
          }
          return batch;
        });
  }
}
