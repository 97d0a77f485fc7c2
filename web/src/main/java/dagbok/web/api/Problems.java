package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.web.http.Answer;
import dagbok.web.http.Statuses;
import dagbok.web.port.Refusal;
import java.util.Optional;

/** Errors as programs read them. */
public final class Problems {
  /** The header field that names the reason, so that nobody has to guess it from the status. */
  public static final String REASON = "Dagbok-Reason";

  private record ErrorJson(String error, String hint, Optional<Cid> cid) {}

  private Problems() {}

  /** With the status of the refusal's reason. */
  public static Answer of(Refusal refusal) {
    return of(Statuses.of(refusal.reason()), refusal);
  }

  /** With another status. */
  public static Answer of(int status, Refusal refusal) {
    ErrorJson json = new ErrorJson(refusal.error(), refusal.hint(), refusal.cid());
    return Json.answer(status, json).with(REASON, refusal.reason().name());
  }
}
