package dagbok.archive;

import dagbok.block.Block;
import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.dag.History;
import dagbok.dag.History.PackedRun;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes a profile as a CARv1 (interface.md, profile export). Thread-safe. */
public final class CarExport {
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(30);

  private final Database database;
  private final Blocks blocks;

  /** With where blocks are. */
  public CarExport(Database database, Blocks blocks) {
    this.database = database;
    this.blocks = blocks;
  }

  /**
   * Writes head, snapshot, packs and linked media, each block once; {@link ExportScope#LOOSE} adds
   * nodes, entries, payloads and contents. The only root is the head's CID. Media that are not here
   * are asked from peers, 30 seconds for each. The caller flushes and closes {@code out}.
   *
   * @throws Refusal {@code CONFLICT}, before anything is written, if no head is known that says
   *     what the replica holds; {@code NOT_FOUND} if media are nowhere to be had; then the file is
   *     not whole
   * @throws UncheckedIOException if it can't be written
   */
  public void write(Replica replica, ExportScope scope, OutputStream out) {
    Replica.Summary summary = replica.summary();
    Encoded<Head> head = head(replica, summary);
    try {
      new Export(head, scope, out).write(replica, summary);
    } catch (IpfsException e) {
      throw Refusals.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Encoded<Head> head(Replica replica, Replica.Summary summary) {
    Optional<Cid> snapshot = summary.room().map(Encoded::cid);
    return replica.heads().stream()
        .filter(head -> snapshot.equals(Optional.of(head.value().snapshot())))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT,
                    "no head is known for what is held of profile " + replica.profile(),
                    "run 'dagbok status', and try again when it has caught up"));
  }

  /** One file. */
  private final class Export implements LinkWalk.Step {
    private final BlockSource source =
        Sources.local(database, blocks).or(Sources.fetched(blocks, FETCH_TIMEOUT));
    private final LinkWalk walk = new LinkWalk(this);
    private final Encoded<Head> head;
    private final ExportScope scope;
    private final CarWriter car;

    Export(Encoded<Head> head, ExportScope scope, OutputStream out) throws IOException {
      this.head = head;
      this.scope = scope;
      this.car = new CarWriter(out, List.of(head.cid()));
    }

    void write(Replica replica, Replica.Summary summary) throws IOException {
      add(head.block());
      Encoded<Snapshot> snapshot = summary.room().orElseThrow();
      add(snapshot.block());
      List<PackRef> packs = snapshot.value().packs();
      for (PackRef ref : packs) {
        add(pack(replica, ref).block());
      }
      if (scope == ExportScope.LOOSE) {
        for (PackRef ref : packs) {
          addLoose(replica, pack(replica, ref));
        }
        for (Block merge : replica.read(History::headNodes)) {
          add(merge);
        }
      }
      for (PackRef ref : packs) {
        walk.walk(decoded(pack(replica, ref)).links());
      }
      head.value().recent().ifPresent(pack -> walk.walk(List.of(pack)));
    }

    private void addLoose(Replica replica, PackedRun run) throws IOException {
      Pack pack = decoded(run);
      for (Item item : pack.items()) {
        add(item.entry());
        if (item instanceof Item.Whole whole) {
          add(whole.payload());
        }
        Cid entry = item.entry().cid();
        for (Block node : replica.read(history -> history.nodeBlocks(entry))) {
          add(node);
        }
      }
      for (Block content : pack.contents()) {
        add(content);
      }
    }

    private void add(Block block) throws IOException {
      if (walk.meet(block.cid())) {
        car.write(block);
      }
    }

    @Override
    public Optional<Block> read(Cid cid) {
      Block block = source.find(cid).orElseThrow(() -> Refusals.missing(cid));
      try {
        car.write(block);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Optional.of(block);
    }

    @Override
    public void malformed(Cid cid, DecodeException why) {
      // an author's link to bytes that are no file: a leaf, as it is
    }
  }

  /** A pack of the snapshot that is exported, which may have been superseded meanwhile. */
  private static PackedRun pack(Replica replica, PackRef ref) {
    return replica
        .read(history -> history.pack(ref.pack()))
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT,
                    "profile " + replica.profile() + " changed while it was exported",
                    "run the same again"));
  }

  private static Pack decoded(PackedRun run) {
    try {
      return Pack.decode(run.block().bytes());
    } catch (SchemaException e) {
      throw new IllegalStateException("a pack of one's own can't be read: " + run.ref().pack(), e);
    }
  }
}
