package dagbok.web.api;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Devices;
import dagbok.web.port.Joining;
import dagbok.web.port.Refusal;
import java.io.IOException;

/** Devices of one's own profiles: the list, inviting one, and joining. */
final class DeviceApi {
  private final Daemon daemon;

  DeviceApi(Daemon daemon) {
    this.daemon = daemon;
  }

  Answer list(Call call) {
    return Json.lines(
        daemon.devices().list(daemon.profiles().resolve(call.path("p"))).stream()
            .map(Views.DeviceJson::of)
            .toList());
  }

  Answer invite(Call call) throws IOException {
    Requests.InviteRequest request = Api.read(call, Requests.InviteRequest.class);
    return answer(
        daemon
            .devices()
            .invite(
                daemon.profiles().resolve(call.path("p")), request.isByFile(), request.called()));
  }

  Answer invitation(Call call) {
    return answer(daemon.devices().invitation().orElseThrow(() -> nothing("dagbok device invite")));
  }

  private static Refusal nothing(String hint) {
    return new Refusal(Refusal.Reason.NOT_FOUND, "no device is being paired", hint);
  }

  Answer carried(Call call) throws IOException {
    return answer(daemon.devices().carried(Api.read(call, Requests.CarriedFile.class).required()));
  }

  Answer confirm(Call call) {
    return answer(daemon.devices().confirm());
  }

  Answer cancelInvitation(Call call) {
    daemon.devices().cancel();
    return Json.answer(new Views.DoneJson(true));
  }

  Answer join(Call call) throws IOException {
    return answer(daemon.joining().join(Api.read(call, Requests.JoinRequest.class).toRequest()));
  }

  Answer joining(Call call) {
    return answer(daemon.joining().current().orElseThrow(() -> nothing("dagbok device join")));
  }

  Answer joinCarried(Call call) throws IOException {
    return answer(daemon.joining().carried(Api.read(call, Requests.CarriedFile.class).required()));
  }

  Answer agree(Call call) {
    return answer(daemon.joining().agree());
  }

  Answer cancelJoin(Call call) {
    daemon.joining().cancel();
    return Json.answer(new Views.DoneJson(true));
  }

  private static Answer answer(Devices.InvitationView view) {
    return Json.answer(Views.InvitationJson.of(view)).with("Cache-Control", "no-store");
  }

  private static Answer answer(Joining.JoinView view) {
    return Json.answer(Views.JoinJson.of(view)).with("Cache-Control", "no-store");
  }
}
