package dagbok.web.fake;

import dagbok.web.port.Devices;
import dagbok.web.port.Joining;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;

/** Joining in memory; it comes as far as a test says, or as files come. */
public final class FakeJoining implements Joining {
  private Optional<JoinView> now = Optional.empty();

  /** Whether the last file has come. */
  private boolean knows;

  /** Lets an attempt that goes on come so far. */
  public synchronized void come(Devices.Stage stage) {
    come(stage, Optional.empty());
  }

  private void come(Devices.Stage stage, Optional<PairingFile> file) {
    boolean met = stage == Devices.Stage.ASKED || stage == Devices.Stage.DONE;
    boolean agreed = now.filter(JoinView::agreed).isPresent();
    now =
        Optional.of(
            new JoinView(
                stage,
                met ? FakeDevices.WORDS : List.of(),
                Optional.empty(),
                met ? Optional.of("Astrid Lindqvist") : Optional.empty(),
                agreed,
                file,
                Optional.empty()));
  }

  @Override
  public JoinView join(Request request) {
    if (request.text().length() < 10) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "this is no code",
          "type it as the other device shows it, such as 42-K7QM-2XRD");
    }
    request.file().ifPresent(file -> FakeDevices.check(file, 1));
    come(Devices.Stage.WAITING, request.file().map(file -> FakeDevices.file(2)));
    return current().orElseThrow();
  }

  @Override
  public synchronized Optional<JoinView> current() {
    return now;
  }

  @Override
  public synchronized JoinView carried(String file) {
    int number = now.orElseThrow().file().orElseThrow().number();
    FakeDevices.check(file, number + 1);
    come(Devices.Stage.ASKED, Optional.of(FakeDevices.file(4)).filter(f -> number == 2));
    knows = number == 4;
    return current().orElseThrow();
  }

  @Override
  public synchronized JoinView agree() {
    JoinView view = now.orElseThrow();
    now =
        Optional.of(
            new JoinView(
                view.stage(),
                view.words(),
                view.profile(),
                view.profileName(),
                true,
                view.file(),
                view.why()));
    if (knows) {
      come(Devices.Stage.DONE);
    }
    return now.get();
  }

  @Override
  public synchronized void cancel() {
    now = Optional.empty();
  }
}
