package dagbok.dag;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The work behind one {@link Verification}. For one use. */
final class Verifying {
  private final ProfileId profile;
  private final Function<Cid, Optional<byte[]>> blocks;
  private final Verifier verifier;
  private final History history;
  private final List<Fault> firstFaults = new ArrayList<>();
  private final Set<Cid> linked = new HashSet<>();
  private @Nullable Encoded<Entry> lastOfPack;
  private long faults;
  private long packs;
  private long bytes;
  private long media;
  private long mediaMissing;

  Verifying(ProfileId profile, Function<Cid, Optional<byte[]>> blocks, Verifier verifier) {
    this.profile = profile;
    this.blocks = blocks;
    this.verifier = verifier;
    this.history = new History(profile, new MemoryState(), verifier);
  }

  Verification head(Encoded<Head> head) {
    takeAll(head.value().snapshot());
    checkSigner(head);
    head.value().recent().ifPresent(this::checkRecent);
    Optional<Cid> claimed = head.value().node();
    Optional<Cid> node = history.head();
    if (claimed.isPresent() && !claimed.equals(node)) {
      add(head.cid(), "node " + text(node), claimed.get().toString());
    }
    return report(head.cid(), Optional.of(head));
  }

  Verification snapshot(Cid root) {
    takeAll(root);
    return report(root, Optional.empty());
  }

  private void takeAll(Cid root) {
    Optional<byte[]> found = blocks.apply(root);
    if (found.isEmpty()) {
      add(root, "a snapshot", "no block");
      return;
    }
    try {
      Snapshot snapshot = SnapshotCheck.check(root, found.get(), profile);
      packs = snapshot.packs().size();
      snapshot.packs().forEach(this::takePack);
    } catch (SchemaException e) {
      addAll(List.of(Fault.of(root, e)));
    }
    history.settle();
    Optional<Cid> own = history.room().map(Encoded::cid);
    if (!own.equals(Optional.of(root))) {
      add(root, "snapshot " + text(own) + ", which the entries give", "this");
    }
    walkMedia();
  }

  private void takePack(PackRef ref) {
    Optional<byte[]> found = blocks.apply(ref.pack());
    if (found.isEmpty()) {
      add(ref.pack(), "a pack", "no block");
      return;
    }
    bytes += found.get().length;
    try {
      Pack pack = PackCheck.decode(ref, found.get());
      PackCheck.Opened opened = PackCheck.open(ref, pack);
      addAll(opened.faults());
      takeAll(ref, opened.arrivals());
      pack.contents().forEach(history::offerContent);
      history.settle();
      linked.addAll(pack.links());
    } catch (SchemaException e) {
      addAll(List.of(Fault.of(ref.pack(), e)));
    }
  }

  private void takeAll(PackRef ref, List<Arrival> arrivals) {
    boolean first = true;
    for (Arrival arrival : arrivals) {
      Encoded<Entry> entry = arrival.entry();
      if (first && lastOfPack != null && !PackCheck.isBefore(lastOfPack, entry)) {
        add(ref.pack(), "packs in order, items in one of them", entry.cid() + " again or late");
      }
      first = false;
      lastOfPack = entry;
      take(arrival);
    }
  }

  private void take(Arrival arrival) {
    Cid entry = arrival.entry().cid();
    Offer offer = history.offer(arrival);
    if (offer instanceof Offer.Refused refused) {
      add(entry, "an entry that can be accepted", refused.why());
    } else if (offer instanceof Offer.Waiting waiting) {
      add(entry, "all behind it accepted", "not " + waiting.missing());
    }
  }

  /** That the head's device is in force, and signed it. */
  private void checkSigner(Encoded<Head> head) {
    Cid device = head.value().device();
    Optional<DeviceKey> key = history.key(device);
    if (key.isEmpty()) {
      add(head.cid(), "a head by a device that is known", "device " + device);
      return;
    }
    Head value = head.value();
    if (!verifier.verify(key.get(), value.signedMessage(), value.sig())) {
      add(head.cid(), "a signature by the key of device " + device, "another");
    }
    if (!history.isInForce(device)) {
      add(head.cid(), "a device in force", "device " + device);
    }
  }

  /** A pack that only repeats what the others hold; it may be missing. */
  private void checkRecent(Cid cid) {
    Optional<byte[]> found = blocks.apply(cid);
    if (found.isEmpty()) {
      return;
    }
    try {
      if (!cid.matches(found.get())) {
        throw new SchemaException(cid, "bytes that hash to this", "others");
      }
      for (Item item : Pack.decode(found.get()).items()) {
        if (history.member(item.entry().cid()).isEmpty()) {
          add(cid, "recent items of the snapshot", item.entry().cid().toString());
        }
      }
    } catch (SchemaException e) {
      addAll(List.of(Fault.of(cid, e)));
    }
  }

  /** Linked content as far as it is there, each block once. */
  private void walkMedia() {
    Deque<Cid> next = new ArrayDeque<>(linked);
    while (!next.isEmpty()) {
      Cid cid = next.pop();
      Optional<byte[]> found = blocks.apply(cid);
      if (found.isEmpty()) {
        mediaMissing++;
        continue;
      }
      media++;
      for (Cid child : children(cid, found.get())) {
        if (linked.add(child)) {
          next.push(child);
        }
      }
    }
  }

  private List<Cid> children(Cid cid, byte[] content) {
    if (!cid.matches(content)) {
      add(cid, "bytes that hash to this", "others");
      return List.of();
    }
    try {
      return Links.of(new Block(cid, content));
    } catch (DecodeException e) {
      add(cid, "a block in the form of its codec", String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private Verification report(Cid root, Optional<Encoded<Head>> head) {
    State.Counts counts = history.counts();
    return new Verification(
        root,
        head,
        profile,
        history.head(),
        history.room().map(Encoded::cid),
        counts.entries(),
        counts.live(),
        packs,
        history.countNodes(),
        bytes,
        media,
        mediaMissing,
        faults,
        firstFaults);
  }

  private void add(Cid cid, String expected, String found) {
    addAll(List.of(new Fault(cid, expected, found)));
  }

  private void addAll(List<Fault> more) {
    for (Fault fault : more) {
      if (firstFaults.size() < Verification.MAX_FAULTS_TOLD) {
        firstFaults.add(fault);
      }
      faults++;
    }
  }

  private static String text(Optional<Cid> cid) {
    return cid.map(Cid::toString).orElse("none");
  }
}
