package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Health;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.text.Sizes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /status}: what is wrong and the one thing to do; then what runs, in numbers. */
public final class StatusPage {
  private static final Map<String, Door> DOORS =
      Map.of(
          "phrase", new Door("/setup/phrase", "Write it down now"),
          "no-profile", new Door("/setup", "Make a profile"));

  /** What the template shows. */
  public record View(
      Health.StatusView status,
      List<Row> profiles,
      List<Follows.PeerView> peers,
      Optional<String> done,
      Optional<Problem> problem) {
    /** What is wrong, causes first. */
    public List<Health.CheckView> found() {
      return status.checks().stream().filter(Health.CheckView::isFound).toList();
    }

    /** The checks that found nothing. */
    public List<Health.CheckView> others() {
      return status.checks().stream().filter(check -> !check.isFound()).toList();
    }

    /** A word for the style sheet: what does not work is shown otherwise than what is to do. */
    public String tone(Health.CheckView check) {
      return check.state() == Health.State.BROKEN ? "broken" : "todo";
    }

    /** The page on which something is done about a finding, if there is one. */
    public Optional<Door> door(Health.CheckView check) {
      return Optional.ofNullable(DOORS.get(check.code()));
    }

    /** Whether some peers are Kubo's and others are not. */
    public boolean kuboHasOthers() {
      return status.ipfs().kind().equals("kubo") && status.ipfs().httpPeers() > 0;
    }

    /** What to do about a finding. */
    public Hint hint(Health.CheckView check) {
      return Hint.of(check.fix());
    }
  }

  /** A page on which something is done. */
  public record Door(String href, String label) {}

  /** A profile that is held here, in numbers. */
  public record Row(Person person, Profiles.ProfileView profile, String entries, String live) {
    private static final int TAIL_CHARS = 8;

    /** Whether it is kept, in words. */
    public String pinned() {
      return profile.pinned().map(pinned -> pinned ? "yes" : "not yet").orElse("not to be kept");
    }

    /** The end of a CID. */
    public String tail(Cid cid) {
      String text = cid.toString();
      return "…" + text.substring(text.length() - TAIL_CHARS);
    }
  }

  private final Frame frame;
  private final Daemon daemon;

  StatusPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  Answer show(Call call) {
    return page(200, Optional.empty(), Optional.empty());
  }

  /** Does what a check offered, and shows what has become of it. */
  Answer remedy(Call call) throws IOException {
    try (Form form = call.form()) {
      String name =
          form.text("remedy")
              .orElseThrow(
                  () ->
                      new Refusal(
                          Refusal.Reason.BAD_INPUT,
                          "the form names nothing to do",
                          "load the page again"));
      return page(200, Optional.of(daemon.health().remedy(name)), Optional.empty());
    } catch (Refusal e) {
      return page(
          Statuses.of(e.reason()),
          Optional.empty(),
          Optional.of(Problem.of(Statuses.of(e.reason()), e)));
    }
  }

  private Answer page(int code, Optional<String> done, Optional<Problem> problem) {
    String mark = frame.mark();
    Health.StatusView status = daemon.health().status();
    List<Row> rows =
        status.profiles().stream()
            .map(p -> new Row(Person.of(p), p, Sizes.count(p.entries()), Sizes.count(p.live())))
            .toList();
    return frame.page(
        code,
        "status",
        new Frame.Heading("Status", "status", mark, ""),
        new View(status, rows, peers(status), done, problem));
  }

  /** Nobody is asked who does not answer. */
  private List<Follows.PeerView> peers(Health.StatusView status) {
    return status.ipfs().up() ? daemon.follows().peers() : List.of();
  }
}
