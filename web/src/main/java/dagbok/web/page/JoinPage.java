package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Devices;
import dagbok.web.port.Joining;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /settings/devices/join}: this machine becomes a device of a profile. */
public final class JoinPage {
  static final String PATH = "/settings/devices/join";

  private static final int ENDED_STATUS = 409;

  /**
   * How far it has come; {@code stage} is {@code NONE} before it began.
   *
   * @param peer what was typed as the address
   */
  public record View(
      String stage,
      List<String> words,
      String profile,
      boolean agreed,
      String peer,
      Optional<Problem> problem) {}

  private final Frame frame;
  private final Daemon daemon;

  JoinPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  static Problem problem(Devices.Failure why) {
    return new Problem(
        ENDED_STATUS, Hint.sentence(why.error()), Hint.of(why.hint()), Optional.empty());
  }

  Answer show(Call call) {
    Optional<Joining.JoinView> now =
        call.query("again").isPresent() ? Optional.empty() : daemon.joining().current();
    return page(200, now.map(JoinPage::view).orElseGet(() -> empty("", Optional.empty())));
  }

  private static View view(Joining.JoinView now) {
    return new View(
        now.stage().name(),
        now.words(),
        now.profileName().orElse("somebody"),
        now.agreed(),
        "",
        now.why().map(JoinPage::problem));
  }

  private static View empty(String peer, Optional<Problem> problem) {
    return new View("NONE", List.of(), "", false, peer, problem);
  }

  Answer join(Call call) throws IOException {
    try (Form form = call.form()) {
      Optional<String> peer = form.text("peer");
      Joining.Request request =
          new Joining.Request(
              form.text("code").orElse(""),
              peer.stream().toList(),
              form.text("name"),
              Optional.empty());
      return done(() -> daemon.joining().join(request), peer.orElse(""));
    }
  }

  Answer agree(Call call) {
    return done(() -> daemon.joining().agree(), "");
  }

  Answer cancel(Call call) {
    daemon.joining().cancel();
    return Answer.seeOther(PATH + "?again=1");
  }

  private Answer done(Runnable work, String peer) {
    try {
      work.run();
      return Answer.seeOther(PATH);
    } catch (Refusal e) {
      int status = Statuses.of(e.reason());
      return page(status, empty(peer, Optional.of(Problem.of(status, e))));
    }
  }

  private Answer page(int status, View view) {
    Frame.Heading heading = new Frame.Heading("Join a diary", "setup", frame.mark(), "");
    return frame.page(status, "join", heading, view).with("Cache-Control", "no-store");
  }
}
