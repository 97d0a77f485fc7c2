package dagbok.app;

import dagbok.doctor.Doctor;
import dagbok.doctor.KeysOpen;
import dagbok.doctor.Remedy;
import dagbok.doctor.Report;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsException;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.sync.Finder;
import dagbok.sync.SyncService;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;

/** Does what checks offer, as long as they offer it. */
final class Remedies {
  private final Doctor doctor;
  private final IpfsChoice ipfs;
  private final Database database;
  private final Finder finder;
  private final SyncService sync;
  private final KeysOpen keys;

  Remedies(
      Doctor doctor,
      IpfsChoice ipfs,
      Database database,
      Finder finder,
      SyncService sync,
      KeysOpen keys) {
    this.doctor = doctor;
    this.ipfs = ipfs;
    this.database = database;
    this.finder = finder;
    this.sync = sync;
    this.keys = keys;
  }

  /** Does it; what was done, one sentence. */
  String run(String name) {
    Optional<Remedy> remedy = Remedy.of(name);
    boolean offered =
        remedy.isPresent()
            && doctor.examine().stream().map(Report::remedy).anyMatch(remedy::equals);
    if (!offered) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "no check asks for '" + name + "' now", "dagbok doctor");
    }
    try {
      return run(remedy.get());
    } catch (IpfsException e) {
      throw Ipfs.refusal(e, Optional.empty());
    }
  }

  private String run(Remedy remedy) {
    return switch (remedy) {
      case CONNECT_AGAIN -> connectAgain();
      case PUBSUB_ON -> kubo().switchPubsubOn();
      case COLLECT_GARBAGE -> kubo().collectGarbage();
      case CLOSE_KEYS -> "Closed to others: " + keys.close() + " key files.";
    };
  }

  private KuboCare kubo() {
    return new KuboCare(ipfs.api().orElseThrow());
  }

  private String connectAgain() {
    List<ProfileTable.Row> rows = database.read(ProfileTable::all);
    for (ProfileTable.Row row : rows) {
      if (row.followed().isPresent()) {
        finder.look(row.profile(), row.peers());
      }
      sync.changed(row.profile());
    }
    return "Peers are being connected again.";
  }
}
