package dagbok.app;

import dagbok.gossip.GossipRunner;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsWarning;
import dagbok.ipfs.Peers;
import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.store.ProfileTable;
import dagbok.sync.SyncService;
import dagbok.web.port.Health;
import dagbok.web.port.Phrases;
import dagbok.web.port.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What runs, and what is wrong: causes before what follows from them. */
final class DaemonHealth implements Health {
  private static final Pattern LOOPBACK = Pattern.compile("^/(ip4/127\\.|ip6/::1/)");
  private static final int MAX_ADDRESSES = 8;

  private final String version;
  private final Supplier<String> page;
  private final IpfsChoice ipfs;
  private final GossipRunner gossip;
  private final Database database;
  private final ReplicaBook replicas;
  private final Names names;
  private final SyncService sync;
  private final Profiles profiles;
  private final Phrases phrases;
  private final Lookout lookout;

  DaemonHealth(
      String version,
      Supplier<String> page,
      IpfsChoice ipfs,
      GossipRunner gossip,
      Database database,
      ReplicaBook replicas,
      Names names,
      SyncService sync,
      Profiles profiles,
      Phrases phrases,
      Lookout lookout) {
    this.version = version;
    this.page = page;
    this.ipfs = ipfs;
    this.gossip = gossip;
    this.database = database;
    this.replicas = replicas;
    this.names = names;
    this.sync = sync;
    this.profiles = profiles;
    this.phrases = phrases;
    this.lookout = lookout;
  }

  @Override
  public StatusView status() {
    List<Warning> warnings = new ArrayList<>();
    IpfsView view = ipfsView(warnings);
    if (view.up()) {
      for (IpfsWarning found : ipfs.warnings()) {
        warnings.add(new Warning(found.code(), found.text(), found.fix()));
      }
      gossip
          .trouble()
          .filter(e -> e.reason() != IpfsException.Reason.PUBSUB_OFF) // warned of already
          .ifPresent(e -> warnings.add(warning("pubsub", e)));
      database.read(ProfileTable::all).forEach(row -> troubles(row, warnings));
    }
    List<Profiles.ProfileView> held = profiles.list();
    if (held.stream().noneMatch(Profiles.ProfileView::own)) {
      warnings.add(
          new Warning("no-profile", "There is no profile to write to yet", "dagbok setup"));
    }
    phrases.waiting().forEach(profile -> warnings.add(unchecked(profile)));
    long outbox = database.read(OutboxTable::count);
    return new StatusView(version, page.get(), view, held, warnings, outbox);
  }

  private Warning unchecked(ProfileId profile) {
    String name = replicas.find(profile).map(names::name).orElse("");
    return new Warning(
        "phrase",
        name + ": you have not yet confirmed that you have its recovery phrase on paper",
        "dagbok setup");
  }

  private IpfsView ipfsView(List<Warning> warnings) {
    try {
      Peers.Self self = ipfs.peers().self();
      int connected =
          (int) ipfs.peers().connected().stream().map(Peers.Peer::id).distinct().count();
      return new IpfsView(
          kind(),
          ipfs.ownNode(),
          ipfs.api(),
          Optional.of(self.version()),
          connected,
          true,
          ipfs.why(),
          reachable(self.addresses()));
    } catch (IpfsException e) {
      warnings.add(warning("ipfs-away", e));
      return new IpfsView(
          kind(), ipfs.ownNode(), ipfs.api(), Optional.empty(), 0, false, ipfs.why(), List.of());
    }
  }

  /** Those of other machines' use, if there are any. */
  private static List<String> reachable(List<String> addresses) {
    List<String> others = addresses.stream().filter(a -> !LOOPBACK.matcher(a).find()).toList();
    return (others.isEmpty() ? addresses : others).stream().limit(MAX_ADDRESSES).toList();
  }

  private String kind() {
    return ipfs.kind().name().toLowerCase(Locale.ROOT);
  }

  private void troubles(ProfileTable.Row row, List<Warning> warnings) {
    String name = replicas.find(row.profile()).map(names::name).orElse("");
    lookout
        .of(row, sync.state(row.profile()))
        .ifPresent(
            trouble ->
                warnings.add(
                    new Warning(trouble.code(), name + ": " + trouble.text(), trouble.fix())));
  }

  private static Warning warning(String code, IpfsException e) {
    return new Warning(code, String.valueOf(e.getMessage()), e.cure());
  }
}
