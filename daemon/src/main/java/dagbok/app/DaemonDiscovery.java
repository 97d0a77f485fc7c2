package dagbok.app;

import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import dagbok.gossip.Input;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.sync.Announcements;
import dagbok.sync.Discoveries;
import dagbok.web.port.Discovery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds profiles whose owners want it, and lets one's own be found if one wants it. */
final class DaemonDiscovery implements Discovery {
  private static final int MAX_SHOWN = 100;

  private final Database database;
  private final ReplicaBook replicas;
  private final KeyFolder keys;
  private final Names names;
  private final Discoveries discoveries;
  private final Supplier<List<String>> addresses;
  private final Consumer<Input> gossip;
  private final Clock clock;

  DaemonDiscovery(
      Database database,
      ReplicaBook replicas,
      KeyFolder keys,
      Names names,
      Discoveries discoveries,
      Supplier<List<String>> addresses,
      Consumer<Input> gossip,
      Clock clock) {
    this.database = database;
    this.replicas = replicas;
    this.keys = keys;
    this.names = names;
    this.discoveries = discoveries;
    this.addresses = addresses;
    this.gossip = gossip;
    this.clock = clock;
  }

  @Override
  public List<Found> found() {
    return discoveries.all().stream()
        .filter(found -> replicas.find(found.profile()).isEmpty())
        .limit(MAX_SHOWN)
        .map(found -> new Found(found.profile(), found.peers(), found.time().getEpochSecond()))
        .toList();
  }

  @Override
  public boolean isFindable(ProfileId profile) {
    Replica replica = own(profile);
    return database.read(tx -> ProfileTable.isFindable(tx, replica.row()));
  }

  @Override
  public void beFindable(ProfileId profile, boolean findable) {
    Replica replica = own(profile);
    database.write(
        tx -> {
          ProfileTable.findable(tx, replica.row(), findable);
          return findable;
        });
    if (findable) {
      tell(replica);
    }
  }

  private Replica own(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    if (!replica.own()) {
      throw InUse.notOwn(names.name(replica), profile);
    }
    return replica;
  }

  /** Tells again of all that want to be found. */
  void tell() {
    for (ProfileTable.Row row : database.read(ProfileTable::own)) {
      if (database.read(tx -> ProfileTable.isFindable(tx, row.id()))) {
        replicas.find(row.profile()).ifPresent(this::tell);
      }
    }
  }

  private void tell(Replica replica) {
    keys.of(replica.profile()).stream()
        .filter(key -> replica.devices().mayWrite(key.device()))
        .findFirst()
        .flatMap(key -> message(replica, key))
        .ifPresent(message -> gossip.accept(new Input.Tell(message.encode())));
  }

  private Optional<Message.Discover> message(Replica replica, KeyFolder.Key key) {
    return Announcements.proof(replica, key.device())
        .map(
            proof ->
                new Message.Discover(
                        replica.profile(),
                        key.device(),
                        proof,
                        peers(),
                        clock.instant().getEpochSecond(),
                        new Signature(new byte[Signature.BYTES]))
                    .signedBy(SigningKey.ofSeed(key.seed())));
  }

  /** With several profiles of one's own none is told with an address, which would tie them. */
  private List<String> peers() {
    boolean alone = database.read(ProfileTable::own).size() == 1;
    return alone ? addresses.get().stream().limit(Message.Discover.MAX_PEERS).toList() : List.of();
  }
}
