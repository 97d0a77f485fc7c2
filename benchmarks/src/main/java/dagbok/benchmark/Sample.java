package dagbok.benchmark;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Node;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small posts as one person writes them: a text of 200 bytes, one entry before it. */
final class Sample {
  /** Posts in {@link #pack}. */
  static final int PACK_POSTS = 1_000;

  private static final int TEXT_BYTES = 200;
  private static final long TIME = 1_795_000_000;

  private final Random random = new Random(1);
  private final ProfileId profile = new ProfileId(object());
  private final Cid device = object();

  /** The key that signs all. */
  final SigningKey key = SigningKey.ofSeed(bytes(SigningKey.SEED_BYTES));

  private record Written(Encoded<Entry> entry, Encoded<Payload> payload, Block text) {}

  private Written post(Cid own, long seq) {
    Block text = Block.of(Multicodec.RAW, bytes(TEXT_BYTES));
    Content content = Content.of(text.cid(), TEXT_BYTES, "text/markdown");
    Encoded<Payload> payload =
        Encoded.of(
            new Payload(
                new Salt(bytes(Salt.BYTES)), TIME + seq, List.of(content), Post.EMPTY.toBody()));
    Entry entry =
        new Entry(
            Optional.of(profile),
            Optional.of(device),
            Optional.of(own),
            seq,
            seq,
            List.of(object()),
            /* control= */ false,
            payload.cid(),
            Entry.UNSIGNED);
    return new Written(Encoded.of(entry.signedBy(key)), payload, text);
  }

  /** An entry with one reference in {@code prev}. */
  Encoded<Entry> entry() {
    return post(object(), 1).entry;
  }

  /** The payload of a post. */
  Encoded<Payload> payload() {
    return post(object(), 1).payload;
  }

  /** The node of an entry after one other. */
  Node node() {
    return Node.of(profile, List.of(object()), object());
  }

  /** A pack of posts, texts and all. */
  Pack pack() {
    List<Item> items = new ArrayList<>();
    List<Block> texts = new ArrayList<>();
    Cid own = object();
    for (int seq = 1; seq <= PACK_POSTS; seq++) {
      Written post = post(own, seq);
      items.add(Item.whole(post.entry, post.payload));
      texts.add(post.text);
      own = post.entry.cid();
    }
    texts.sort(Comparator.comparing(Block::cid));
    return new Pack(items, texts, List.of());
  }

  /** Bytes that are no others. */
  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private Cid object() {
    return Cid.of(Multicodec.DAG_CBOR, bytes(Cid.BYTES));
  }
}
