package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.DagPb;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.dag.History;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Node;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.Database;
import dagbok.store.ProfileState;
import dagbok.web.port.Inspection;
import dagbok.web.port.Refusal;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows objects as they are. Thread-safe. */
public final class BlockInspector implements Inspection {
  /** The most bytes of a raw block that are shown: 64 KiB. */
  static final int MAX_RAW_SHOWN_BYTES = 64 * 1024;

  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(30);

  private final Replicas replicas;
  private final Database database;
  private final CarVerifier verifier;
  private final BlockSource held;
  private final BlockSource anywhere;

  /** With where objects are. */
  public BlockInspector(Replicas replicas, Database database, Blocks blocks, CarVerifier verifier) {
    this.replicas = replicas;
    this.database = database;
    this.verifier = verifier;
    BlockSource stored = this::stored;
    this.held = stored.or(Sources.local(database, blocks));
    this.anywhere = held.or(Sources.fetched(blocks, FETCH_TIMEOUT));
  }

  private Optional<Block> stored(Cid cid) {
    return database.read(
        tx ->
            ProfileState.contentBytes(tx, cid)
                .or(() -> ProfileState.entryBytes(tx, cid))
                .map(bytes -> new Block(cid, bytes)));
  }

  /**
   * {@inheritDoc} Of a raw block of over 64 KiB, a map of its {@code size} and its {@code first}
   * bytes.
   */
  @Override
  public Ipld object(Cid cid) {
    try {
      return decode(anywhere.find(cid).orElseThrow(() -> Refusals.missing(cid)));
    } catch (IpfsException e) {
      throw Refusals.of(e);
    } catch (DecodeException e) {
      throw new Refusal(
          Refusal.Reason.BAD_DATA,
          "block " + cid + " is not what its CID says: " + e.getMessage(),
          "dagbok inspect " + cid.withCodec(Multicodec.RAW),
          Optional.of(cid),
          e);
    }
  }

  private static Ipld decode(Block block) throws DecodeException {
    return switch (block.cid().codec()) {
      case DAG_CBOR -> DagCbor.decode(block.bytes());
      case DAG_PB -> DagPb.decode(block.bytes());
      case DAG_JSON -> DagJson.decode(new String(block.bytes(), StandardCharsets.UTF_8));
      case RAW, LIBP2P_KEY -> raw(block.bytes());
    };
  }

  private static Ipld raw(byte[] bytes) {
    if (bytes.length <= MAX_RAW_SHOWN_BYTES) {
      return Ipld.of(bytes);
    }
    Ipld first = Ipld.of(Arrays.copyOf(bytes, MAX_RAW_SHOWN_BYTES));
    return Ipld.map(Map.of("size", Ipld.of(bytes.length), "first", first));
  }

  @Override
  public HeadView head(ProfileId profile) {
    Replica replica = replica(profile);
    Encoded<Head> head =
        replica.heads().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "no head of profile " + profile + " is known",
                        "run 'dagbok peers', and wait until somebody who has it is there"));
    try {
      boolean inStep = replica.isInStep(head.value());
      return new HeadView(head.cid(), DagCbor.decode(head.bytes()), inStep);
    } catch (DecodeException e) {
      throw new IllegalStateException("a head that was kept can't be read: " + head.cid(), e);
    }
  }

  @Override
  public List<NodeView> graph(ProfileId profile) {
    List<NodeView> graph = new ArrayList<>();
    for (Block block : replica(profile).read(History::allNodes)) {
      try {
        Node node = Node.decode(block.bytes());
        graph.add(new NodeView(block.cid(), node.parents(), node.entry()));
      } catch (SchemaException e) {
        throw new IllegalStateException("a node of one's own can't be read: " + block.cid(), e);
      }
    }
    return graph;
  }

  @Override
  public Verdict verify(ProfileId profile) {
    return verifier.verify(replica(profile));
  }

  @Override
  public Verdict verifyCar(InputStream car) {
    return verifier.verify(car);
  }

  private Replica replica(ProfileId profile) {
    return replicas
        .find(profile)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "profile " + profile + " is not held here",
                    "dagbok follow " + profile));
  }
}
