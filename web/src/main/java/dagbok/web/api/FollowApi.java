package dagbok.web.api;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Sought;
import java.io.IOException;
import java.util.Optional;

/** Following, and peers. */
final class FollowApi {
  private final Daemon daemon;

  FollowApi(Daemon daemon) {
    this.daemon = daemon;
  }

  Answer list(Call call) {
    return Json.lines(daemon.follows().list(as(call)).stream().map(Views.FollowJson::of).toList());
  }

  Answer follow(Call call) throws IOException {
    Requests.FollowRequest request = Api.read(call, Requests.FollowRequest.class);
    Follows.Request wanted = request.toRequest(text -> Sought.profile(daemon.profiles(), text));
    return Json.answer(201, Views.FollowJson.of(daemon.follows().follow(wanted)));
  }

  Answer unfollow(Call call) {
    ProfileId profile = daemon.profiles().resolve(call.path("p"));
    daemon.follows().unfollow(profile, as(call));
    return Json.answer(new Views.GoneJson(profile));
  }

  private Optional<ProfileId> as(Call call) {
    return call.query("as").map(daemon.profiles()::resolve);
  }

  Answer nearby(Call call) {
    return Json.lines(daemon.follows().nearby());
  }

  Answer peers(Call call) {
    return Json.lines(daemon.follows().peers());
  }
}
