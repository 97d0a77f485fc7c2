package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.EntryWriter;
import dagbok.schema.Control;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.sync.SyncService;
import dagbok.web.port.Refusal;
import dagbok.web.port.Revocations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends devices of one's own profiles. */
final class DaemonRevocations implements Revocations {
  /** How far up seniority goes (protocol.md, Devices). */
  private static final int MAX_STEPS = 16;

  private static final int EXCERPT_CHARS = 80;

  private final ReplicaBook replicas;
  private final EntryWriter writer;
  private final SyncService sync;
  private final EventHub events;

  DaemonRevocations(ReplicaBook replicas, EntryWriter writer, SyncService sync, EventHub events) {
    this.replicas = replicas;
    this.writer = writer;
    this.sync = sync;
    this.events = events;
  }

  @Override
  public List<Wrote> wrote(ProfileId profile, Cid device) {
    Replica replica = new Held(replicas).get(profile);
    Cid last = granted(replica, device).last();
    return replica.read(history -> wrote(history, device, last));
  }

  private static List<Wrote> wrote(History history, Cid device, Cid last) {
    List<Wrote> wrote = new ArrayList<>();
    Cid at = last;
    while (!at.equals(device) && wrote.size() < MAX_SHOWN) {
      Member member = history.member(at).orElseThrow();
      Optional<Payload> payload = member.payload().map(encoded -> encoded.value());
      wrote.add(
          new Wrote(
              at,
              payload.map(Payload::time).orElse(0L),
              payload.map(p -> p.body().kind()).orElse("deleted"),
              payload.map(p -> excerpt(history, p)).orElse("")));
      at = member.entry().value().own().orElse(device);
    }
    return wrote;
  }

  private static String excerpt(History history, Payload payload) {
    return payload.packing().packed().stream()
        .filter(content -> content.mime().startsWith("text/"))
        .flatMap(content -> history.content(content.link()).stream())
        .map(block -> new String(block.bytes(), StandardCharsets.UTF_8))
        .map(text -> text.substring(0, Math.min(text.length(), EXCERPT_CHARS)))
        .findFirst()
        .orElse("");
  }

  private static History.Granted granted(Replica replica, Cid device) {
    return Optional.ofNullable(byDevice(replica).get(device))
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "this profile has no such device",
                    "dagbok device list",
                    Optional.of(device),
                    null));
  }

  private static Map<Cid, History.Granted> byDevice(Replica replica) {
    List<History.Granted> all = replica.read(History::granted);
    return all.stream().collect(Collectors.toMap(History.Granted::device, granted -> granted));
  }

  @Override
  public Revoked revoke(Request request) {
    return Store.asked(() -> revoked(request));
  }

  private Revoked revoked(Request request) {
    Replica replica = new Held(replicas).get(request.profile());
    Cid device = request.device();
    Cid newest = granted(replica, device).last();
    Cid last = request.last().orElse(newest);
    requireItsOwn(replica, device, last);
    Optional<KeyFolder.Key> here = writer.find(replica);
    boolean isSelf = here.filter(key -> key.device().equals(device)).isPresent();
    if (request.phrase().isEmpty() && isSelf && !last.equals(newest)) {
      throw conflict(
          "a device that signs itself out leaves all that it wrote",
          "dagbok device revoke " + device + " --phrase",
          device);
    }
    if (request.phrase().isEmpty() && !isSelf && !isSenior(replica, here, device)) {
      throw conflict(
          "this machine's device did not grant that one, so only the recovery phrase ends it",
          "dagbok device revoke " + device + " --phrase",
          device);
    }
    Control.Revoke revoke = new Control.Revoke(device, last);
    Cid entry =
        request.phrase().isPresent()
            ? writer.write(replica, Phrase.parsed(request.phrase().get()), revoke)
            : writer.write(replica, revoke).entry().cid();
    sync.changed(replica.profile());
    events.profileChanged(replica.profile());
    return new Revoked(entry, device, last);
  }

  private static void requireItsOwn(Replica replica, Cid device, Cid last) {
    boolean isItsOwn =
        last.equals(device)
            || replica
                .member(last)
                .flatMap(member -> member.entry().value().device())
                .filter(device::equals)
                .isPresent();
    if (!isItsOwn) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the last entry that is to stand is none of that device",
          "dagbok device show " + device,
          Optional.of(last),
          null);
    }
  }

  private static boolean isSenior(Replica replica, Optional<KeyFolder.Key> here, Cid device) {
    Map<Cid, History.Granted> devices = byDevice(replica);
    Cid at = device;
    for (int step = 0; step < MAX_STEPS; step++) {
      History.Granted granted = devices.get(at);
      if (granted == null || here.isEmpty()) {
        return false;
      }
      at = granted.by();
      if (at.equals(here.get().device())) {
        return true;
      }
    }
    return false;
  }

  private static Refusal conflict(String what, String hint, Cid device) {
    return new Refusal(Refusal.Reason.CONFLICT, what, hint, Optional.of(device), null);
  }
}
