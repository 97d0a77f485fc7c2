package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.DeviceKey;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code accept}: whether an entry is right, by itself and what is behind it. Takes time in
 * proportion to what is right behind it, and 16 steps for a revoke.
 */
final class Acceptance {
  private final ProfileId profile;
  private final Verifier verifier;
  private final Rows rows;
  private final ControlRules rules;

  Acceptance(ProfileId profile, Verifier verifier, Rows rows) {
    this.profile = profile;
    this.verifier = verifier;
    this.rows = rows;
    this.rules = new ControlRules(rows);
  }

  /**
   * A row for an entry that is right.
   *
   * @param founded the key of the device that it puts in force
   */
  record Accepted(EntryRow row, Optional<DeviceKey> founded) {}

  /** What an entry still waits for; empty if it can be judged. */
  Set<Cid> missing(Entry entry, @Nullable Payload payload) throws SchemaException {
    Set<Cid> missing = new LinkedHashSet<>();
    entry.own().ifPresent(missing::add);
    missing.addAll(entry.prev());
    if (entry.control() && payload == null) {
      missing.add(entry.payload());
    } else if (entry.control() && control(payload).orElse(null) instanceof Control.Revoke revoke) {
      missing.add(revoke.grant());
      missing.add(revoke.last());
    }
    missing.removeIf(cid -> rows.find(cid) != null);
    return missing;
  }

  /**
   * The entry, found to be right; {@link #missing} was empty.
   *
   * @param payload there if the entry is control
   */
  Accepted check(Arrival arrival, @Nullable Payload payload) throws SchemaException {
    return arrival.entry().value().isRoot()
        ? checkRoot(arrival, payload)
        : checkOther(arrival, payload);
  }

  private boolean isSigned(Arrival arrival, DeviceKey key) {
    Entry entry = arrival.entry().value();
    return arrival.signedBy().equals(Optional.of(key))
        || verifier.verify(key, entry.signedMessage(), entry.sig());
  }

  private Accepted checkRoot(Arrival arrival, @Nullable Payload payload) throws SchemaException {
    Encoded<Entry> entry = arrival.entry();
    Cid node = Cid.of(Multicodec.DAG_CBOR, Node.root(entry.cid()).encode());
    require(node.equals(profile.root()), entry, "a root entry whose node is " + profile, node);
    Control.Root root = ControlRules.root(entry, payload);
    require(isSigned(arrival, root.key()), entry, "a signature by the profile key", "another");
    long id = rows.nextId();
    EntryRow.Facts facts =
        new EntryRow.Facts(
            id,
            entry.cid(),
            entry.value().payload(),
            EntryRow.Kind.ROOT,
            0,
            0,
            id,
            EntryRow.NONE,
            List.of(),
            EntryRow.NONE,
            EntryRow.NONE,
            entry.bytes().length);
    return new Accepted(new EntryRow(facts), Optional.of(root.key()));
  }

  private Accepted checkOther(Arrival arrival, @Nullable Payload payload) throws SchemaException {
    Encoded<Entry> entry = arrival.entry();
    Entry value = entry.value();
    require(
        value.profile().equals(Optional.of(profile)), entry, "profile " + profile, value.profile());
    EntryRow own = known(value.own().orElseThrow());
    DeviceRow device = device(entry, own);
    Optional<Control> control = value.control() ? control(payload) : Optional.empty();
    if (value.control() && (payload == null || !payload.contents().isEmpty())) {
      throw refusal(entry, "a control payload without contents", "contents");
    }
    Optional<DeviceKey> founded = Optional.empty();
    EntryRow grant = null;
    EntryRow last = null;
    if (control.orElse(null) instanceof Control.Revoke revoke) {
      grant = known(revoke.grant());
      last = known(revoke.last());
      rules.checkRevoke(entry, device, own, grant, last);
    } else if (control.orElse(null) instanceof Control.Grant made) {
      rules.checkGrant(entry, made, device, profile, verifier);
      founded = Optional.of(made.key());
    } else if (control.orElse(null) instanceof Control.Root) {
      throw refusal(entry, "root in the root entry alone", "another root");
    }
    List<Long> prev = new ArrayList<>(value.prev().size());
    long highest = own.facts().height();
    for (Cid cid : value.prev()) {
      EntryRow row = known(cid);
      prev.add(row.id());
      highest = Math.max(highest, row.facts().height());
    }
    if (grant != null && last != null) {
      highest = Math.max(highest, Math.max(grant.facts().height(), last.facts().height()));
    }
    require(value.height() == highest + 1, entry, "height " + (highest + 1), value.height());
    require(
        isSigned(arrival, device.key()),
        entry,
        "a signature by the key of device " + value.device().orElseThrow(),
        "another");
    EntryRow.Facts facts =
        new EntryRow.Facts(
            rows.nextId(),
            entry.cid(),
            value.payload(),
            EntryRow.Kind.of(value.control(), payload == null ? "" : payload.body().kind()),
            value.height(),
            value.seq(),
            device.id(),
            own.id(),
            prev,
            grant == null ? EntryRow.NONE : grant.id(),
            last == null ? EntryRow.NONE : last.id(),
            entry.bytes().length);
    return new Accepted(new EntryRow(facts), founded);
  }

  /** The device, given that {@code own} continues its chain. */
  private DeviceRow device(Encoded<Entry> entry, EntryRow own) throws SchemaException {
    Cid device = entry.value().device().orElseThrow();
    boolean first = own.cid().equals(device);
    Optional<DeviceRow> signer = rows.findDevice(first ? own.id() : own.facts().device());
    if (signer.isEmpty() || !rows.get(signer.get().id()).cid().equals(device)) {
      throw refusal(entry, "own of device " + device, "one of another");
    }
    long firstSeq = own.facts().kind() == EntryRow.Kind.ROOT ? 1 : 0;
    long seq = first ? firstSeq : own.facts().seq() + 1;
    require(entry.value().seq() == seq, entry, "seq " + seq, entry.value().seq());
    require(first || !own.isSelfRevoke(), entry, "own that is no self-revoke", own.cid());
    return signer.get();
  }

  private static Optional<Control> control(@Nullable Payload payload) throws SchemaException {
    return payload == null ? Optional.empty() : Control.of(payload.body());
  }

  private EntryRow known(Cid cid) {
    EntryRow row = rows.find(cid);
    if (row == null) {
      throw new IllegalStateException(cid + " was not looked for");
    }
    return row;
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
