package dagbok.simulation;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.profile.Batch;
import dagbok.profile.Copy;
import dagbok.profile.Replica;
import dagbok.profile.Signers;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.store.MarkTable.Kind;
import dagbok.store.MarkTable.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One peer's copy of one profile: what would be in its store. */
final class SimulatedCopy implements Copy {
  /** How many former sets' blocks a peer still gives, as an IPFS node that has not collected. */
  private static final int MAX_FORMER = 16;

  private final SharedSet.Family family;
  private final boolean own;
  private final List<SharedSet> former = new ArrayList<>(2);
  private final List<Encoded<Head>> heads = new ArrayList<>(1);
  private Map<Cid, Mark> marks = Map.of();
  private SharedSet set;

  SimulatedCopy(SharedSet.Family family, SharedSet set, boolean own) {
    this.family = family;
    this.set = set;
    this.own = own;
  }

  SharedSet set() {
    return set;
  }

  /** A block that this copy's peer has, now or until not long ago. */
  Optional<Block> block(Cid cid) {
    Optional<Block> block = set.block(cid);
    for (int i = former.size() - 1; i >= 0 && block.isEmpty(); i--) {
      block = former.get(i).block(cid);
    }
    return block;
  }

  @Override
  public ProfileId profile() {
    return family.profile();
  }

  @Override
  public boolean own() {
    return own;
  }

  @Override
  public <T> T read(Function<History, T> work) {
    return work.apply(set.history());
  }

  @Override
  public Replica.Summary summary() {
    return set.summary();
  }

  @Override
  public Replica.Taken take(Batch batch) {
    SharedSet.Step step = set.take(batch);
    if (step.next() != set) {
      former.add(set);
      if (former.size() > MAX_FORMER) {
        former.remove(0);
      }
      set = step.next();
    }
    if (step.forgetsMarks()) {
      marks = Map.of();
    }
    return step.taken();
  }

  @Override
  public List<Encoded<Head>> heads() {
    return List.copyOf(heads);
  }

  @Override
  public void keepHead(Encoded<Head> head) {
    if (!own) {
      putHead(head);
    }
  }

  /** Keeps a head that was signed here. */
  void putHead(Encoded<Head> head) {
    heads.removeIf(other -> other.value().device().equals(head.value().device()));
    heads.add(0, head);
  }

  @Override
  public Map<Cid, Mark> marks() {
    return marks;
  }

  @Override
  public void mark(Kind kind, Map<Cid, Mark> found) {
    Map<Cid, Mark> all = new HashMap<>(marks);
    all.putAll(found);
    marks = Map.copyOf(all);
  }

  @Override
  public Signers signers() {
    return new Signers(this::key, family.verifier());
  }
}
