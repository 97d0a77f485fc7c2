package dagbok.web.api;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.setup.Setup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first run: what is left to do, the recovery phrase while it is kept, its check. */
final class SetupApi {
  private final Daemon daemon;
  private final Setup setup;

  SetupApi(Daemon daemon, Setup setup) {
    this.daemon = daemon;
    this.setup = setup;
  }

  Answer state(Call call) {
    return Json.answer(state());
  }

  private Views.SetupJson state() {
    Optional<ProfileId> waiting = setup.waiting().map(Profiles.ProfileView::profile);
    return Views.SetupJson.of(
        setup.step(),
        setup.current(),
        waiting.map(setup::ask).orElse(List.of()),
        daemon.health().status().ipfs(),
        setup.node());
  }

  Answer phrase(Call call) {
    Profiles.ProfileView profile =
        setup
            .waiting()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "no recovery phrase is kept here",
                        "dagbok setup"));
    return Json.answer(new Views.PhraseJson(profile.profile(), setup.words(profile.profile())));
  }

  Answer check(Call call) throws IOException {
    Requests.PhraseCheck request = Api.read(call, Requests.PhraseCheck.class);
    ProfileId profile = daemon.profiles().resolve(request.requiredProfile());
    Map<Integer, String> answers = request.answers();
    return Json.answer(new Views.CheckedJson(profile, setup.check(profile, answers)));
  }

  Answer forget(Call call) throws IOException {
    Requests.ProfileName request = Api.read(call, Requests.ProfileName.class);
    setup.forget(daemon.profiles().resolve(request.required()));
    return state(call);
  }
}
