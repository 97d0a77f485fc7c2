package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.Verifier;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code accept}: whether an entry is right, by itself and what is behind it. Takes time in
 * proportion to what is right behind it, and 16 steps for a revoke.
 */
final class Judge {
  private final ProfileId profile;
  private final Verifier verifier;
  private final Map<Cid, Vertex> accepted;

  /** Judges by what is in {@code accepted}, which may grow. */
  Judge(ProfileId profile, Verifier verifier, Map<Cid, Vertex> accepted) {
    this.profile = profile;
    this.verifier = verifier;
    this.accepted = accepted;
  }

  /** What an entry still waits for; empty if it can be judged. */
  Set<Cid> missing(Entry entry, @Nullable Payload payload) throws SchemaException {
    Set<Cid> missing = new LinkedHashSet<>();
    entry.own().ifPresent(missing::add);
    missing.addAll(entry.prev());
    if (entry.control() && payload == null) {
      missing.add(entry.payload());
    } else if (entry.control() && control(payload) instanceof Control.Revoke revoke) {
      missing.add(revoke.grant());
      missing.add(revoke.last());
    }
    missing.removeIf(accepted::containsKey);
    return missing;
  }

  /**
   * The entry, found to be right.
   *
   * @param payload there if the entry is control
   */
  Vertex.Checked check(Encoded<Entry> entry, @Nullable Payload payload) throws SchemaException {
    return entry.value().isRoot() ? checkRoot(entry, payload) : checkOther(entry, payload);
  }

  private Vertex.Checked checkRoot(Encoded<Entry> entry, @Nullable Payload payload)
      throws SchemaException {
    Cid node = Cid.of(Multicodec.DAG_CBOR, Node.root(entry.cid()).encode());
    require(node.equals(profile.root()), entry, "a root entry whose node is " + profile, node);
    Control.Root root = PlainControlRules.root(entry, payload);
    boolean signed =
        verifier.verify(root.key(), entry.value().signedMessage(), entry.value().sig());
    require(signed, entry, "a signature by the profile key", "another");
    return new Vertex.Checked(entry, null, List.of(), null, root, null, null);
  }

  private Vertex.Checked checkOther(Encoded<Entry> entry, @Nullable Payload payload)
      throws SchemaException {
    Entry value = entry.value();
    Optional<ProfileId> named = value.profile();
    require(named.equals(Optional.of(profile)), entry, "profile " + profile, named);
    Vertex own = known(value.own().orElseThrow());
    List<Vertex> prev = new ArrayList<>(value.prev().size());
    for (Cid cid : value.prev()) {
      prev.add(known(cid));
    }
    Device device = device(entry, own);
    Vertex.Checked checked =
        new Vertex.Checked(entry, own, List.copyOf(prev), device, null, null, null);
    if (value.control()) {
      checked = control(checked, payload);
    }
    checkHeight(checked);
    boolean signed = verifier.verify(device.key, value.signedMessage(), value.sig());
    require(signed, entry, "a signature by the key of device " + device.grant.cid(), "another");
    return checked;
  }

  /** The device, given that {@code own} continues its chain. */
  private Device device(Encoded<Entry> entry, Vertex own) throws SchemaException {
    Cid device = entry.value().device().orElseThrow();
    boolean first = own.cid().equals(device);
    Device signer = first ? own.founded : own.device;
    if (signer == null || !signer.grant.cid().equals(device)) {
      throw refusal(entry, "own of device " + device, "one of another");
    }
    long firstSeq = own.entry.value().isRoot() ? 1 : 0;
    long seq = first ? firstSeq : own.entry.value().seq() + 1;
    require(entry.value().seq() == seq, entry, "seq " + seq, entry.value().seq());
    require(first || !own.isSelfRevoke(), entry, "own that is no self-revoke", own.cid());
    return signer;
  }

  private Vertex.Checked control(Vertex.Checked checked, @Nullable Payload payload)
      throws SchemaException {
    Control what = control(payload);
    if (payload == null || !payload.contents().isEmpty()) {
      throw refusal(checked.entry(), "a control payload without contents", "contents");
    }
    if (what instanceof Control.Revoke revoke) {
      Vertex grant = known(revoke.grant());
      Vertex last = known(revoke.last());
      PlainControlRules.checkRevoke(checked, grant, last);
      return checked.with(what, grant, last);
    }
    if (what instanceof Control.Grant grant) {
      PlainControlRules.checkGrant(checked, grant, profile, verifier);
    }
    if (what instanceof Control.Root) {
      throw refusal(checked.entry(), "root in the root entry alone", "another root");
    }
    return what == null ? checked : checked.with(what, null, null);
  }

  private static @Nullable Control control(@Nullable Payload payload) throws SchemaException {
    return payload == null ? null : Control.of(payload.body()).orElse(null);
  }

  private static void checkHeight(Vertex.Checked checked) throws SchemaException {
    Vertex own = checked.own();
    long highest = own == null ? 0 : own.height();
    for (Vertex vertex : checked.prev()) {
      highest = Math.max(highest, vertex.height());
    }
    if (checked.revoked() != null && checked.last() != null) {
      highest = Math.max(highest, Math.max(checked.revoked().height(), checked.last().height()));
    }
    long height = checked.entry().value().height();
    require(height == highest + 1, checked.entry(), "height " + (highest + 1), height);
  }

  private Vertex known(Cid cid) {
    Vertex vertex = accepted.get(cid);
    if (vertex == null) {
      throw new IllegalStateException(cid + " was not looked for");
    }
    return vertex;
  }

  static void require(boolean holds, Encoded<Entry> entry, String expected, Object found)
      throws SchemaException {
    if (!holds) {
      throw refusal(entry, expected, String.valueOf(found));
    }
  }

  private static SchemaException refusal(Encoded<Entry> entry, String expected, String found) {
    return new SchemaException(entry.cid(), expected, found);
  }
}
