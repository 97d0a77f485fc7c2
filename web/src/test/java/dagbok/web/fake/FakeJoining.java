package dagbok.web.fake;

import dagbok.web.port.Devices;
import dagbok.web.port.Joining;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;

/** Joining in memory; it comes as far as a test says. */
public final class FakeJoining implements Joining {
  private Optional<JoinView> now = Optional.empty();

  /** Lets an attempt that goes on come so far. */
  public synchronized void come(Devices.Stage stage) {
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
                Optional.empty(),
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
    come(Devices.Stage.WAITING);
    return current().orElseThrow();
  }

  @Override
  public synchronized Optional<JoinView> current() {
    return now;
  }

  @Override
  public JoinView carried(String file) {
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
    return now.get();
  }

  @Override
  public synchronized void cancel() {
    now = Optional.empty();
  }
}
