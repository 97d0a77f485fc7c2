package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An accepted entry, wired to what is behind it. */
final class Vertex {
  /** Canonical order: by height, then by CID. */
  static final Comparator<Vertex> CANONICAL =
      Comparator.<Vertex>comparingLong(Vertex::height).thenComparing(Vertex::cid);

  final Encoded<Entry> entry;

  /** Place in the order of acceptance, in which all behind comes before. */
  final int index;

  /** Null in the root entry. */
  final @Nullable Vertex own;

  final List<Vertex> prev;

  /** What a control entry says; null if nothing that counts. */
  final @Nullable Control control;

  /** A revoke's {@code last}, else null. */
  final @Nullable Vertex last;

  /** A revoke's {@code grant}, else null. */
  final @Nullable Vertex revoked;

  /** The device that signed it; the profile key's for the root entry. */
  final Device device;

  /** The device that it puts in force, else null. */
  final @Nullable Device founded;

  Vertex(int index, Checked checked) {
    this.entry = checked.entry();
    this.index = index;
    this.own = checked.own();
    this.prev = checked.prev();
    this.control = checked.control();
    this.last = checked.last();
    this.revoked = checked.revoked();
    this.founded = founded(checked.control());
    Device signer = checked.device() == null ? founded : checked.device();
    if (signer == null) {
      throw new IllegalStateException(cid() + " was accepted without a device");
    }
    this.device = signer;
  }

  /** What {@link Judge} found to be right, still to become a vertex. */
  record Checked(
      Encoded<Entry> entry,
      @Nullable Vertex own,
      List<Vertex> prev,
      @Nullable Device device,
      @Nullable Control control,
      @Nullable Vertex revoked,
      @Nullable Vertex last) {
    Checked with(Control what, @Nullable Vertex grant, @Nullable Vertex end) {
      return new Checked(entry, own, prev, device, what, grant, end);
    }
  }

  private @Nullable Device founded(@Nullable Control what) {
    if (what instanceof Control.Root root) {
      return new Device(this, root.key());
    }
    return what instanceof Control.Grant grant ? new Device(this, grant.key()) : null;
  }

  Cid cid() {
    return entry.cid();
  }

  long height() {
    return entry.value().height();
  }

  boolean isControl() {
    return entry.value().control();
  }

  /** Whether this is a device's revoke of itself. */
  boolean isSelfRevoke() {
    return revoked != null && revoked == device.grant;
  }

  /** {@code own} and {@code prev}: where nodes have their parents from. */
  List<Vertex> parents() {
    if (own == null) {
      return prev;
    }
    List<Vertex> parents = new ArrayList<>(prev.size() + 1);
    parents.add(own);
    parents.addAll(prev);
    return parents;
  }

  /** All behind it, one step. */
  List<Vertex> behind() {
    if (revoked == null || last == null) {
      return parents();
    }
    List<Vertex> behind = new ArrayList<>(parents());
    behind.add(revoked);
    behind.add(last);
    return behind;
  }
}
