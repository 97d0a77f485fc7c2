package dagbok.web.api;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Deletions;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.util.Optional;

/** Deleting posts, and taking that back. */
final class DeletionApi {
  private final Daemon daemon;

  DeletionApi(Daemon daemon) {
    this.daemon = daemon;
  }

  /** How many posts a preview would take. */
  record Counted(long posts) {}

  /** What was taken back. */
  record Undone(long id) {}

  /** Deletes, or says what that would take. */
  Answer delete(Call call) throws IOException {
    Requests.DeletionRequest request = Api.read(call, Requests.DeletionRequest.class);
    Deletions deletions = daemon.deletions();
    Deletions.Choice choice = request.choice(daemon.profiles()::resolve, PostApi::cid);
    if (request.isRewrite()) {
      return Json.answer(deletions.rewrite(choice));
    }
    return request.isPreview()
        ? Json.answer(new Counted(deletions.count(choice)))
        : Json.answer(deletions.delete(choice, request.isNow()));
  }

  Answer show(Call call) {
    return Json.answer(daemon.deletions().find(id(call)));
  }

  Answer undo(Call call) {
    long id = id(call);
    daemon.deletions().undo(id);
    return Json.answer(new Undone(id));
  }

  private static long id(Call call) {
    try {
      return Long.parseLong(call.path("id"));
    } catch (NumberFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "a deletion is named by a number",
          "take the one that deleting answered",
          Optional.empty(),
          e);
    }
  }
}
