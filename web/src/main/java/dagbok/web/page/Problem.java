package dagbok.web.page;

import dagbok.web.port.Refusal;
import java.util.Optional;

/** What went wrong, on a page: what it was, what to do, and what it was about. */
public record Problem(int status, String error, Hint hint, Optional<String> cid) {
  static Problem of(int status, Refusal refusal) {
    return new Problem(
        status,
        Hint.sentence(refusal.error()),
        Hint.of(refusal.hint()),
        refusal.cid().map(Object::toString));
  }
}
