package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Devices;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Devices in memory; an invitation stands as a test says. */
public final class FakeDevices implements Devices {
  /** The words of every pairing. */
  public static final List<String> WORDS = List.of("copper", "lantern", "orbit", "meadow");

  /** What {@link #list} gives. */
  public final List<DeviceView> devices = new CopyOnWriteArrayList<>();

  private Optional<InvitationView> standing = Optional.empty();

  /** Lets an invitation that stands come so far. */
  public synchronized void come(Stage stage) {
    InvitationView now = standing.orElseThrow();
    boolean met = stage == Stage.ASKED || stage == Stage.DONE;
    standing =
        Optional.of(
            new InvitationView(
                now.profile(),
                now.code(),
                now.text(),
                now.addresses(),
                now.expires(),
                stage,
                met ? WORDS : List.of(),
                met ? Optional.of("Astrid's phone") : Optional.empty(),
                Optional.empty(),
                stage == Stage.ENDED
                    ? Optional.of(
                        new Failure(
                            "a wrong code was typed, which ends it, since each can be tried once",
                            "dagbok device invite"))
                    : Optional.empty()));
  }

  @Override
  public List<DeviceView> list(ProfileId profile) {
    return List.copyOf(devices);
  }

  @Override
  public synchronized InvitationView invite(
      ProfileId profile, boolean byFile, Optional<String> name) {
    standing =
        Optional.of(
            new InvitationView(
                profile,
                "42-K7QM-2XRD",
                "dagbok-pair:42-K7QM-2XRD?peer=http://192.168.1.5:8471",
                List.of("http://192.168.1.5:8471"),
                1_800_000_600,
                Stage.WAITING,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    return standing.get();
  }

  @Override
  public synchronized Optional<InvitationView> invitation() {
    return standing;
  }

  @Override
  public InvitationView carried(String file) {
    return invitation().orElseThrow();
  }

  @Override
  public synchronized InvitationView confirm() {
    if (standing.filter(now -> now.stage() == Stage.ASKED).isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "no other device waits for this", "dagbok device invite");
    }
    come(Stage.DONE);
    return standing.orElseThrow();
  }

  @Override
  public synchronized void cancel() {
    standing = Optional.empty();
  }
}
