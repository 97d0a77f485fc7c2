package dagbok.app;

import dagbok.disk.DiskSpace;
import dagbok.doctor.Check;
import dagbok.doctor.ClockOff;
import dagbok.doctor.DataReadOnly;
import dagbok.doctor.DatabaseReads;
import dagbok.doctor.DiskShort;
import dagbok.doctor.FollowsTrouble;
import dagbok.doctor.IpfsAnswers;
import dagbok.doctor.IpfsSays;
import dagbok.doctor.KeysOpen;
import dagbok.doctor.Lookout;
import dagbok.doctor.NoPeers;
import dagbok.doctor.NoProfile;
import dagbok.doctor.NotInStep;
import dagbok.doctor.OutboxStuck;
import dagbok.doctor.PhraseUnconfirmed;
import dagbok.doctor.PubsubWorks;
import dagbok.doctor.Remedy;
import dagbok.gossip.GossipRunner;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsWarning;
import dagbok.profile.ReplicaBook;
import dagbok.store.Database;
import dagbok.sync.SyncService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The checks of a running daemon, causes first. */
final class Checks {
  private Checks() {}

  static List<Check> of(
      Path data,
      KeysOpen keys,
      Database database,
      IpfsChoice ipfs,
      GossipRunner gossip,
      SyncService sync,
      ReplicaBook replicas,
      Names names,
      DaemonPhrases phrases,
      ProfileChecks profiles,
      Clock clock) {
    Optional<Remedy> collect =
        ipfs.ownNode() && ipfs.kind() == IpfsChoice.Kind.KUBO
            ? Optional.of(Remedy.COLLECT_GARBAGE)
            : Optional.empty();
    boolean ownKubo = collect.isPresent();
    DiskShort.Place disk = new DiskShort.Place(data, DiskSpace.of(data), collect);
    Supplier<List<IpfsWarning>> says = ipfs::warnings;
    FollowsTrouble.Held held =
        new FollowsTrouble.Held(
            database,
            sync::state,
            profile -> replicas.find(profile).map(names::name).orElse(""),
            new Lookout(clock));
    List<Check> checks = new ArrayList<>();
    checks.addAll(
        List.of(
            DiskShort.full(disk),
            DiskShort.low(disk),
            new DataReadOnly(data),
            new DatabaseReads(database),
            keys,
            new ClockOff(database, clock),
            new IpfsAnswers(ipfs.peers()::self),
            IpfsSays.kuboOld(says),
            IpfsSays.pubsubOff(says, ownKubo),
            IpfsSays.trouble(says),
            new PubsubWorks(gossip::trouble),
            new NoPeers(ipfs.peers(), clock),
            FollowsTrouble.profile(held),
            FollowsTrouble.nobodyFound(held),
            new NotInStep(held, clock),
            new OutboxStuck(database, clock),
            new NoProfile(database),
            new PhraseUnconfirmed(phrases::waiting, held.name())));
    checks.addAll(profiles.all());
    return List.copyOf(checks);
  }
}
