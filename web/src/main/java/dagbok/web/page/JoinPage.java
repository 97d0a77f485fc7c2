package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Devices;
import dagbok.web.port.Joining;
import dagbok.web.port.PairingFile;
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
   * @param file the number of the file to carry next, 0 without one
   * @param peer what was typed as the address
   */
  public record View(
      String stage,
      List<String> words,
      String profile,
      boolean agreed,
      int file,
      String peer,
      Optional<Problem> problem) {
    private View with(Problem fresh) {
      return new View(stage, words, profile, agreed, file, peer, Optional.of(fresh));
    }
  }

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
        now.file().map(PairingFile::number).orElse(0),
        "",
        now.why().map(JoinPage::problem));
  }

  private static View empty(String peer, Optional<Problem> problem) {
    return new View("NONE", List.of(), "", false, 0, peer, problem);
  }

  Answer join(Call call) throws IOException {
    try (Form form = call.form()) {
      Optional<String> peer = form.text("peer");
      return done(
          () ->
              daemon
                  .joining()
                  .join(
                      new Joining.Request(
                          form.text("code").orElse(""),
                          peer.stream().toList(),
                          form.text("name"),
                          PairingFiles.sent(form))),
          peer.orElse(""));
    }
  }

  /** The file to carry back. */
  Answer saved(Call call) {
    return PairingFiles.saved(
        daemon.joining().current().flatMap(Joining.JoinView::file),
        "begin again with the file that the other device gives");
  }

  /** A further file; the last one comes with the word that the words are the same. */
  Answer carried(Call call) throws IOException {
    try (Form form = call.form()) {
      return done(
          () -> {
            Joining.JoinView now = daemon.joining().carried(PairingFiles.required(form));
            if (form.text("agree").isPresent() && now.stage() == Devices.Stage.ASKED) {
              var unused = daemon.joining().agree();
            }
          },
          "");
    }
  }

  Answer agree(Call call) throws IOException {
    return done(() -> daemon.joining().agree(), "");
  }

  Answer cancel(Call call) {
    daemon.joining().cancel();
    return Answer.seeOther(PATH + "?again=1");
  }

  private Answer done(DevicesPage.Work work, String peer) throws IOException {
    try {
      work.run();
      return Answer.seeOther(PATH);
    } catch (Refusal e) {
      int status = Statuses.of(e.reason());
      return page(status, refused(peer, Problem.of(status, e)));
    }
  }

  /** An attempt that goes on is not lost by one that can't begin, nor by a file that is not it. */
  private View refused(String peer, Problem problem) {
    return daemon
        .joining()
        .current()
        .filter(now -> now.file().isPresent())
        .map(now -> view(now).with(problem))
        .orElseGet(() -> empty(peer, Optional.of(problem)));
  }

  private Answer page(int status, View view) {
    Frame.Heading heading = new Frame.Heading("Join a diary", "setup", frame.mark(), "");
    return frame.page(status, "join", heading, view).with("Cache-Control", "no-store");
  }
}
