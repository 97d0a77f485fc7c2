package dagbok.web.api;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Policies;
import java.io.IOException;

/** What of followed profiles is kept. */
final class PolicyApi {
  private final Daemon daemon;

  PolicyApi(Daemon daemon) {
    this.daemon = daemon;
  }

  Answer show(Call call) {
    return Json.answer(daemon.policies().get(profile(call)));
  }

  /** Chooses one, or says what it would come to. */
  Answer choose(Call call) throws IOException {
    Requests.PolicyRequest request = Api.read(call, Requests.PolicyRequest.class);
    Policies policies = daemon.policies();
    return Json.answer(
        request.isPreview()
            ? policies.preview(profile(call), request.required())
            : policies.choose(profile(call), request.required()));
  }

  private ProfileId profile(Call call) {
    return daemon.profiles().resolve(call.path("p"));
  }
}
