package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.crypto.Verifier;
import dagbok.dag.Derived;
import dagbok.dag.History;
import dagbok.dag.Offer;
import dagbok.dag.PlainHistory;
import dagbok.schema.Control;
import dagbok.schema.DagObject;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what somebody claims of a profile from its blocks alone: takes the items of its packs into
 * a fresh set by {@code accept}, and compares what follows from that set with the packs, snapshot
 * and head node claimed. Since packs and snapshot hold nothing but what the functions give, equal
 * CIDs show that every {@code PackRef}, order and content is right; nothing of that is looked at by
 * itself. Good for one check; not thread-safe.
 */
final class ProfileCheck {
  /** What is asked of linked media. */
  enum Media {
    /** All of them must be there, and be files. */
    REQUIRED,
    /** Those that are there must be files. */
    IF_THERE,
    /** Nothing. */
    UNCHECKED
  }

  /** What was checked, and what was wrong. */
  record Report(
      long entries,
      long live,
      long nodes,
      long packs,
      long signatures,
      long bytes,
      Faults faults) {}

  private final BlockSource source;
  private final Media media;
  private final Claim claim;
  private final CountingVerifier verifier = new CountingVerifier(Verifier.ed25519());
  private final History history;
  private final Faults faults = new Faults();
  private final List<Cid> linked = new ArrayList<>();
  private long bytes;
  private long packs;
  private long entries;

  ProfileCheck(BlockSource source, Media media, Claim claim) {
    this.source = source;
    this.media = media;
    this.claim = claim;
    this.history = new PlainHistory(claim.profile(), verifier);
  }

  private static final class CountingVerifier implements Verifier {
    private final Verifier verifier;
    private long count;

    CountingVerifier(Verifier verifier) {
      this.verifier = verifier;
    }

    @Override
    public boolean verify(DeviceKey key, byte[] message, Signature signature) {
      count++;
      return verifier.verify(key, message, signature);
    }
  }

  /** Checks everything. */
  Report run() {
    claim.head().ifPresent(head -> bytes += head.bytes().length);
    Optional<Snapshot> snapshot = object("snapshot", claim.snapshot(), Snapshot::decode);
    if (snapshot.isEmpty()) {
      return report(0, 0);
    }
    if (!snapshot.get().profile().equals(claim.profile())) {
      faults.add("snapshot " + claim.snapshot() + " is of profile " + snapshot.get().profile());
    }
    snapshot.get().packs().forEach(this::take);
    Derived derived = history.derive();
    comparePacks(snapshot.get(), derived);
    claim.head().ifPresent(head -> checkHead(head, derived));
    if (media != Media.UNCHECKED) {
      new LinkWalk(new MediaStep()).walk(linked);
    }
    return report(derived.live().size(), derived.nodeBlocks().size());
  }

  private Report report(long live, long nodes) {
    return new Report(entries, live, nodes, packs, verifier.count, bytes, faults);
  }

  /** An object that must be there. */
  private <T extends DagObject> Optional<T> object(
      String what, Cid cid, Encoded.Decoder<T> decoder) {
    Optional<Block> block = read(what, cid);
    if (block.isEmpty()) {
      faults.add(what + " " + cid + " is missing");
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.decode(block.get().bytes()));
    } catch (SchemaException e) {
      faults.add(what + " " + cid + ": expected " + e.expected() + ", found " + e.found());
      return Optional.empty();
    }
  }

  private Optional<Block> read(String what, Cid cid) {
    Optional<Block> block = source.find(cid);
    if (block.isPresent()) {
      bytes += block.get().bytes().length;
      if (!cid.matches(block.get().bytes())) {
        faults.add(what + " " + cid + " hashes to something else");
      }
    }
    return block;
  }

  private void take(PackRef ref) {
    Optional<Pack> pack = object("pack", ref.pack(), Pack::decode);
    if (pack.isPresent()) {
      packs++;
      pack.get().items().forEach(this::take);
      pack.get().contents().forEach(history::offerContent);
      linked.addAll(pack.get().links());
    }
  }

  private void take(Item item) {
    Cid cid = item.entry().cid();
    Optional<byte[]> payload =
        item instanceof Item.Whole whole ? Optional.of(whole.payload().bytes()) : Optional.empty();
    try {
      Offer offer = history.offer(Encoded.decode(item.entry(), Entry::decode), payload);
      if (offer instanceof Offer.Accepted) {
        entries++;
      } else if (offer instanceof Offer.Refused refused) {
        faults.add("entry " + cid + ": " + refused.why());
      } else if (offer instanceof Offer.Waiting waiting) {
        faults.add("entry " + cid + ": " + waiting.missing() + " is behind it and not before it");
      }
    } catch (SchemaException e) {
      faults.add("entry " + cid + ": expected " + e.expected() + ", found " + e.found());
    }
  }

  private void comparePacks(Snapshot snapshot, Derived derived) {
    Snapshot own = derived.snapshot().value();
    if (own.equals(snapshot)) {
      return;
    }
    for (int i = 0; i < snapshot.packs().size(); i++) {
      PackRef claimed = snapshot.packs().get(i);
      if (i >= own.packs().size() || !claimed.equals(own.packs().get(i))) {
        faults.add("pack " + claimed.pack() + " is not what its entries give");
        break;
      }
    }
    faults.add("snapshot " + claim.snapshot() + ": its entries give " + derived.snapshot().cid());
  }

  private void checkHead(Encoded<Head> encoded, Derived derived) {
    Head head = encoded.value();
    String name = "head " + encoded.cid();
    if (head.node().isPresent() && !head.node().equals(derived.head())) {
      String given = derived.head().map(Cid::toString).orElse("none");
      faults.add(name + " says node " + head.node().get() + ", the entries give " + given);
    }
    Optional<DeviceKey> key = history.member(head.device()).flatMap(ProfileCheck::key);
    if (key.isEmpty()) {
      faults.add(name + " is of a device that no entry puts in force: " + head.device());
    } else if (!verifier.verify(key.get(), head.signedMessage(), head.sig())) {
      faults.add(name + ": the signature is wrong");
    } else if (!derived.devices().containsKey(head.device())) {
      faults.add(name + " is of a device that is not in force: " + head.device());
    }
    if (media == Media.REQUIRED) {
      head.recent().ifPresent(recent -> checkRecent(name, recent));
    }
  }

  private static Optional<DeviceKey> key(History.Member member) {
    return member
        .control(Control.Grant.class)
        .map(Control.Grant::key)
        .or(() -> member.control(Control.Root.class).map(Control.Root::key));
  }

  private void checkRecent(String head, Cid recent) {
    Optional<Pack> pack = object("pack", recent, Pack::decode);
    if (pack.isPresent()
        && pack.get().items().stream()
            .anyMatch(item -> history.member(item.entry().cid()).isEmpty())) {
      faults.add(head + " calls entries recent that are not in its snapshot");
    }
  }

  /** Files, block by block. */
  private final class MediaStep implements LinkWalk.Step {
    private static final Set<Multicodec> CODECS = Set.of(Multicodec.RAW, Multicodec.DAG_PB);

    @Override
    public Optional<Block> read(Cid cid) {
      if (!CODECS.contains(cid.codec())) {
        faults.add("media block " + cid + " is no part of a file");
        return Optional.empty();
      }
      Optional<Block> block = ProfileCheck.this.read("media block", cid);
      if (block.isEmpty() && media == Media.REQUIRED) {
        faults.add("media block " + cid + " is missing");
      }
      return block;
    }

    @Override
    public void malformed(Cid cid, DecodeException why) {
      faults.add("media block " + cid + ": " + why.getMessage());
    }
  }
}
