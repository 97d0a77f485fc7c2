package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.store.MarkTable.Kind;
import dagbok.store.MarkTable.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What catching up sees of a held profile, wherever it is kept: its set, the heads that are known
 * of it, and the marks of packs and snapshots.
 */
public interface Copy {
  /** Whose profile this is. */
  ProfileId profile();

  /** Whether it is this person's own. */
  boolean own();

  /** Asks the set, all of one moment. {@code work} must not change it. */
  <T> T read(Function<History, T> work);

  /** Takes in what is right of a batch, and says what became of the rest. */
  Replica.Taken take(Batch batch);

  /** The newest heads known, one a device, the last that came first. */
  List<Encoded<Head>> heads();

  /**
   * Keeps a head, checked by the caller, as the newest of its device; unless one stands that was
   * signed here.
   */
  void keepHead(Encoded<Head> head);

  /** What was found of packs and snapshots. */
  Map<Cid, Mark> marks();

  /** Notes what was found of some. */
  void mark(Kind kind, Map<Cid, Mark> found);

  /** What checks signatures ahead of {@link #take}. */
  Signers signers();

  /** What follows from the set as it is now. */
  default Replica.Summary summary() {
    return read(Replica.Summary::of);
  }

  /** What was found of a pack or snapshot. */
  default Optional<Mark> mark(Cid cid) {
    return Optional.ofNullable(marks().get(cid));
  }

  /** The snapshot's CID; empty if the profile is full. */
  default Optional<Cid> snapshot() {
    return summary().room().map(Encoded::cid);
  }

  /** How many bytes of entries, payloads and small contents are held, or of packs if more. */
  default long bytes() {
    Replica.Summary now = summary();
    return Math.max(now.counts().bytes(), now.packBytes());
  }

  /**
   * Whether one has all that a head speaks of: its snapshot is one's own, or was taken in whole. A
   * head that names another node for one's own snapshot is wrong.
   */
  default boolean isInStep(Head head) {
    if (snapshot().equals(Optional.of(head.snapshot()))) {
      return !contradicts(head);
    }
    return mark(head.snapshot()).equals(Optional.of(Mark.DONE));
  }

  /** Whether a head names another node than follows from its snapshot, which is one's own. */
  default boolean contradicts(Head head) {
    Replica.Summary now = summary();
    boolean same = now.room().map(Encoded::cid).equals(Optional.of(head.snapshot()));
    return same
        && head.node().isPresent()
        && now.head().isPresent()
        && !head.node().equals(now.head());
  }

  /** An entry of the set. */
  default Optional<Member> member(Cid entry) {
    return read(history -> history.member(entry));
  }

  /** The payload of an entry, if its bytes are here, whether or not it counts. */
  default Optional<Encoded<Payload>> payload(Cid entry) {
    return read(history -> history.payload(entry));
  }

  /** The key of a device, by its grant or the root entry, in force or not. */
  default Optional<DeviceKey> key(Cid device) {
    return read(history -> history.key(device));
  }

  /** The bytes of a small content, if they are here. */
  default Optional<Block> content(Cid cid) {
    return read(history -> history.content(cid));
  }
}
