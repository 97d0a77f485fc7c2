package dagbok.backup;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.Ipld;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.DeviceNameTable;
import dagbok.store.FollowingTable;
import dagbok.store.HeadTable;
import dagbok.store.OwnDeviceTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database says of a profile that the profile itself does not.
 *
 * @param profile its row; the number of the row means nothing elsewhere
 * @param devices those of this machine
 * @param names what devices are called here
 */
record ProfileNote(
    ProfileTable.Row profile,
    String policy,
    List<Follower> followers,
    List<HeadTable.Row> heads,
    List<OwnDeviceTable.Row> devices,
    Map<Cid, String> names) {
  private static final long NO_ROW = 0;

  /** Which of one's own profiles follows it. {@code since}: in seconds since 1970. */
  record Follower(
      Optional<ProfileId> own, long since, Optional<String> stream, Optional<String> tag) {}

  ProfileNote {
    followers = List.copyOf(followers);
    heads = List.copyOf(heads);
    devices = List.copyOf(devices);
    names = Map.copyOf(names);
  }

  static ProfileNote of(Tx tx, ProfileTable.Row row, List<OwnDeviceTable.Row> devices) {
    return new ProfileNote(
        row,
        ProfileTable.policy(tx, row.id()),
        followers(tx, row),
        HeadTable.rows(tx, row.id()),
        devices,
        DeviceNameTable.all(tx, row.id()));
  }

  private static List<Follower> followers(Tx tx, ProfileTable.Row row) {
    List<ProfileTable.Row> all = ProfileTable.all(tx);
    return FollowingTable.to(tx, row.id()).stream()
        .map(
            follower ->
                new Follower(
                    all.stream()
                        .filter(own -> follower.own().equals(Optional.of(own.id())))
                        .map(ProfileTable.Row::profile)
                        .findFirst(),
                    follower.since(),
                    follower.stream(),
                    follower.tag()))
        .toList();
  }

  byte[] encode() {
    return Note.empty()
        .put("own", Ipld.of(profile.own()))
        .put("inUse", Ipld.of(profile.inUse()))
        .put("followed", profile.followed().map(Ipld::of))
        .put("peers", Ipld.of(String.join("\n", profile.peers())))
        .put("followers", followers.stream().map(ProfileNote::note).toList())
        .put("policy", Ipld.of(policy))
        .put("heads", heads.stream().map(ProfileNote::note).toList())
        .put("devices", devices.stream().map(ProfileNote::note).toList())
        .put("names", names.entrySet().stream().map(ProfileNote::note).toList())
        .encode();
  }

  private static Note note(Follower follower) {
    return Note.empty()
        .put("own", follower.own().map(own -> Ipld.reference(own.root())))
        .put("since", Ipld.of(follower.since()))
        .put("stream", follower.stream().map(Ipld::of))
        .put("tag", follower.tag().map(Ipld::of));
  }

  private static Note note(HeadTable.Row head) {
    return Note.empty()
        .put("head", Ipld.of(head.head().bytes()))
        .put("received", Ipld.of(head.received()))
        .put("own", Ipld.of(head.own()));
  }

  private static Note note(OwnDeviceTable.Row device) {
    return Note.empty()
        .put("device", Ipld.reference(device.device()))
        .put("last", device.last().map(Ipld::reference))
        .put("heard", Ipld.of(device.heard()))
        .put("forked", Ipld.of(device.forked()))
        .put("doubt", device.doubt().map(Ipld::of));
  }

  private static Note note(Map.Entry<Cid, String> name) {
    return Note.empty()
        .put("device", Ipld.reference(name.getKey()))
        .put("name", Ipld.of(name.getValue()));
  }

  static ProfileNote decode(String root, byte[] bytes) throws BackupException {
    Note note = Note.decode(bytes);
    String peers = note.text("peers").orElse("");
    ProfileTable.Row row =
        new ProfileTable.Row(
            NO_ROW,
            profile(root),
            note.is("own"),
            note.is("inUse"),
            note.whole("followed"),
            peers.isEmpty() ? List.of() : Arrays.asList(peers.split("\n", -1)));
    List<Follower> followers = new ArrayList<>();
    for (Note follower : note.notes("followers")) {
      followers.add(follower(follower));
    }
    if (followers.isEmpty() && row.followed().isPresent()) { // before each profile had its own
      long since = row.followed().get();
      followers.add(new Follower(Optional.empty(), since, note.text("stream"), note.text("tag")));
    }
    List<HeadTable.Row> heads = new ArrayList<>();
    for (Note head : note.notes("heads")) {
      heads.add(head(head));
    }
    List<OwnDeviceTable.Row> devices = new ArrayList<>();
    for (Note device : note.notes("devices")) {
      devices.add(device(device));
    }
    Map<Cid, String> names = new HashMap<>();
    for (Note name : note.notes("names")) {
      names.put(cid(name.requiredBytes("device")), name.text("name").orElse(""));
    }
    return new ProfileNote(row, note.text("policy").orElse(""), followers, heads, devices, names);
  }

  static ProfileId profile(String root) throws BackupException {
    try {
      return ProfileId.parse(root);
    } catch (CidFormatException e) {
      throw BackupException.damaged("no root CID: " + e.getMessage());
    }
  }

  private static Follower follower(Note note) throws BackupException {
    Optional<byte[]> own = note.bytes("own");
    return new Follower(
        own.isPresent() ? Optional.of(new ProfileId(cid(own.get()))) : Optional.empty(),
        note.requiredWhole("since"),
        note.text("stream"),
        note.text("tag"));
  }

  private static HeadTable.Row head(Note note) throws BackupException {
    try {
      Encoded<Head> head = Encoded.of(Head.decode(note.requiredBytes("head")));
      Block block = head.block();
      return new HeadTable.Row(
          head.value().device(), block, note.requiredWhole("received"), note.is("own"));
    } catch (SchemaException e) {
      throw BackupException.damaged("a head is none: " + e.getMessage());
    }
  }

  private static OwnDeviceTable.Row device(Note note) throws BackupException {
    Optional<byte[]> last = note.bytes("last");
    return new OwnDeviceTable.Row(
        cid(note.requiredBytes("device")),
        last.isPresent() ? Optional.of(cid(last.get())) : Optional.empty(),
        note.requiredWhole("heard"),
        note.is("forked"),
        note.text("doubt"));
  }

  private static Cid cid(byte[] bytes) throws BackupException {
    try {
      return Cid.ofBytes(bytes);
    } catch (CidFormatException e) {
      throw BackupException.damaged("no CID: " + e.getMessage());
    }
  }
}
