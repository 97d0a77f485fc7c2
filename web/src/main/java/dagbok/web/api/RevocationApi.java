package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Revocations;
import java.io.IOException;

/** What devices wrote, and ending them. */
final class RevocationApi {
  private final Daemon daemon;

  RevocationApi(Daemon daemon) {
    this.daemon = daemon;
  }

  Answer wrote(Call call) {
    return Json.lines(daemon.revocations().wrote(profile(call), device(call)));
  }

  Answer revoke(Call call) throws IOException {
    Requests.RevokeRequest request = Api.read(call, Requests.RevokeRequest.class);
    return Json.answer(
        daemon
            .revocations()
            .revoke(
                new Revocations.Request(
                    profile(call),
                    device(call),
                    request.lastOne().map(PostApi::cid),
                    request.words())));
  }

  private ProfileId profile(Call call) {
    return daemon.profiles().resolve(call.path("p"));
  }

  private static Cid device(Call call) {
    return PostApi.cid(call.path("device"));
  }
}
