package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Node;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.Salt;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.testing.Sets;
import dagbok.web.port.Inspection.Verdict;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Profiles.Imported;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One machine's store, its IPFS node, and what is tested here on top of them. */
final class World implements Replicas, AutoCloseable {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
  private static final SigningKey KEY = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);

  final MapBlocks blocks = new MapBlocks();
  final Database database;
  final CarExport exporter;
  final CarImport importer;
  final CarVerifier verifier;
  final BlockInspector inspector;
  final List<Replica> took = new ArrayList<>();
  private final Map<ProfileId, Replica> replicas = new HashMap<>();

  World(Path folder) {
    this.database = Database.open(folder.resolve(System.identityHashCode(this) + ".db"));
    Path temporary = folder.resolve("tmp");
    this.exporter = new CarExport(database, blocks);
    this.importer = new CarImport(temporary, this, database, blocks);
    this.verifier = new CarVerifier(temporary, database, blocks, CLOCK);
    this.inspector = new BlockInspector(this, database, blocks, verifier);
  }

  @Override
  public Replica ensure(ProfileId profile) {
    return replicas.computeIfAbsent(
        profile,
        id ->
            Replica.open(
                database.write(tx -> ProfileTable.ensure(tx, id)),
                database,
                CLOCK,
                Verifier.ed25519()));
  }

  @Override
  public Optional<Replica> find(ProfileId profile) {
    return Optional.ofNullable(replicas.get(profile));
  }

  Imported read(byte[] car) {
    return importer.read(new ByteArrayInputStream(car), took::add);
  }

  Verdict verify(byte[] car) {
    return inspector.verifyCar(new ByteArrayInputStream(car));
  }

  byte[] export(Replica replica, ExportScope scope) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter.write(replica, scope, out);
    return out.toByteArray();
  }

  /** A profile of one's own with nothing but its root entry. */
  Replica created() {
    Payload payload = new Control.Root(KEY.publicKey(), Optional.empty()).toPayload(Salt.ZERO, 0);
    Encoded<Payload> rootPayload = Encoded.of(payload);
    Encoded<Entry> root = Encoded.of(Entry.root(rootPayload.cid()).signedBy(KEY));
    Replica replica = ensure(new ProfileId(Encoded.of(Node.root(root.cid())).cid()));
    replica.take(Batch.of(List.of(Item.whole(root, rootPayload)), List.of()));
    return replica;
  }

  /** Writes a post with these contents by the profile key; {@code waiting} go to the outbox. */
  void post(Replica replica, List<Content> contents, List<Block> waiting) {
    Body body = new Body("post", Ipld.map(Map.of()));
    Payload payload = new Payload(Salt.ZERO, 1_600_000_000, contents, body);
    Cid device = Sets.devices(replica).iterator().next();
    replica.write(device, KEY, Encoded.of(payload), waiting);
  }

  /** Deletes a post. */
  void delete(Replica replica, Cid entry) {
    Payload payload = new Control.Delete(List.of(entry)).toPayload(Salt.ZERO, 1_600_000_001);
    Cid device = Sets.devices(replica).iterator().next();
    replica.write(device, KEY, Encoded.of(payload), List.of());
  }

  static Block raw(byte[] bytes) {
    return Block.of(Multicodec.RAW, bytes);
  }

  @Override
  public void close() {
    database.close();
  }
}
