package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.crypto.SealKey;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a profile entry by entry, the same bytes each time: {@code p.post(device, "text")}.
 * Entries are right unless told otherwise; nothing here judges them.
 */
final class TestProfile {
  private static final SealKey SEAL = new SealKey(new byte[SealKey.BYTES]);

  /** An entry with its payload's bytes and packed contents. */
  record Made(Encoded<Entry> entry, Block payload, List<Block> contents) {
    Cid cid() {
      return entry.cid();
    }

    Entry value() {
      return entry.value();
    }

    boolean isControl() {
      return entry.value().control();
    }
  }

  final ProfileId id;
  final Cid root;
  private final Map<Cid, Made> made = new LinkedHashMap<>();
  private final Map<Cid, SigningKey> keys = new HashMap<>();
  private final Map<Cid, Cid> lastOf = new HashMap<>();
  private final Verifier verifier = new RememberingVerifier(Verifier.ed25519());
  private int number;

  TestProfile(int seed) {
    SigningKey key = key(seed);
    Control.Root control = new Control.Root(key.publicKey(), Optional.empty());
    Encoded<Payload> payload = Encoded.of(control.toPayload(Salt.ZERO, 0));
    Encoded<Entry> entry = Encoded.of(Entry.root(payload.cid()).signedBy(key));
    root = entry.cid();
    id = new ProfileId(Encoded.of(Node.root(root)).cid());
    number = seed * 1000;
    keys.put(root, key);
    lastOf.put(root, root);
    made.put(root, new Made(entry, payload.block(), List.of()));
  }

  static SigningKey key(int number) {
    return SigningKey.ofSeed(ByteBuffer.allocate(SigningKey.SEED_BYTES).putInt(number).array());
  }

  /** An entry under construction: by a device, after its last one, a post. */
  final class Draft {
    private final Cid device;
    private Cid own;
    private List<Cid> prev = List.of();
    private Body body = Post.EMPTY.toBody();
    private List<Content> contents = List.of();
    private List<Block> packed = List.of();
    private Optional<Block> payload = Optional.empty();
    private boolean control;
    private long time;
    private long seqOff;
    private long heightOff;
    private SigningKey key;
    private ProfileId profile = id;

    private Draft(Cid device) {
      this.device = device;
      this.own = Objects.requireNonNull(lastOf.get(device));
      this.key = Objects.requireNonNull(keys.get(device));
      this.time = ++number;
    }

    Draft own(Cid value) {
      own = value;
      return this;
    }

    Draft prev(Collection<Cid> cids) {
      prev = cids.stream().filter(cid -> !cid.equals(own)).distinct().sorted().toList();
      return this;
    }

    Draft prev(Cid... cids) {
      return prev(Arrays.asList(cids));
    }

    Draft body(Body value) {
      body = value;
      return this;
    }

    Draft control(Control value) {
      return control(value.toBody());
    }

    Draft control(Body value) {
      body = value;
      control = true;
      return this;
    }

    Draft time(long value) {
      time = value;
      return this;
    }

    Draft text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Block block = Block.of(Multicodec.RAW, bytes);
      return contents(List.of(Content.of(block.cid(), bytes.length, "text/plain")), block);
    }

    Draft contents(List<Content> named, Block... bytes) {
      contents = named;
      packed = List.of(bytes);
      return this;
    }

    Draft payload(byte[] bytes) {
      payload = Optional.of(Block.of(Multicodec.DAG_CBOR, bytes));
      return this;
    }

    Draft seqOff(long by) {
      seqOff = by;
      return this;
    }

    Draft heightOff(long by) {
      heightOff = by;
      return this;
    }

    Draft key(SigningKey value) {
      key = value;
      return this;
    }

    Draft profile(ProfileId value) {
      profile = value;
      return this;
    }

    /** The entry, for what is not to be in the profile. */
    Made make() {
      Salt salt = new Salt(ByteBuffer.allocate(Salt.BYTES).putInt(++number).array());
      Block bytes =
          payload.orElseGet(() -> Encoded.of(new Payload(salt, time, contents, body)).block());
      Entry entry =
          new Entry(
              Optional.of(profile),
              Optional.of(device),
              Optional.of(own),
              seq() + seqOff,
              height() + heightOff,
              prev,
              control,
              bytes.cid(),
              Entry.UNSIGNED);
      return new Made(Encoded.of(entry.signedBy(key)), bytes, packed);
    }

    /** The entry, in the profile and the device's last. */
    Cid add() {
      Made entry = make();
      TestProfile.this.add(entry);
      return entry.cid();
    }

    private long seq() {
      if (own.equals(device)) {
        return own.equals(root) ? 1 : 0;
      }
      return get(own).value().seq() + 1;
    }

    private long height() {
      List<Cid> behind = new ArrayList<>(prev);
      behind.add(own);
      if (control && body.kind().equals("revoke")) {
        Map<String, Ipld> fields = ((Ipld.Struct) body.value()).fields();
        fields.values().forEach(cid -> behind.add(Cid.ofBytes(((Ipld.Bytes) cid).value())));
      }
      return 1 + behind.stream().mapToLong(cid -> get(cid).value().height()).max().orElse(0);
    }
  }

  Draft by(Cid device) {
    return new Draft(device);
  }

  void add(Made entry) {
    made.put(entry.cid(), entry);
    lastOf.put(entry.value().device().orElseThrow(), entry.cid());
  }

  /** A post after the device's last entry, and after these. */
  Cid post(Cid device, Cid... prev) {
    return by(device).prev(prev).text("post " + ++number).add();
  }

  /** A new device with a key of its own. */
  Cid grant(Cid by, Cid... prev) {
    return grant(by, key(- ++number), prev);
  }

  /** A new device with this key. */
  Cid grant(Cid by, SigningKey key, Cid... prev) {
    return grant(by(by).prev(prev), by, key);
  }

  /** A new device with this key, by what is begun. */
  Cid grant(Draft draft, Cid by, SigningKey key) {
    Cid grant = draft.control(Control.Grant.by(key, SEAL, id, by)).add();
    keys.put(grant, key);
    lastOf.put(grant, grant);
    return grant;
  }

  Cid revoke(Cid by, Cid device, Cid last, Cid... prev) {
    return by(by).control(new Control.Revoke(device, last)).prev(prev).add();
  }

  Cid delete(Cid by, Cid... entries) {
    List<Cid> sorted = Arrays.stream(entries).sorted().toList();
    return by(by).control(new Control.Delete(sorted)).add();
  }

  Cid edit(Cid by, Cid entry, Cid... prev) {
    return by(by).body(new Display.Edit(entry, Post.EMPTY, Map.of()).toBody()).prev(prev).add();
  }

  /** The entry that a device wrote last; its grant before its first. */
  Cid lastOf(Cid device) {
    return Objects.requireNonNull(lastOf.get(device));
  }

  SigningKey keyOf(Cid device) {
    return Objects.requireNonNull(keys.get(device));
  }

  Made get(Cid entry) {
    return Objects.requireNonNull(made.get(entry), entry::toString);
  }

  List<Made> all() {
    return List.copyOf(made.values());
  }

  Verifier verifier() {
    return verifier;
  }

  /** A new set that nothing is in. */
  CheckedHistory emptyHistory() {
    return new CheckedHistory(id, verifier);
  }

  /** A new set with all that was added. */
  CheckedHistory history() {
    CheckedHistory history = emptyHistory();
    offerAll(history, all());
    return history;
  }

  /** Offers entries in this order, whole and with their contents; all must be accepted. */
  static void offerAll(CheckedHistory history, Collection<Made> entries) {
    for (Made entry : entries) {
      Offer offer = history.offer(entry.entry(), Optional.of(entry.payload().bytes()));
      if (!(offer instanceof Offer.Accepted)) {
        throw new AssertionError(offer);
      }
      entry.contents().forEach(history::offerContent);
    }
  }
}
