package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import java.util.List;
import java.util.Optional;

/**
 * The signed part of the metadata layer: which device, after what, and a commitment to a payload.
 * What stays of a deleted entry is this alone, a stub. Its CID is the permalink.
 *
 * <p>What is checked here is what one entry shows by itself; see {@code dagbok.dag} for the rest.
 *
 * @param profile the root node; absent in the root entry only
 * @param device the grant that put the signing key in force, or the root entry for the profile key;
 *     absent in the root entry only
 * @param own the device's entry before this one, for its first its grant; absent in the root entry
 *     only
 * @param seq number among the device's entries, from 0
 * @param height 0 in the root entry, else 1 + the largest height behind it
 * @param prev the other entries that this one follows, sorted
 * @param control whether it is never deletable: root, grant, revoke, delete
 * @param payload names the payload's bytes, wanted or not
 * @param sig by the device's key over {@link #signedMessage}
 */
public record Entry(
    Optional<ProfileId> profile,
    Optional<Cid> device,
    Optional<Cid> own,
    long seq,
    long height,
    List<Cid> prev,
    boolean control,
    Cid payload,
    Signature sig)
    implements DagObject {
  /** The most bytes of an entry: 4 KiB. */
  public static final int MAX_BYTES = 4 * 1024;

  /** The most references in {@code prev}. */
  public static final int MAX_PREV = 64;

  /** A signature that is none, for an entry to be signed. */
  public static final Signature UNSIGNED = new Signature(new byte[Signature.BYTES]);

  /** Checks every bound, and that the fields are those of a root entry or of another. */
  public Entry {
    prev = List.copyOf(prev);
    Form.integer("entry.seq", seq);
    Form.integer("entry.height", height);
    Form.objects("entry.prev", prev, MAX_PREV);
    Form.object("entry.payload", payload);
    boolean root = profile.isEmpty();
    if (root != device.isEmpty() || root != own.isEmpty()) {
      throw new Misfit("profile, device and own in an entry, or none", "some of them");
    }
    if (root) {
      boolean first = seq == 0 && height == 0 && prev.isEmpty() && control;
      Form.that(first, "a root entry with control, seq 0, height 0 and no prev", "another");
    } else {
      Form.object("entry.device", device.orElseThrow());
      Form.object("entry.own", own.orElseThrow());
      Form.that(!prev.contains(own.orElseThrow()), "entry.prev without own", "own among them");
    }
  }

  /** The unsigned root entry over {@code payload}. */
  public static Entry root(Cid payload) {
    return new Entry(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        List.of(),
        true,
        payload,
        UNSIGNED);
  }

  /**
   * The entry that {@code bytes} are.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  public static Entry decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, Entry::read);
  }

  private static Entry read(Ipld value) {
    Fields fields = Fields.of(value, "entry");
    fields.version();
    Entry entry =
        new Entry(
            fields.optionalProfile("profile"),
            fields.optionalReference("device"),
            fields.optionalReference("own"),
            fields.integer("seq"),
            fields.integer("height"),
            fields.references("prev", MAX_PREV),
            fields.bool("control"),
            fields.link("payload"),
            Sized.signature(fields.bytes("sig")));
    fields.end();
    return entry;
  }

  /** Whether this is the profile's root entry. */
  public boolean isRoot() {
    return profile.isEmpty();
  }

  @Override
  public byte[] encode() {
    return Strict.encode(unsigned().put("sig", sig.toBytes()).build(), MAX_BYTES);
  }

  /** What the signature is over: the domain and the canonical bytes without {@code sig}. */
  public byte[] signedMessage() {
    return Domain.ENTRY.message(Strict.encode(unsigned().build(), MAX_BYTES));
  }

  /** This entry with a signature by {@code key} in place of its own. */
  public Entry signedBy(SigningKey key) {
    Signature signature = key.sign(signedMessage());
    return new Entry(profile, device, own, seq, height, prev, control, payload, signature);
  }

  private Strict.Out unsigned() {
    return Strict.Out.versioned()
        .reference("profile", profile.map(ProfileId::root))
        .reference("device", device)
        .reference("own", own)
        .put("seq", seq)
        .put("height", height)
        .references("prev", prev)
        .put("control", control)
        .link("payload", payload);
  }
}
