package dagbok.web;

import dagbok.web.api.Problems;
import dagbok.web.guard.BearerToken;
import dagbok.web.guard.HostCheck;
import dagbok.web.guard.OriginCheck;
import dagbok.web.guard.Sessions;
import dagbok.web.http.Access;
import dagbok.web.http.Answer;
import dagbok.web.http.Authority;
import dagbok.web.http.Call;
import dagbok.web.page.ErrorPages;
import dagbok.web.port.Refusal;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Decides who may come in; says why not, and what to do, to those who may not. */
final class Gate {
  private final HostCheck hosts;
  private final Sessions sessions;
  private final BearerToken bearer;
  private final ErrorPages pages;

  Gate(HostCheck hosts, Sessions sessions, BearerToken bearer, ErrorPages pages) {
    this.hosts = hosts;
    this.sessions = sessions;
    this.bearer = bearer;
    this.pages = pages;
  }

  /** Before anything is looked up: the name under which the page was asked for. */
  Optional<Answer> checkName(Request request, boolean program) {
    String authority = Authority.of(request).orElse("");
    if (!hosts.isOwn(authority)) {
      return Optional.of(wrongName(authority, program));
    }
    boolean reading = OriginCheck.isSafe(request.getMethod());
    if (!program && reading && hosts.isNumber(authority)) {
      String target = "http://" + hosts.localhost(authority) + request.getHttpURI().getPathQuery();
      return Optional.of(Answer.empty(307).with("Location", target));
    }
    return Optional.empty();
  }

  private Answer wrongName(String authority, boolean program) {
    Refusal refusal =
        new Refusal(
            Refusal.Reason.BAD_INPUT,
            "this page does not answer to the name '"
                + (authority.length() > 100 ? authority.substring(0, 100) + "…" : authority)
                + "'",
            "open it as http://localhost with its port, or, if the name is yours, add it to"
                + " web.hosts in the configuration");
    return program ? Problems.of(421, refusal) : pages.plain(421, refusal);
  }

  /** Whether this request may use a route. */
  Optional<Answer> checkAccess(Call call, Access access, boolean program) {
    return switch (access) {
      case OPEN -> Optional.empty();
      case API -> bearer.isCarriedBy(call) ? Optional.empty() : Optional.of(noToken());
      case SESSION -> checkSession(call, program);
    };
  }

  private Optional<Answer> checkSession(Call call, boolean program) {
    boolean safe = OriginCheck.isSafe(call.method());
    boolean allowed = safe ? OriginCheck.allowsRead(call) : OriginCheck.allowsChange(call);
    if (!allowed) {
      return Optional.of(foreign(program));
    }
    if (!hasSession(call)) {
      return Optional.of(program ? Problems.of(403, noSession()) : pages.noSession(call));
    }
    return Optional.empty();
  }

  boolean hasSession(Call call) {
    return call.cookie(sessions.cookieName()).filter(sessions::isValid).isPresent();
  }

  /** Whether the request carries a session or the token. */
  boolean isKnown(Call call) {
    return hasSession(call) || bearer.isCarriedBy(call);
  }

  /** A session that is used does not end. */
  Answer renew(Call call, Answer answer) {
    boolean aging =
        call.cookie(sessions.cookieName())
            .filter(sessions::isValid)
            .filter(sessions::isAging)
            .isPresent();
    return aging ? answer.with("Set-Cookie", sessions.begin()) : answer;
  }

  private Answer foreign(boolean program) {
    Refusal refusal =
        new Refusal(
            Refusal.Reason.BAD_INPUT,
            "another site asked for this in your name, so nothing was done",
            "if it was you, open Dagbok's own page and do it there");
    return program ? Problems.of(403, refusal) : pages.plain(403, refusal);
  }

  private static Refusal noSession() {
    return new Refusal(Refusal.Reason.BAD_INPUT, "this browser is not signed in", "dagbok open");
  }

  private Answer noToken() {
    Refusal refusal =
        new Refusal(
            Refusal.Reason.BAD_INPUT,
            "the API needs its token",
            "send 'Authorization: Bearer' with what is in " + bearer.file());
    return Problems.of(401, refusal).with("WWW-Authenticate", "Bearer realm=\"dagbok\"");
  }
}
