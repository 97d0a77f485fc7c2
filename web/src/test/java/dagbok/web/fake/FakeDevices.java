package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Devices;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Devices in memory; an invitation stands as a test says, or as files come. */
public final class FakeDevices implements Devices {
  /** The words of every pairing. */
  public static final List<String> WORDS = List.of("copper", "lantern", "orbit", "meadow");

  /** What {@link #list} gives. */
  public final List<DeviceView> devices = new CopyOnWriteArrayList<>();

  private Optional<InvitationView> standing = Optional.empty();
  private boolean byFile;

  /** A file that is what it should be. */
  static PairingFile file(int number) {
    return new PairingFile(number, "ZmlsZSA" + number);
  }

  /** Whether this is the file of that number. */
  static void check(String content, int number) {
    if (!content.equals(file(number).content())) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "this is not what the other device says next",
          "carry the file to the other device and back");
    }
  }

  /** Lets an invitation that stands come so far. */
  public synchronized void come(Stage stage) {
    come(stage, Optional.empty());
  }

  private void come(Stage stage, Optional<PairingFile> file) {
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
                file,
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
      ProfileId profile, boolean carried, Optional<String> name) {
    byFile = carried;
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
                Optional.of(file(1)).filter(first -> byFile),
                Optional.empty()));
    return standing.get();
  }

  @Override
  public synchronized Optional<InvitationView> invitation() {
    return standing;
  }

  @Override
  public synchronized InvitationView carried(String file) {
    int number = standing.orElseThrow().file().orElseThrow().number();
    check(file, number + 1);
    if (number == 1) {
      come(Stage.WAITING, Optional.of(file(3)));
    } else {
      come(Stage.ASKED);
    }
    return standing.orElseThrow();
  }

  @Override
  public synchronized InvitationView confirm() {
    if (standing.filter(now -> now.stage() == Stage.ASKED).isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "no other device waits for this", "dagbok device invite");
    }
    come(Stage.DONE, Optional.of(file(5)).filter(last -> byFile));
    return standing.orElseThrow();
  }

  @Override
  public synchronized void cancel() {
    standing = Optional.empty();
  }
}
