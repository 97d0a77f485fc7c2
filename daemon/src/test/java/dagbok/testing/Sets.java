package dagbok.testing;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.PackedRun;
import dagbok.dag.Standing;
import dagbok.profile.Replica;
import dagbok.schema.PackRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What follows from a replica's set, as a whole. */
public final class Sets {
  private Sets() {}

  /** What is kept, in canonical order. */
  public static Set<Cid> kept(Replica replica) {
    List<Cid> kept = new ArrayList<>(replica.read(history -> history.newest(Integer.MAX_VALUE)));
    Collections.reverse(kept);
    return new LinkedHashSet<>(kept);
  }

  /** What is live, in canonical order. */
  public static Set<Cid> live(Replica replica) {
    Set<Cid> live = kept(replica);
    live.removeIf(entry -> !replica.read(history -> history.isLive(entry)));
    return live;
  }

  /** The files that live posts name, the oldest first. */
  public static List<Cid> files(Replica replica) {
    return live(replica).stream()
        .flatMap(entry -> replica.member(entry).orElseThrow().payload().stream())
        .flatMap(payload -> payload.value().packing().linked().stream())
        .toList();
  }

  /** The packs, in order. */
  public static List<PackedRun> packs(Replica replica) {
    return replica.read(
        history ->
            history.packs().stream()
                .map(PackRef::pack)
                .map(pack -> history.pack(pack).orElseThrow())
                .toList());
  }

  /** How an entry stands. */
  public static Standing standing(Replica replica, Cid entry) {
    return replica.read(history -> history.standing(entry)).orElseThrow();
  }

  /** The devices in force. */
  public static List<Cid> devices(Replica replica) {
    return replica.read(History::devices);
  }

  /** The snapshot. */
  public static Cid snapshot(Replica replica) {
    return replica.snapshot().orElseThrow();
  }
}
