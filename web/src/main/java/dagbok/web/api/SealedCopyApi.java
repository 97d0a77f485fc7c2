package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What this device keeps sealed of what was deleted. */
final class SealedCopyApi {
  private final Daemon daemon;

  SealedCopyApi(Daemon daemon) {
    this.daemon = daemon;
  }

  /** How many copies were thrown away. */
  record Erased(long erased) {}

  Answer list(Call call) {
    Optional<ProfileId> profile = call.query("profile").map(daemon.profiles()::resolve);
    return Json.answer(daemon.sealedCopies().held(profile));
  }

  /** Those of the entries that are named; else of the profile; else all. */
  Answer erase(Call call) throws IOException {
    Requests.EraseRequest request = Api.read(call, Requests.EraseRequest.class);
    List<Cid> entries = request.named().stream().map(PostApi::cid).toList();
    Optional<ProfileId> profile = request.whose().map(daemon.profiles()::resolve);
    return Json.answer(
        new Erased(
            entries.isEmpty()
                ? daemon.sealedCopies().erase(profile)
                : daemon.sealedCopies().erase(entries)));
  }
}
