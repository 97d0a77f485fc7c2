package dagbok.web.page;

import dagbok.web.guard.LoginTokens;
import dagbok.web.guard.Sessions;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;

/**
 * {@code /open?token=…}: turns a one-use token into a session. It answers with a page that goes on
 * by itself, not with a redirect: after one the browser would still count the visit as somebody
 * else's doing, and keep the new cookie back.
 */
public final class OpenPage implements Endpoint {
  /** The template has nothing to show but its own words. */
  public record View() {}

  private final Frame frame;
  private final LoginTokens tokens;
  private final Sessions sessions;

  OpenPage(Frame frame, LoginTokens tokens, Sessions sessions) {
    this.frame = frame;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @Override
  public Answer answer(Call call) {
    if (call.method().equals("HEAD")) {
      return Answer.empty(204);
    }
    boolean known = call.query("token").filter(tokens::redeem).isPresent();
    if (!known) {
      return frame.bare(
          403,
          "plain",
          new PlainView(
              "This link was used before, or it is too old",
              new Hint("Each link opens the page once, within ten minutes. Get a new one:", false),
              "dagbok open",
              ""));
    }
    return frame.bare(200, "opened", new View()).with("Set-Cookie", sessions.begin());
  }

  /**
   * A page of one sentence and one command.
   *
   * @param again where to try once more; empty if that would not help
   */
  public record PlainView(String error, Hint hint, String command, String again) {}
}
