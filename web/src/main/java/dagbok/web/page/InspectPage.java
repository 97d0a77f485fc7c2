package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.cid.Multibase;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Refusal;
import dagbok.web.text.IpldText;
import java.util.HexFormat;
import java.util.Optional;

/** {@code /inspect} and {@code /inspect/{cid}}: any object as it is. */
public final class InspectPage {
  /** What the template shows. */
  public record View(String asked, Optional<Shown> shown, Optional<Problem> problem) {}

  /** An object. {@code html} is safe to put into a page as it is. */
  public record Shown(String cid, String base36, String codec, String digest, String html) {}

  private final Frame frame;
  private final Daemon daemon;

  InspectPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  /** The form; what it asks for has an address of its own. */
  Answer form(Call call) {
    Optional<String> cid = call.query("cid");
    if (cid.isPresent()) {
      return Answer.seeOther("/inspect/" + Roots.parse(cid.get()));
    }
    return page(200, new View("", Optional.empty(), Optional.empty()));
  }

  Answer object(Call call) {
    Cid cid = Roots.parse(call.path("cid"));
    if (!call.path("cid").equals(cid.toString())) {
      return Answer.seeOther("/inspect/" + cid);
    }
    try {
      String html = IpldText.html(daemon.inspection().object(cid));
      return page(200, new View(cid.toString(), Optional.of(shown(cid, html)), Optional.empty()));
    } catch (Refusal e) {
      int status = Statuses.of(e.reason());
      Problem problem = Problem.of(status, e);
      return page(status, new View(cid.toString(), Optional.empty(), Optional.of(problem)));
    }
  }

  private static Shown shown(Cid cid, String html) {
    return new Shown(
        cid.toString(),
        cid.toString(Multibase.BASE36),
        cid.codec().label(),
        HexFormat.of().formatHex(cid.digest()),
        html);
  }

  private Answer page(int status, View view) {
    return frame.page(
        status, "inspect", new Frame.Heading("Inspect", "status", frame.mark(), ""), view);
  }
}
