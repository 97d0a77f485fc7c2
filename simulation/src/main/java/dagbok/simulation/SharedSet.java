package dagbok.simulation;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.History;
import dagbok.dag.MemoryState;
import dagbok.dag.State;
import dagbok.gossip.Input;
import dagbok.profile.Batch;
import dagbok.profile.Intake;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.sync.Announcements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set of one profile, as it is held by all peers that have just this set. Never changes: taking
 * something in gives another, the same one for all who take the same into it.
 */
final class SharedSet {
  private final Family family;
  private final History history;
  private final Replica.Summary summary;
  private final List<Batch> came;
  private final Map<Batch, Step> steps = new HashMap<>();
  private final Map<Cid, Optional<Block>> blocks = new HashMap<>();
  private final Map<Cid, Optional<Input.Newest>> settled = new HashMap<>();

  /**
   * What taking something in gives.
   *
   * @param forgetsMarks whether an entry that was void or deleted now only lacks bytes
   */
  record Step(SharedSet next, Replica.Taken taken, boolean forgetsMarks) {}

  /** Sets with equal keys are equal: what is kept is told by the snapshot, all else is counted. */
  private record Key(Optional<Cid> snapshot, State.Counts counts) {}

  /** All sets of one profile that there are. */
  static final class Family {
    private final ProfileId profile;
    private final Verifier verifier;
    private final Map<Key, SharedSet> sets = new HashMap<>();

    Family(ProfileId profile, Verifier verifier) {
      this.profile = profile;
      this.verifier = verifier;
    }

    ProfileId profile() {
      return profile;
    }

    Verifier verifier() {
      return verifier;
    }

    /** The set of who has nothing yet. */
    SharedSet empty() {
      History history = new History(profile, new MemoryState(), verifier);
      return one(new SharedSet(this, history, List.of()));
    }

    private SharedSet one(SharedSet set) {
      return sets.computeIfAbsent(set.key(), key -> set);
    }

    Collection<SharedSet> all() {
      return sets.values();
    }
  }

  private SharedSet(Family family, History history, List<Batch> came) {
    this.family = family;
    this.history = history;
    this.came = came;
    this.summary = Replica.Summary.of(history);
  }

  private Key key() {
    return new Key(summary.room().map(Encoded::cid), summary.counts());
  }

  History history() {
    return history;
  }

  Replica.Summary summary() {
    return summary;
  }

  /** The same with what is right of a batch. */
  Step take(Batch batch) {
    Step known = steps.get(batch);
    if (known == null) {
      known = computed(batch);
      steps.put(batch, known);
    }
    return known;
  }

  private Step computed(Batch batch) {
    History next = new History(family.profile, new MemoryState(), family.verifier);
    came.forEach(new Intake(next)::offer);
    History.Change unused = settle(next); // of all at once: what follows is a function of the set
    Intake intake = new Intake(next);
    intake.offer(batch);
    History.Change change = settle(next);
    List<Batch> all = new ArrayList<>(came);
    all.add(batch);
    SharedSet set = family.one(new SharedSet(family, next, List.copyOf(all)));
    return new Step(set, intake.taken(change), change.lacksBytesAgain());
  }

  private static History.Change settle(History history) {
    History.Change change = history.settle();
    while (!history.hasAllNodes()) {
      History.Change unused = history.settle();
    }
    return change;
  }

  /** The snapshot or a pack of this set. */
  Optional<Block> block(Cid cid) {
    return blocks.computeIfAbsent(cid, this::made);
  }

  private Optional<Block> made(Cid cid) {
    return summary
        .room()
        .map(Encoded::block)
        .filter(block -> block.cid().equals(cid))
        .or(() -> history.pack(cid).map(History.PackedRun::block));
  }

  /** What gossip is told of a head that says what this set is. */
  Optional<Input.Newest> settled(SimulatedCopy copy, Encoded<Head> head) {
    return settled.computeIfAbsent(head.cid(), cid -> Announcements.settled(copy, head));
  }
}
