package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.crypto.SealKey;
import dagbok.crypto.SigningKey;
import dagbok.fuzz.Bytes;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A profile that a fuzzer tells, eight bytes an entry: devices, forks, grants, revokes with any
 * {@code last}, deletes, edits, shared and missing bytes, and entries that are wrong. Signed by
 * real keys, so that what is wrong is found behind the signature.
 */
final class Story {
  static final int MAX_ENTRIES = 96;
  private static final SealKey SEAL = new SealKey(new byte[SealKey.BYTES]);
  private static final int BYTES_AN_ENTRY = 8;
  private static final int LARGE_BYTES = 15_000;
  private static final int KINDS = 18;

  /**
   * An entry and what else there is of it.
   *
   * @param late its payload and contents come only after all entries
   * @param whole false if its payload never comes
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Told(
      Encoded<Entry> entry, byte[] payload, List<Block> contents, boolean late, boolean whole) {
    Cid cid() {
      return entry.cid();
    }
  }

  /** A device as its owner or a thief knows it. */
  private record Writer(Cid grant, SigningKey key, List<Cid> entries) {}

  final ProfileId profile;
  final List<Told> told = new ArrayList<>();
  final Cid root;
  private final Map<Cid, Entry> entries = new HashMap<>();
  private final List<Writer> writers = new ArrayList<>();
  private final List<Cid> all = new ArrayList<>();

  Story(byte[] data) {
    SigningKey key = Signing.key(1);
    Control.Root control = new Control.Root(key.publicKey(), Optional.empty());
    Encoded<Payload> payload = Encoded.of(control.toPayload(Salt.ZERO, 0));
    Encoded<Entry> entry = signed(Entry.root(payload.cid()), key);
    root = entry.cid();
    profile = new ProfileId(Encoded.of(Node.root(root)).cid());
    Writer owner = new Writer(root, key, new ArrayList<>());
    writers.add(owner);
    add(owner, new Told(entry, payload.bytes(), List.of(), false, true));
    Bytes bytes = new Bytes(data);
    while (bytes.hasMore() && told.size() < MAX_ENTRIES) {
      tell(new Bytes(bytes.take(BYTES_AN_ENTRY)));
    }
  }

  private void add(Writer writer, Told entry) {
    told.add(entry);
    if (entries.putIfAbsent(entry.cid(), entry.entry().value()) == null) {
      all.add(entry.cid());
      writer.entries().add(entry.cid());
    }
  }

  private void tell(Bytes b) {
    int kind = b.next(KINDS);
    Writer writer = writers.get(b.next(writers.size()));
    int flags = b.next();
    Cid own = own(writer, b.next());
    List<Cid> prev = prev(own, b.next());
    int one = b.next();
    int two = b.next();
    int three = b.next();
    Entry draft = draft(writer, own, prev, flags);
    switch (kind) {
      case 0, 1, 2, 3 -> finish(writer, draft, post(one, two, three), flags);
      case 4 -> grant(writer, draft, one, two, flags);
      case 5, 6 -> revoke(writer, draft, one, two, three, flags);
      case 7 -> control(writer, draft, new Control.Revoke(writer.grant(), own).toBody(), flags);
      case 8, 9 ->
          control(writer, draft, new Control.Delete(some(one, two, three)).toBody(), flags);
      case 10 -> finish(writer, draft, payload(edit(one), List.of(), three), flags);
      case 11 -> control(writer, draft, new Body("freeze", Ipld.of(one)), flags);
      case 12 -> odd(writer, draft, new byte[] {(byte) one, (byte) two, (byte) three}, flags);
      case 13 -> {
        Body body = new Control.Delete(some(one, two, three)).toBody();
        finish(writer, draft, payload(body, List.of(), three), flags);
      }
      case 14 -> wrong(writer, draft, one, two, three, flags);
      case 15 -> again(one);
      case 16 -> foreign(writer, draft, one, flags);
      default -> finish(writer, draft, large(one, two, three), flags);
    }
  }

  /** Mostly the writer's last entry, else an earlier one, the grant, or anybody's. */
  private Cid own(Writer writer, int choice) {
    List<Cid> mine = writer.entries();
    if (choice < 0xc0 || mine.isEmpty()) {
      return mine.isEmpty() ? writer.grant() : mine.get(mine.size() - 1);
    }
    if (choice < 0xf0) {
      return choice == 0xef ? writer.grant() : mine.get(choice % mine.size());
    }
    return all.get(choice % all.size());
  }

  /** Some of the newest, or nearly all there are. */
  private List<Cid> prev(Cid own, int choice) {
    TreeSet<Cid> prev = new TreeSet<>();
    int count = choice == 0xff ? Entry.MAX_PREV : choice & 3;
    for (int i = 0; i < count && i < all.size(); i++) {
      int back = choice == 0xff ? i : (i * 7 + (choice >> 2)) % all.size();
      prev.add(all.get(all.size() - 1 - back));
    }
    prev.remove(own);
    return List.copyOf(prev);
  }

  private List<Cid> some(int... choices) {
    TreeSet<Cid> some = new TreeSet<>();
    for (int choice : choices) {
      if (choice == 0xfe) {
        some.add(Cid.of(Multicodec.DAG_CBOR, new byte[] {1}));
      } else if (choice != 0xff) {
        some.add(all.get(choice % all.size()));
      }
    }
    return List.copyOf(some);
  }

  /** An entry without payload, height 1 above all that it names. */
  private Entry draft(Writer writer, Cid own, List<Cid> prev, int flags) {
    List<Cid> behind = new ArrayList<>(prev);
    behind.add(own);
    return new Entry(
        Optional.of(profile),
        Optional.of(writer.grant()),
        Optional.of(own),
        seq(writer, own),
        1 + height(behind),
        prev,
        (flags & 0x80) != 0,
        root,
        Entry.UNSIGNED);
  }

  private long seq(Writer writer, Cid own) {
    if (own.equals(writer.grant())) {
      return own.equals(root) ? 1 : 0;
    }
    return entry(own).seq() + 1;
  }

  private Entry entry(Cid cid) {
    Entry entry = entries.get(cid);
    if (entry == null) {
      throw new IllegalStateException("not told: " + cid);
    }
    return entry;
  }

  private long height(List<Cid> behind) {
    return behind.stream().mapToLong(cid -> entry(cid).height()).max().orElse(0);
  }

  private record Said(Payload payload, List<Block> contents) {}

  private static Said payload(Body body, List<Content> contents, int time) {
    byte[] salt = ByteBuffer.allocate(Salt.BYTES).putInt(time).array();
    return new Said(new Payload(new Salt(salt), time, contents, body), List.of());
  }

  private static Body edit(Cid entry) {
    return new Display.Edit(entry, Post.EMPTY, Map.of()).toBody();
  }

  private Body edit(int choice) {
    return edit(all.get(choice % all.size()));
  }

  /** Contents of few kinds, so that entries share them; now and then of another size than said. */
  private static Said post(int one, int two, int three) {
    List<Content> named = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (int choice : new int[] {one, two}) {
      if (choice < 0x80) {
        Block block = Block.of(Multicodec.RAW, new byte[1 + choice % 16]);
        long size = block.bytes().length + (choice >= 0x70 ? choice % 3L : 0);
        named.add(Content.of(block.cid(), size, "text/plain"));
        blocks.add(block);
      }
    }
    return new Said(payload(Post.EMPTY.toBody(), named, three).payload(), blocks);
  }

  /** So many bytes that packs are cut, or some contents do not fit. */
  private static Said large(int one, int two, int three) {
    List<Content> named = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i <= one % 20; i++) {
      byte[] bytes = new byte[LARGE_BYTES];
      bytes[0] = (byte) two;
      bytes[1] = (byte) i;
      Block block = Block.of(Multicodec.RAW, bytes);
      named.add(Content.of(block.cid(), bytes.length, "text/plain"));
      blocks.add(block);
    }
    return new Said(payload(Post.EMPTY.toBody(), named, three).payload(), blocks);
  }

  private void control(Writer writer, Entry draft, Body body, int flags) {
    finish(writer, asControl(draft), payload(body, List.of(), flags), flags);
  }

  private static Entry asControl(Entry e) {
    return new Entry(
        e.profile(),
        e.device(),
        e.own(),
        e.seq(),
        e.height(),
        e.prev(),
        true,
        e.payload(),
        e.sig());
  }

  private void grant(Writer writer, Entry draft, int one, int two, int flags) {
    SigningKey key =
        one < 0x40
            ? writers.get(one % writers.size()).key()
            : Signing.remembered(List.of("key", one), () -> Signing.key(1000 + one));
    Cid by = two < 0xf0 ? writer.grant() : all.get(two % all.size());
    Control.Grant grant =
        Signing.remembered(
            List.of("grant", key.publicKey(), by), () -> Control.Grant.by(key, SEAL, profile, by));
    Cid entry = finish(writer, asControl(draft), payload(grant.toBody(), List.of(), flags), flags);
    writers.add(new Writer(entry, key, new ArrayList<>()));
  }

  private void revoke(Writer writer, Entry draft, int one, int two, int three, int flags) {
    Writer junior = writers.get(one % writers.size());
    Cid grant = three < 0xf0 ? junior.grant() : all.get(three % all.size());
    List<Cid> lasts = two < 0xf0 && !junior.entries().isEmpty() ? junior.entries() : all;
    Cid last = two % 5 == 0 ? grant : lasts.get(two % lasts.size());
    long height = Math.max(draft.height(), 1 + height(List.of(grant, last)));
    Entry higher =
        new Entry(
            draft.profile(),
            draft.device(),
            draft.own(),
            draft.seq(),
            height,
            draft.prev(),
            true,
            draft.payload(),
            draft.sig());
    control(writer, higher, new Control.Revoke(grant, last).toBody(), flags);
  }

  /** A payload without the generic form. */
  private void odd(Writer writer, Entry draft, byte[] bytes, int flags) {
    finish(writer, draft, bytes, List.of(), flags);
  }

  private void wrong(Writer writer, Entry draft, int one, int two, int three, int flags) {
    Entry entry =
        new Entry(
            draft.profile(),
            one % 4 == 0 ? Optional.of(all.get(two % all.size())) : draft.device(),
            draft.own(),
            draft.seq() + (one % 4 == 1 ? 1 + two : 0),
            draft.height() + (one % 4 == 2 ? 1 + two : 0),
            draft.prev(),
            draft.control(),
            draft.payload(),
            draft.sig());
    Writer other =
        one % 4 == 3 ? new Writer(writer.grant(), Signing.key(-1 - two), writer.entries()) : writer;
    finish(other, entry, post(0xff, 0xff, three), flags);
  }

  /** The same entry once more. */
  private void again(int one) {
    told.add(told.get(one % told.size()));
  }

  /** Of another profile, or another root. */
  private void foreign(Writer writer, Entry draft, int one, int flags) {
    Said said = post(one, 0xff, one);
    if (one < 0x40) {
      Encoded<Payload> payload = Encoded.of(said.payload());
      Encoded<Entry> entry = signed(Entry.root(payload.cid()), writer.key());
      told.add(new Told(entry, payload.bytes(), List.of(), false, true));
      return;
    }
    Entry entry =
        new Entry(
            Optional.of(new ProfileId(root)),
            draft.device(),
            draft.own(),
            draft.seq(),
            draft.height(),
            draft.prev(),
            draft.control(),
            draft.payload(),
            draft.sig());
    finish(writer, entry, said, flags);
  }

  private Cid finish(Writer writer, Entry draft, Said said, int flags) {
    return finish(writer, draft, Encoded.of(said.payload()).bytes(), said.contents(), flags);
  }

  private Cid finish(Writer writer, Entry draft, byte[] payload, List<Block> contents, int flags) {
    Entry entry =
        new Entry(
            draft.profile(),
            draft.device(),
            draft.own(),
            draft.seq(),
            draft.height(),
            draft.prev(),
            draft.control(),
            Cid.of(Multicodec.DAG_CBOR, payload),
            draft.sig());
    Encoded<Entry> signed = signed(entry, writer.key());
    boolean missing = (flags & 3) == 3;
    boolean late = (flags & 4) != 0;
    List<Block> given = (flags & 0x18) == 0x18 ? List.of() : contents;
    add(writer, new Told(signed, payload, given, late, !missing));
    return signed.cid();
  }

  private static Encoded<Entry> signed(Entry entry, SigningKey key) {
    return Signing.remembered(
        List.of("entry", entry, key.publicKey()), () -> Encoded.of(entry.signedBy(key)));
  }
}
