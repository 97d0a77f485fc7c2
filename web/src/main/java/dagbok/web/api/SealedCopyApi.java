package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Refusal;
import dagbok.web.port.SealedCopies;
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
    boolean all = call.query("all").filter("true"::equals).isPresent();
    return Json.answer(daemon.sealedCopies().held(whose(call.query("profile"), all)));
  }

  private SealedCopies.Whose whose(Optional<String> named, boolean all) {
    Optional<ProfileId> profile = named.map(daemon.profiles()::resolve);
    if (all && profile.isPresent()) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "it is one profile or all of them",
          "Leave 'profile' or 'all' out");
    }
    return new SealedCopies.Whose(profile, all);
  }

  /** Those of the entries that are named; else of the profile or all; else of the one in use. */
  Answer erase(Call call) throws IOException {
    Requests.EraseRequest request = Api.read(call, Requests.EraseRequest.class);
    List<Cid> entries = request.named().stream().map(PostApi::cid).toList();
    SealedCopies.Whose whose = whose(request.whose(), request.ofAll());
    return Json.answer(
        new Erased(
            entries.isEmpty()
                ? daemon.sealedCopies().erase(whose, request.upTo())
                : daemon.sealedCopies().erase(entries)));
  }
}
