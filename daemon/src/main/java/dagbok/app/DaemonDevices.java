package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.pair.DeviceRequest;
import dagbok.pair.InvitationText;
import dagbok.pair.Invitations;
import dagbok.pair.PairingCode;
import dagbok.pair.PairingException;
import dagbok.pair.Terms;
import dagbok.peer.Peering;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.EntryWriter;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeviceNameTable;
import dagbok.sync.Announcements;
import dagbok.sync.SyncService;
import dagbok.web.port.Devices;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The devices of one's own profiles, and the invitation of another. */
final class DaemonDevices implements Devices {
  private final Database database;
  private final ReplicaBook replicas;
  private final KeyFolder keys;
  private final EntryWriter writer;
  private final Names names;
  private final Invitations invitations;
  private final Peering peering;
  private final PairingStreams streams;
  private final PairingAddresses addresses;
  private final SyncService sync;
  private volatile Optional<String> called = Optional.empty();

  DaemonDevices(
      Database database,
      ReplicaBook replicas,
      KeyFolder keys,
      EntryWriter writer,
      Names names,
      Invitations invitations,
      Peering peering,
      PairingStreams streams,
      PairingAddresses addresses,
      SyncService sync) {
    this.database = database;
    this.replicas = replicas;
    this.keys = keys;
    this.writer = writer;
    this.names = names;
    this.invitations = invitations;
    this.peering = peering;
    this.streams = streams;
    this.addresses = addresses;
    this.sync = sync;
  }

  /** What a device that comes to join is answered; empty if nobody is invited. */
  Optional<byte[]> answer(byte[] message) {
    try {
      return Optional.of(invitations.take(message));
    } catch (PairingException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<DeviceView> list(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    Map<Cid, String> called = database.read(tx -> DeviceNameTable.all(tx, replica.row()));
    Set<Cid> here = keys.all().stream().map(KeyFolder.Key::device).collect(Collectors.toSet());
    return replica.read(
        history -> {
          List<History.Granted> granted = history.granted();
          Set<Cid> devices =
              granted.stream().map(History.Granted::device).collect(Collectors.toSet());
          return granted.stream()
              .map(
                  device ->
                      new DeviceView(
                          device.device(),
                          Optional.ofNullable(called.get(device.device())),
                          here.contains(device.device()),
                          time(history, device.device()),
                          Optional.of(device.by()).filter(devices::contains),
                          device.inForce(),
                          Optional.of(device.last())
                              .filter(last -> !last.equals(device.device()))
                              .map(last -> new LastEntry(last, time(history, last)))))
              .toList();
        });
  }

  private static long time(History history, Cid entry) {
    return history
        .member(entry)
        .flatMap(History.Member::payload)
        .map(payload -> payload.value())
        .map(Payload::time)
        .orElse(0L);
  }

  @Override
  public InvitationView invite(ProfileId profile, boolean byFile, Optional<String> name) {
    Replica replica = new Held(replicas).get(profile);
    KeyFolder.Key device = writer.device(replica);
    Terms terms = new Terms(profile, device.device(), names.name(replica), addresses.ofProfile());
    called = name.map(Pairings::named);
    return Pairings.asked(() -> view(invitations.invite(terms, byFile, this::open)));
  }

  private Invitations.Opened open() {
    Peering.Admission admission = admit();
    try {
      Invitations.Opened further = streams.listen();
      List<String> addresses =
          Stream.concat(
                  PairingAddresses.ofPort(admission.addresses()).stream(),
                  further.addresses().stream())
              .toList();
      return new Invitations.Opened(
          addresses,
          () -> {
            try {
              admission.close();
            } finally {
              further.way().close();
            }
          });
    } catch (RuntimeException e) {
      admission.close();
      throw e;
    }
  }

  private Peering.Admission admit() {
    try {
      return peering.admit();
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "no port for the new device can be opened: " + e.getMessage(),
          "dagbok device invite --file FILE",
          Optional.empty(),
          e);
    }
  }

  @Override
  public Optional<InvitationView> invitation() {
    return invitations.current().map(this::view);
  }

  @Override
  public InvitationView carried(String file) {
    return Pairings.asked(() -> view(invitations.carried(Pairings.bytes(file))));
  }

  @Override
  public InvitationView confirm() {
    return Pairings.asked(() -> view(invitations.confirm(this::grant)));
  }

  private List<Item> grant(Terms terms, DeviceRequest request) {
    ProfileId profile = terms.profile();
    Replica replica = new Held(replicas).get(profile);
    Cid granter = writer.device(replica).device();
    if (!granter.equals(terms.device())) {
      throw new PairingException(PairingException.Reason.EXPIRED);
    }
    Cid device = Store.asked(() -> writer.write(replica, request.grant())).entry().cid();
    String name = called.orElseGet(() -> Pairings.named(request.name()));
    Store.asked(
        () ->
            database.write(
                tx -> {
                  DeviceNameTable.put(tx, replica.row(), device, name);
                  return device;
                }));
    sync.changed(profile);
    return Announcements.proof(replica, device).orElseThrow();
  }

  @Override
  public void cancel() {
    Optional<Invitations.View> unused = invitations.cancel();
  }

  private InvitationView view(Invitations.View view) {
    InvitationText text = new InvitationText(PairingCode.parse(view.code()), view.addresses());
    return new InvitationView(
        view.terms().profile(),
        view.code(),
        text.shown(),
        view.addresses(),
        view.expires().getEpochSecond(),
        Pairings.stage(view.stage()),
        view.words(),
        view.asking().map(asking -> called.orElseGet(() -> Pairings.named(asking))),
        view.carried().map(Pairings::file),
        view.why().map(Pairings::failure));
  }
}
