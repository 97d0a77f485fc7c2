package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Recovery;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code /setup/recover}: a profile from its recovery phrase. The daemon keeps no word, so the page
 * sends them again while it looks; no address and no cache has any of them.
 */
public final class RecoverPage {
  /**
   * What the page shows.
   *
   * @param words as they were typed
   * @param peer an address of who may have the profile
   * @param progress how far it is, if it is on its way
   */
  public record View(
      String words, String peer, Optional<Recovery.Recovered> progress, Optional<Problem> problem) {
    /** Whether somebody who has the profile was found. */
    public boolean isFetching() {
      return progress.filter(now -> now.packsTotal() > 0).isPresent();
    }
  }

  private final Frame frame;
  private final Daemon daemon;

  RecoverPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  Answer begin(Call call) {
    return page(200, new View("", "", Optional.empty(), Optional.empty()));
  }

  Answer recover(Call call) throws IOException {
    try (Form form = call.form()) {
      String words = form.text("words").orElse("");
      String peer = form.text("peer").orElse("");
      boolean alone = form.text("alone").isPresent();
      try {
        List<String> peers = Stream.of(peer).filter(address -> !address.isBlank()).toList();
        Recovery.Recovered now =
            daemon.recovery().recover(new Recovery.Request(words, peers, alone));
        return now.device().isPresent()
            ? Answer.seeOther("/setup/node")
            : page(200, new View(words, peer, Optional.of(now), Optional.empty()));
      } catch (Refusal e) {
        int status = Statuses.of(e.reason());
        return page(
            status, new View(words, peer, Optional.empty(), Optional.of(Problem.of(status, e))));
      }
    }
  }

  private Answer page(int status, View view) {
    Frame.Heading heading = new Frame.Heading("Bring it back", "setup", frame.mark(), "");
    return frame.page(status, "setup-recover", heading, view).with("Cache-Control", "no-store");
  }
}
