package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Statuses;
import dagbok.web.port.Refusal;

/** Pages that say what was wrong and what to do. */
public final class ErrorPages {
  private final Frame frame;

  /** With what surrounds them. */
  public ErrorPages(Frame frame) {
    this.frame = frame;
  }

  /** For who has a session. */
  public Answer page(int status, Refusal refusal) {
    Problem problem = Problem.of(status, refusal);
    Frame.Heading heading = new Frame.Heading(title(status), "", frame.mark(), "");
    return frame.page(status, "error", heading, problem);
  }

  /** The same with the status of the refusal's reason. */
  public Answer page(Refusal refusal) {
    return page(Statuses.of(refusal.reason()), refusal);
  }

  /** For who has none, or must not be told more. */
  public Answer plain(int status, Refusal refusal) {
    Problem problem = Problem.of(status, refusal);
    return frame.bare(
        status, "plain", new OpenPage.PlainView(problem.error(), problem.hint(), "", ""));
  }

  /** For who has no session: how to get one. */
  public Answer noSession(Call call) {
    String again = call.method().equals("GET") ? call.canonicalPath() : "/";
    return frame.bare(
        403,
        "plain",
        new OpenPage.PlainView(
            "This browser is not signed in",
            new Hint(
                "Dagbok shows itself only to the person at this machine. In a terminal, run",
                false),
            "dagbok open",
            again));
  }

  private static String title(int status) {
    return status == 404 ? "Not found" : status >= 500 ? "Something failed" : "That did not work";
  }
}
