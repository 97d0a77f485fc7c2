package dagbok.web.api;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Daemon;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.qr.QrCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Profiles: listing, making, using, exporting, importing. */
final class ProfileApi {
  /** The most bytes of a CAR: 64 GiB. It is read as it comes and not kept in memory. */
  static final long MAX_CAR_BYTES = 64L << 30;

  private static final String CAR = "application/vnd.ipld.car; version=1";

  private final Profiles profiles;

  ProfileApi(Daemon daemon) {
    this.profiles = daemon.profiles();
  }

  Answer list(Call call) {
    return Json.lines(profiles.list().stream().map(Views.ProfileJson::of).toList());
  }

  Answer create(Call call) throws IOException {
    String name = Api.read(call, Requests.Name.class).required();
    return Json.answer(201, profiles.create(name));
  }

  Answer show(Call call) {
    return Json.answer(Views.ProfileJson.of(profiles.get(named(call))));
  }

  Answer holders(Call call) {
    return Json.lines(profiles.holders(named(call)));
  }

  Answer service(Call call) {
    return Json.answer(new Views.ServiceJson(profiles.service(named(call))));
  }

  Answer qr(Call call) {
    Profiles.ProfileView profile = profiles.get(named(call));
    return Json.answer(
        new Views.QrJson(profile.profile(), profile.shareLink(), QrCode.ofLink(profile).rows()));
  }

  Answer use(Call call) {
    return Json.answer(Views.ProfileJson.of(profiles.use(named(call))));
  }

  Answer exportCar(Call call) {
    ProfileId profile = named(call);
    Profiles.ExportScope scope = scope(call.query("scope").orElse("packs"));
    return new Answer.Streamed(
        200,
        Map.of(
            "Content-Type",
            CAR,
            "Content-Disposition",
            "attachment; filename=\"" + profile + ".car\""),
        out -> profiles.exportCar(profile, scope, out));
  }

  private static Profiles.ExportScope scope(String word) {
    return switch (word) {
      case "packs" -> Profiles.ExportScope.PACKS;
      case "loose" -> Profiles.ExportScope.LOOSE;
      default ->
          throw new Refusal(
              Refusal.Reason.BAD_INPUT,
              "there is no scope '" + word + "'",
              "use scope=packs or scope=loose");
    };
  }

  Answer importCar(Call call) throws IOException {
    try (InputStream in = call.body(MAX_CAR_BYTES)) {
      return Json.answer(Views.ImportedJson.of(profiles.importCar(in)));
    }
  }

  private ProfileId named(Call call) {
    return profiles.resolve(call.path("p"));
  }
}
