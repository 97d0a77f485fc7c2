package dagbok.web;

import dagbok.web.api.Api;
import dagbok.web.api.Problems;
import dagbok.web.http.Access;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.FormReader;
import dagbok.web.http.Routes;
import dagbok.web.http.Statuses;
import dagbok.web.page.ErrorPages;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes every request to its endpoint, past the gate, and its answer or refusal back. */
final class Dispatcher extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Set<String> PROGRAM_PATHS =
      Set.of("/events", "/health", "/metrics", "/openapi.json");

  /** When to ask again for what is being fetched. */
  private static final String RETRY_AFTER_SECONDS = "10";

  private final Routes routes;
  private final Gate gate;
  private final ErrorPages pages;
  private final FormReader forms;
  private final AnswerWriter writer;

  Dispatcher(Routes routes, Gate gate, ErrorPages pages, FormReader forms, AnswerWriter writer) {
    this.routes = routes;
    this.gate = gate;
    this.pages = pages;
    this.forms = forms;
    this.writer = writer;
  }

  /** A request, as far as it is known before its route is. */
  private record Visit(Request request, String path, boolean socket, boolean program) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    request.addIdleTimeoutListener(timeout -> false); // a long check is no fault
    Visit visit = visit(request);
    Answer answer = answer(visit);
    if (answer.status() >= HttpStatus.BAD_REQUEST_400) {
      RestOfRequest.take(
          request,
          callback,
          isKnown(visit) ? RestOfRequest.KNOWN : RestOfRequest.STRANGER,
          all ->
              write(visit, response, callback, all ? answer : answer.with("Connection", "close")));
    } else {
      write(visit, response, callback, answer);
    }
    return true;
  }

  private boolean isKnown(Visit visit) {
    try {
      return visit.socket || gate.isKnown(new Call(visit.request, Map.of(), forms));
    } catch (RuntimeException e) {
      LOG.debug("who asked for {} can't be told", visit.path, e);
      return false;
    }
  }

  private void write(Visit visit, Response response, Callback callback, Answer answer) {
    try {
      writer.write(visit.request, response, callback, answer);
    } catch (IOException | RuntimeException e) {
      failedWhileWriting(visit, response, callback, e);
    }
  }

  private static Visit visit(Request request) {
    String path = String.valueOf(request.getHttpURI().getCanonicalPath());
    boolean socket =
        request.getConnectionMetaData().getConnector() instanceof UnixDomainServerConnector;
    boolean program = socket || path.startsWith(Api.ROOT + "/") || PROGRAM_PATHS.contains(path);
    return new Visit(request, path, socket, program);
  }

  private Answer answer(Visit visit) {
    try {
      Optional<Answer> wrongName =
          visit.socket ? Optional.empty() : gate.checkName(visit.request, visit.program);
      return wrongName.isPresent() ? wrongName.get() : route(visit);
    } catch (Refusal e) {
      return refused(visit, Statuses.of(e.reason()), e);
    } catch (IOException e) {
      LOG.debug("a request to {} could not be read", visit.path, e);
      return refused(
          visit,
          400,
          new Refusal(Refusal.Reason.BAD_INPUT, "the request could not be read", "send it again"));
    } catch (RuntimeException | StackOverflowError e) {
      return fault(visit, e);
    }
  }

  private Answer route(Visit visit) throws IOException {
    Optional<Routes.Found> found = routes.find(visit.request.getMethod(), visit.path);
    if (found.isEmpty()) {
      return notFound(visit);
    }
    if (found.get() instanceof Routes.WrongMethod wrong) {
      return wrongMethod(visit, wrong.allowed());
    }
    Routes.Hit hit = (Routes.Hit) found.get();
    Access access = hit.route().access();
    Call call = new Call(visit.request, hit.path(), forms);
    if (visit.socket) {
      return access == Access.SESSION ? notFound(visit) : hit.route().endpoint().answer(call);
    }
    Optional<Answer> stopped = gate.checkAccess(call, access, visit.program);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    Answer answer = hit.route().endpoint().answer(call);
    return access == Access.SESSION ? gate.renew(call, answer) : answer;
  }

  /** Who has no session is not told which addresses there are. */
  private Answer notFound(Visit visit) {
    if (!visit.program) {
      Call call = new Call(visit.request, Map.of(), forms);
      if (!gate.hasSession(call)) {
        return pages.noSession(call);
      }
    }
    Refusal refusal =
        new Refusal(
            Refusal.Reason.NOT_FOUND, "there is nothing at this address", "check the address");
    return refused(visit, 404, refusal);
  }

  private Answer wrongMethod(Visit visit, String allowed) {
    Refusal refusal =
        new Refusal(
            Refusal.Reason.BAD_INPUT,
            "this address does not take " + visit.request.getMethod(),
            "use " + allowed);
    return refused(visit, 405, refusal).with("Allow", allowed);
  }

  private Answer fault(Visit visit, Throwable cause) {
    LOG.error("answering {} {} failed", visit.request.getMethod(), visit.path, cause);
    Refusal refusal =
        new Refusal(
            Refusal.Reason.INTERNAL,
            "Dagbok itself made a mistake here",
            "run 'dagbok doctor'; the log says more");
    return refused(visit, 500, refusal);
  }

  /** Only who has a session is shown a page with the rest of Dagbok around it. */
  private Answer refused(Visit visit, int status, Refusal refusal) {
    Answer answer = inWords(visit, status, refusal);
    return refusal.reason() == Refusal.Reason.NOT_YET
        ? answer.with("Retry-After", RETRY_AFTER_SECONDS)
        : answer;
  }

  private Answer inWords(Visit visit, int status, Refusal refusal) {
    if (visit.program) {
      return Problems.of(status, refusal);
    }
    try {
      Call call = new Call(visit.request, Map.of(), forms);
      return gate.hasSession(call) ? pages.page(status, refusal) : pages.plain(status, refusal);
    } catch (RuntimeException e) {
      LOG.debug("the page for status {} could not be made", status, e);
      return pages.plain(status, refusal);
    }
  }

  /** If a part of the body is out already, only cutting the connection can say that it failed. */
  private void failedWhileWriting(
      Visit visit, Response response, Callback callback, Exception cause) {
    boolean gone = cause instanceof IOException || cause instanceof UncheckedIOException;
    if (gone || response.isCommitted()) {
      LOG.atLevel(gone ? Level.DEBUG : Level.ERROR)
          .setCause(cause)
          .log("the answer to {} broke off", visit.path);
      callback.failed(cause);
      return;
    }
    response.reset();
    try {
      Answer answer =
          cause instanceof Refusal refusal
              ? refused(visit, Statuses.of(refusal.reason()), refusal)
              : fault(visit, cause);
      writer.write(visit.request, response, callback, answer);
    } catch (IOException e) {
      callback.failed(e);
    }
  }
}
