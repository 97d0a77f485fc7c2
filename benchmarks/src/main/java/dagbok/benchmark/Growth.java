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
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.store.Database;
import dagbok.store.ProfileState;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What single changes cost in profiles of a thousand to a million posts, from the offer to what is
 * durable. Run by hand: {@code java -cp … dagbok.benchmark.Growth 1000 10000}.
 */
public final class Growth {
  private static final int BATCH = 1_000;
  private static final int TIMES = 30;

  private final Database database;
  private final long row;
  private final Genesis genesis;
  private final SigningKey profileKey = key(1);
  private final SigningKey laptopKey = key(2);
  private final SigningKey phoneKey = key(3);
  private final Verifier verifier = Verifier.ed25519();
  private Cid laptop;
  private Cid phone;
  private long number;

  private Growth(Database database) {
    this.database = database;
    this.genesis = Genesis.of(profileKey);
    this.row = database.write(tx -> ProfileTable.ensure(tx, genesis.profile())).id();
    in((tx, history) -> history.offer(genesis.entry(), Optional.of(genesis.payload().bytes())));
    this.laptop = grant(laptopKey);
    this.phone = grant(phoneKey);
  }

  /** For each number of posts that is given. */
  public static void main(String[] sizes) throws IOException {
    for (String size : sizes) {
      Path folder = Files.createTempDirectory("dagbok-growth");
      Path file = folder.resolve("dagbok.db");
      try (Database database = Database.open(file)) {
        new Growth(database).run(Integer.parseInt(size));
      }
      say("bytes in the file", Files.size(file));
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static SigningKey key(int number) {
    return SigningKey.ofSeed(ByteBuffer.allocate(SigningKey.SEED_BYTES).putInt(number).array());
  }

  private static void say(String what, long value) {
    System.out.println(String.format(Locale.ROOT, "%-40s %,12d", what, value));
  }

  private <T> T in(BiFunction<Tx, History, T> work) {
    return in(verifier, work);
  }

  private <T> T in(Verifier with, BiFunction<Tx, History, T> work) {
    return database.write(
        tx -> {
          History history = new History(genesis.profile(), new ProfileState(tx, row), with);
          T result = work.apply(tx, history);
          do {
            History.Change unused = history.settle();
          } while (!history.hasAllNodes());
          return result;
        });
  }

  private Cid grant(SigningKey key) {
    Control.Grant grant =
        Control.Grant.by(
            key,
            SealSecret.ofBytes(new byte[32]).publicKey(),
            genesis.profile(),
            genesis.entry().cid());
    return write(genesis.entry().cid(), profileKey, payload(grant.toBody(), List.of()), List.of());
  }

  private Encoded<Payload> payload(dagbok.schema.Body body, List<Content> contents) {
    Salt salt = new Salt(ByteBuffer.allocate(Salt.BYTES).putLong(++number).array());
    return Encoded.of(new Payload(salt, number, contents, body));
  }

  private Cid write(Cid device, SigningKey key, Encoded<Payload> payload, List<Block> contents) {
    return in((tx, history) -> written(history, device, key, payload, contents));
  }

  private static Cid written(
      History history, Cid device, SigningKey key, Encoded<Payload> payload, List<Block> contents) {
    Encoded<Entry> entry = NextEntry.of(history, device, key, payload);
    history.offer(entry, Optional.of(payload.bytes()));
    contents.forEach(history::offerContent);
    return entry.cid();
  }

  private Block text() {
    byte[] bytes = ("Post " + ++number + " ").repeat(20).getBytes(StandardCharsets.UTF_8);
    return Block.of(Multicodec.RAW, bytes);
  }

  private Encoded<Payload> post(Block text) {
    Content content = Content.of(text.cid(), text.bytes().length, "text/plain");
    return payload(Post.EMPTY.toBody(), List.of(content));
  }

  private Cid post() {
    Block text = text();
    return write(laptop, laptopKey, post(text), List.of(text));
  }

  private void run(int size) {
    System.out.println();
    say("posts", size);
    List<Cid> firsts = new ArrayList<>();
    long start = System.nanoTime();
    long signing = 0;
    Cid own = laptop;
    long seq = 0;
    long height =
        in((tx, history) -> history.member(laptop).orElseThrow().entry().value().height());
    for (int done = 0; done < size; done += BATCH) {
      List<Encoded<Entry>> entries = new ArrayList<>();
      List<Encoded<Payload>> payloads = new ArrayList<>();
      List<Block> texts = new ArrayList<>();
      long making = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        Block text = text();
        Encoded<Payload> payload = post(text);
        Entry unsigned =
            new Entry(
                Optional.of(genesis.profile()),
                Optional.of(laptop),
                Optional.of(own),
                seq++,
                ++height,
                List.of(),
                false,
                payload.cid(),
                Entry.UNSIGNED);
        Encoded<Entry> entry = Encoded.of(unsigned.signedBy(laptopKey));
        own = entry.cid();
        entries.add(entry);
        payloads.add(payload);
        texts.add(text);
      }
      signing += System.nanoTime() - making;
      if (done == 0) {
        firsts.addAll(entries.subList(0, 10).stream().map(Encoded::cid).toList());
      }
      in(
          (key, message, signature) -> true,
          (tx, history) -> {
            for (int i = 0; i < BATCH; i++) {
              history.offer(entries.get(i), Optional.of(payloads.get(i).bytes()));
              history.offerContent(texts.get(i));
            }
            return true;
          });
    }
    long took = System.nanoTime() - start - signing;
    say("taken in, posts a second, unsigned", size * 1_000_000_000L / Math.max(1, took));
    say("append, us", median(this::post));
    say(
        "append by another device, us",
        median(
            () -> {
              Block text = text();
              return write(phone, phoneKey, post(text), List.of(text));
            }));
    Cid oldest = firsts.get(0);
    long[] one = new long[1];
    one[0] = System.nanoTime();
    Encoded<Payload> delete = payload(new Control.Delete(List.of(oldest)).toBody(), List.of());
    write(laptop, laptopKey, delete, List.of());
    say("delete the oldest, us", (System.nanoTime() - one[0]) / 1_000);
    say("append after it, us", median(this::post));
    say("packs", in((tx, history) -> history.packs().size()));
    say("snapshot, us", median(() -> in((tx, history) -> history.snapshot().cid())));
  }

  private static long median(java.util.function.Supplier<Cid> work) {
    long[] nanos = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      Cid unused = work.get();
      nanos[i] = System.nanoTime() - start;
    }
    java.util.Arrays.sort(nanos);
    return nanos[TIMES / 2] / 1_000;
  }
}
