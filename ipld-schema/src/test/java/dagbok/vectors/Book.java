package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.cid.Sha256;
import dagbok.codec.Ipld;
import dagbok.crypto.SealKey;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the entries of a case, each under a name: {@code book.by("phone").text("hello").as("a")}.
 * Entries are right unless told otherwise. Keys, salts and times follow from names and numbers, as
 * docs/vectors/README.md says.
 */
final class Book {
  /** The time of the first entry. */
  static final long START = 1_700_000_000;

  static final String ROOT = "root";

  final ProfileId id;
  private final Map<String, Written> written = new LinkedHashMap<>();
  private final Map<String, String> lastOf = new LinkedHashMap<>();
  private final Map<Cid, Entry> entries = new LinkedHashMap<>();
  private long number;

  /** An entry with its payload and packed contents. */
  record Written(String name, Encoded<Entry> entry, Block payload, List<Block> contents) {
    Cid cid() {
      return entry.cid();
    }
  }

  Book() {
    this(ROOT);
  }

  /** The profile whose key has this name. */
  Book(String keyName) {
    this(keyName, new Control.Root(key(keyName).publicKey(), Optional.empty()).toBody());
  }

  /** A profile whose root entry says this, be it right or wrong. */
  Book(String keyName, Body rootBody) {
    this(keyName, Encoded.of(new Payload(Salt.ZERO, 0, List.of(), rootBody)).bytes());
  }

  /** A profile whose root entry has this payload, be it right or wrong. */
  Book(String keyName, byte[] rootPayload) {
    Block payload = Block.of(Multicodec.DAG_CBOR, rootPayload);
    Encoded<Entry> entry = Encoded.of(Entry.root(payload.cid()).signedBy(key(keyName)));
    id = new ProfileId(Encoded.of(Node.root(entry.cid())).cid());
    add(new Written(ROOT, entry, payload, List.of()));
    lastOf.put(ROOT, ROOT);
    number = 1;
  }

  static SigningKey key(String name) {
    return SigningKey.ofSeed(seed(name));
  }

  static byte[] seed(String name) {
    return Sha256.of(("dagbok vectors: " + name).getBytes(StandardCharsets.UTF_8));
  }

  static SealKey seal(String name) {
    byte[] secret = ("dagbok vectors, seal: " + name).getBytes(StandardCharsets.UTF_8);
    return SealSecret.ofBytes(Sha256.of(secret)).publicKey();
  }

  static Salt salt(long number) {
    return new Salt(
        ByteBuffer.allocate(Salt.BYTES).putLong(Salt.BYTES - Long.BYTES, number).array());
  }

  static Block raw(byte[] bytes) {
    return Block.of(Multicodec.RAW, bytes);
  }

  static Block text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(Written page) {
    if (written.put(page.name(), page) != null) {
      throw new IllegalArgumentException("twice: " + page.name());
    }
    entries.put(page.cid(), page.entry().value());
  }

  Written get(String name) {
    return Objects.requireNonNull(written.get(name), name);
  }

  Cid cid(String name) {
    return get(name).cid();
  }

  String lastOf(String device) {
    return Objects.requireNonNull(lastOf.get(device), device);
  }

  Draft by(String device) {
    return new Draft(device);
  }

  /** A device of this name, granted by another. */
  Written grant(String name, String by) {
    return by(by).grant(name).as(name);
  }

  /** An entry under construction: by a device, after its last one, a post. */
  final class Draft {
    private final String device;
    private String keyName;
    private Cid deviceCid;
    private Cid own;
    private List<Cid> prev = List.of();
    private Body body = Post.EMPTY.toBody();
    private boolean control;
    private List<Content> contents = List.of();
    private List<Block> packed = List.of();
    private Optional<byte[]> payload = Optional.empty();
    private Salt salt = Book.salt(number);
    private long time = START + 60 * number;
    private ProfileId profile = id;
    private long seqOff;
    private long heightOff;

    private Draft(String device) {
      this.device = device;
      this.keyName = device;
      this.deviceCid = cid(device);
      this.own = cid(lastOf(device));
    }

    Draft own(String entry) {
      own = cid(entry);
      return this;
    }

    Draft own(Cid entry) {
      own = entry;
      return this;
    }

    Draft device(String other) {
      deviceCid = cid(other);
      return this;
    }

    Draft prev(String... others) {
      return prev(Arrays.stream(others).map(Book.this::cid).toList());
    }

    Draft prev(List<Cid> others) {
      prev = others.stream().sorted().toList();
      return this;
    }

    Draft key(String name) {
      keyName = name;
      return this;
    }

    Draft profile(ProfileId other) {
      profile = other;
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

    Draft salt(long of) {
      salt = Book.salt(of);
      return this;
    }

    Draft time(long seconds) {
      time = seconds;
      return this;
    }

    Draft body(String kind, Ipld value) {
      body = new Body(kind, value);
      return this;
    }

    Draft edit(String entry) {
      body = new Display.Edit(cid(entry), Post.EMPTY, Map.of()).toBody();
      return this;
    }

    Draft control(Body value) {
      body = value;
      control = true;
      return this;
    }

    Draft control(Control value) {
      return control(value.toBody());
    }

    Draft grant(String name) {
      return control(Control.Grant.by(Book.key(name), seal(name), id, cid(device)));
    }

    Draft revoke(String grant, String last) {
      return control(new Control.Revoke(cid(grant), cid(last)));
    }

    Draft delete(String... names) {
      return control(
          new Control.Delete(Arrays.stream(names).map(Book.this::cid).sorted().toList()));
    }

    Draft text(String text) {
      return contents(Book.text(text));
    }

    /** Contents of these bytes, in this order. */
    Draft contents(Block... blocks) {
      List<Content> named = new ArrayList<>();
      for (Block block : blocks) {
        named.add(Content.of(block.cid(), block.bytes().length, "text/plain"));
      }
      return contents(named, blocks);
    }

    Draft contents(List<Content> named, Block... bytes) {
      contents = named;
      packed = List.of(bytes);
      return this;
    }

    Draft payload(byte[] bytes) {
      payload = Optional.of(bytes);
      return this;
    }

    Draft isControl(boolean value) {
      control = value;
      return this;
    }

    /** The entry, for what nothing else is to follow by itself. */
    Written aside(String name) {
      Block bytes =
          payload
              .map(given -> Block.of(Multicodec.DAG_CBOR, given))
              .orElseGet(() -> Encoded.of(new Payload(salt, time, contents, body)).block());
      Entry unsigned =
          new Entry(
              Optional.of(profile),
              Optional.of(deviceCid),
              Optional.of(own),
              seq() + seqOff,
              height() + heightOff,
              prev,
              control,
              bytes.cid(),
              Entry.UNSIGNED);
      Encoded<Entry> entry = Encoded.of(unsigned.signedBy(Book.key(keyName)));
      Written page = new Written(name, entry, bytes, packed);
      add(page);
      number++;
      return page;
    }

    /** The entry, from now on the device's last; of a grant, the device of this name. */
    Written as(String name) {
      Written page = aside(name);
      lastOf.put(device, name);
      if (control && body.kind().equals("grant")) {
        lastOf.put(name, name);
      }
      return page;
    }

    private long seq() {
      Entry before = entries.get(own);
      if (own.equals(deviceCid)) {
        return own.equals(cid(ROOT)) ? 1 : 0;
      }
      return before == null ? 1 : before.seq() + 1;
    }

    private long height() {
      List<Cid> behind = new ArrayList<>(prev);
      behind.add(own);
      if (control && body.kind().equals("revoke") && body.value() instanceof Ipld.Struct revoke) {
        revoke
            .fields()
            .values()
            .forEach(cid -> behind.add(Cid.ofBytes(((Ipld.Bytes) cid).value())));
      }
      return 1
          + behind.stream()
              .map(entries::get)
              .filter(Objects::nonNull)
              .mapToLong(Entry::height)
              .max()
              .orElse(0);
    }
  }
}
