package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.dag.History.PackedRun;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.store.LooseTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What of a replica is to be in the IPFS node at once, by pin; none of it comes from others. */
final class KeepPlan {
  private final Replica replica;
  private final Database database;

  private KeepPlan(Replica replica, Database database) {
    this.replica = replica;
    this.database = database;
  }

  /** What there is to keep of what follows from a replica's set, but for loose objects. */
  static List<KeepUnit> of(
      Replica replica, Replica.Summary summary, Database database, Policy policy) {
    if (!policy.keepsPosts()) {
      return List.of();
    }
    List<KeepUnit> units = new ArrayList<>();
    units.add(packs(replica, summary, policy));
    if (!policy.isQuiet()) {
      // whoever has the root node is found by it
      units.add(new KeepPlan(replica, database).heads());
    }
    return units;
  }

  /** The lists of loose objects, where a policy keeps them; all nodes are to be made. */
  static List<KeepUnit> loose(
      Replica replica, Replica.Summary summary, Database database, Policy policy) {
    List<KeepUnit> units = new ArrayList<>();
    if (policy.isMirror()) {
      KeepPlan plan = new KeepPlan(replica, database);
      plan.addLoose(units, kept(replica, summary, policy));
      plan.addMerges(units);
    }
    return units;
  }

  /** The packs that a policy keeps, in order. */
  static List<PackRef> kept(Replica replica, Replica.Summary summary, Policy policy) {
    List<PackRef> all =
        summary
            .room()
            .map(room -> room.value().packs())
            .orElseGet(() -> replica.read(History::packs));
    int first = all.size();
    for (long items = 0; first > 0 && items < policy.entries(); first--) {
      items += all.get(first - 1).items();
    }
    return all.subList(first, all.size());
  }

  /** A full profile has packs but no snapshot. */
  static KeepUnit packs(Replica replica, Replica.Summary summary, Policy policy) {
    Optional<Encoded<Snapshot>> room = summary.room();
    List<PackRef> refs = kept(replica, summary, policy);
    List<Cid> cids = new ArrayList<>(refs.stream().map(PackRef::pack).toList());
    room.ifPresent(snapshot -> cids.add(snapshot.cid()));
    return KeepUnit.of(
        KeepUnit.PACKS,
        cids,
        (isWanted, taker) -> {
          List<Cid> wanted = refs.stream().map(PackRef::pack).filter(isWanted).toList();
          for (Cid pack : wanted) {
            Optional<PackedRun> run = replica.read(history -> history.pack(pack));
            if (run.isEmpty()) {
              return false;
            }
            taker.accept(run.get().block());
          }
          room.map(Encoded::block).filter(block -> isWanted.test(block.cid())).ifPresent(taker);
          return true;
        });
  }

  /** The newest heads, and the root node, by which holders of the profile are found. */
  private KeepUnit heads() {
    List<Block> blocks = new ArrayList<>();
    replica.heads().forEach(head -> blocks.add(head.block()));
    blocks.addAll(replica.read(History::rootNode).stream().toList());
    return of("heads", blocks);
  }

  private static KeepUnit of(String name, List<Block> blocks) {
    List<Cid> cids = blocks.stream().map(Block::cid).toList();
    return KeepUnit.of(name, cids, KeepUnit.Contents.of(blocks));
  }

  private void addLoose(List<KeepUnit> units, List<PackRef> kept) {
    Map<Cid, Cid> known = database.read(tx -> LooseTable.all(tx, replica.row()));
    List<Cid> packs = kept.stream().map(PackRef::pack).toList();
    for (Cid pack : packs) {
      Cid list = known.get(pack);
      if (list == null) {
        looseOf(pack).ifPresent(units::add);
      } else {
        units.add(
            new KeepUnit(
                list,
                KeepUnit.LOOSE,
                (isWanted, taker) ->
                    looseOf(pack)
                        .filter(unit -> unit.contents().each(isWanted, taker))
                        .isPresent()));
      }
    }
    List<Cid> gone = known.keySet().stream().filter(pack -> !packs.contains(pack)).toList();
    if (!gone.isEmpty()) {
      database.write(
          tx -> {
            gone.forEach(pack -> LooseTable.remove(tx, replica.row(), pack));
            return gone;
          });
    }
  }

  /** Entries, payloads, nodes and small contents of a pack as blocks of their own. */
  private Optional<KeepUnit> looseOf(Cid pack) {
    Optional<Map<Cid, Block>> blocks =
        replica.read(history -> history.pack(pack).map(run -> looseBlocks(history, run)));
    Optional<KeepUnit> unit =
        blocks.map(
            all -> KeepUnit.of(KeepUnit.LOOSE, all.keySet(), KeepUnit.Contents.of(all.values())));
    unit.ifPresent(made -> note(pack, made.root()));
    return unit;
  }

  private void note(Cid pack, Cid list) {
    database.write(
        tx -> {
          LooseTable.put(tx, replica.row(), pack, list);
          return list;
        });
  }

  private static Map<Cid, Block> looseBlocks(History history, PackedRun pack) {
    Map<Cid, Block> blocks = new LinkedHashMap<>();
    Consumer<Block> add = block -> blocks.put(block.cid(), block);
    for (Cid entry : pack.entries()) {
      Member member = history.member(entry).orElseThrow();
      add.accept(member.entry().block());
      history.nodeBlocks(entry).forEach(add);
      if (history.isLive(entry)) {
        Encoded<Payload> payload = member.payload().orElseThrow();
        add.accept(payload.block());
        payload.value().packing().packed().stream()
            .map(content -> history.content(content.link()).orElseThrow())
            .forEach(add);
      }
    }
    return blocks;
  }

  private void addMerges(List<KeepUnit> units) {
    List<Block> merges = replica.read(History::headNodes);
    if (!merges.isEmpty()) {
      units.add(of(KeepUnit.MERGES, merges));
    }
  }
}
