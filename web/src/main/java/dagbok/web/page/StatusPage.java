package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Health;
import dagbok.web.port.Profiles;
import dagbok.web.text.Sizes;
import java.util.List;

/** {@code /status}: what is wrong and the one thing to do; then what runs, in numbers. */
public final class StatusPage implements Endpoint {
  /** What the template shows. */
  public record View(Health.StatusView status, List<Row> profiles, List<Follows.PeerView> peers) {
    /** What to do about a warning. */
    public Hint hint(Health.Warning warning) {
      return Hint.of(warning.fix());
    }
  }

  /** A profile that is held here, in numbers. */
  public record Row(Person person, Profiles.ProfileView profile, String entries, String live) {
    private static final int TAIL_CHARS = 8;

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

  @Override
  public Answer answer(Call call) {
    String mark = frame.mark();
    Health.StatusView status = daemon.health().status();
    List<Row> rows =
        status.profiles().stream()
            .map(p -> new Row(Person.of(p), p, Sizes.count(p.entries()), Sizes.count(p.live())))
            .toList();
    return frame.page(
        200,
        "status",
        new Frame.Heading("Status", "status", mark, ""),
        new View(status, rows, daemon.follows().peers()));
  }
}
