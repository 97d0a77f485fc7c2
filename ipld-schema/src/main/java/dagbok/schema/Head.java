package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import java.util.Optional;

/**
 * A signed record: this snapshot, and this node, are the newest of the profile that a device knows.
 * Never judged by its {@code seq} or {@code time}.
 *
 * @param snapshot the profile's packs
 * @param device the grant of the device that signs, or the root entry for the profile key
 * @param seq number among the device's heads
 * @param time seconds since the Unix epoch, as the device claims
 * @param sig by the device's key over {@link #signedMessage}
 * @param node the head node; absent while a long rewrite is under way
 * @param recent a pack of what this head adds to the device's head before it, if it fits one
 */
public record Head(
    ProfileId profile,
    Cid snapshot,
    Cid device,
    long seq,
    long time,
    Signature sig,
    Optional<Cid> node,
    Optional<Cid> recent)
    implements DagObject {
  /** The most bytes of a head: 1 KiB, which its fields do not reach. */
  public static final int MAX_BYTES = 1024;

  /** Checks every bound. */
  public Head {
    Form.object("head.snapshot", snapshot);
    Form.object("head.device", device);
    Form.integer("head.seq", seq);
    Form.integer("head.time", time);
    node.ifPresent(cid -> Form.object("head.node", cid));
    recent.ifPresent(cid -> Form.object("head.recent", cid));
  }

  /**
   * The head that {@code bytes} are.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  public static Head decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, Head::read);
  }

  private static Head read(Ipld value) {
    Fields fields = Fields.of(value, "head");
    fields.version();
    Head head =
        new Head(
            fields.profile("profile"),
            fields.link("snapshot"),
            fields.reference("device"),
            fields.integer("seq"),
            fields.integer("time"),
            Sized.signature(fields.bytes("sig")),
            fields.optionalReference("node"),
            fields.optionalLink("recent"));
    fields.end();
    return head;
  }

  @Override
  public byte[] encode() {
    return Strict.encode(unsigned().put("sig", sig.toBytes()).build(), MAX_BYTES);
  }

  /** What the signature is over: the domain and the canonical bytes without {@code sig}. */
  public byte[] signedMessage() {
    return Domain.HEAD.message(Strict.encode(unsigned().build(), MAX_BYTES));
  }

  /** This head with a signature by {@code key} in place of its own. */
  public Head signedBy(SigningKey key) {
    Signature signature = key.sign(signedMessage());
    return new Head(profile, snapshot, device, seq, time, signature, node, recent);
  }

  private Strict.Out unsigned() {
    return Strict.Out.versioned()
        .reference("profile", profile)
        .link("snapshot", snapshot)
        .reference("device", device)
        .put("seq", seq)
        .put("time", time)
        .reference("node", node)
        .link("recent", recent);
  }
}
