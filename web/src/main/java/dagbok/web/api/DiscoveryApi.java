package dagbok.web.api;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import java.io.IOException;

/** Strangers who want to be found. */
final class DiscoveryApi {
  private final Daemon daemon;

  DiscoveryApi(Daemon daemon) {
    this.daemon = daemon;
  }

  private record Findable(ProfileId profile, boolean findable) {}

  Answer found(Call call) {
    return Json.lines(daemon.discovery().found());
  }

  Answer show(Call call) {
    return shown(profile(call));
  }

  Answer choose(Call call) throws IOException {
    ProfileId profile = profile(call);
    boolean findable = Api.read(call, Requests.FindableRequest.class).required();
    daemon.discovery().beFindable(profile, findable);
    return shown(profile);
  }

  private Answer shown(ProfileId profile) {
    return Json.answer(new Findable(profile, daemon.discovery().isFindable(profile)));
  }

  private ProfileId profile(Call call) {
    return daemon.profiles().resolve(call.path("p"));
  }
}
