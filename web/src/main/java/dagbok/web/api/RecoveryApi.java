package dagbok.web.api;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Backups;
import dagbok.web.port.Daemon;
import dagbok.web.port.Recovery;
import java.io.IOException;
import java.util.Map;

/** Backups, and bringing profiles back. Phrases and passphrases come in bodies alone. */
final class RecoveryApi {
  private final Daemon daemon;

  RecoveryApi(Daemon daemon) {
    this.daemon = daemon;
  }

  Answer recover(Call call) throws IOException {
    Recovery.Request request = Api.read(call, Requests.RecoverRequest.class).toRequest();
    return Json.answer(Views.RecoveredJson.of(daemon.recovery().recover(request)));
  }

  Answer resume(Call call) {
    ProfileId profile = daemon.profiles().resolve(call.path("p"));
    daemon.recovery().resume(profile);
    return Json.answer(Views.ProfileJson.of(daemon.profiles().get(profile)));
  }

  Answer backup(Call call) throws IOException {
    Backups.Request request = Api.read(call, Requests.BackupRequest.class).toRequest();
    return new Answer.Streamed(
        200,
        Map.of("Content-Type", "application/octet-stream", "Cache-Control", "no-store"),
        out -> daemon.backups().create(request, out));
  }
}
