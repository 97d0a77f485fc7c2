package dagbok.web.api;

import static dagbok.web.http.Access.API;
import static dagbok.web.http.Access.OPEN;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.http.Route;
import dagbok.web.port.Daemon;
import dagbok.web.setup.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** All that programs can ask. */
public final class Api {
  /** Where it begins. */
  public static final String ROOT = "/api/v1";

  private Api() {}

  /**
   * Its routes.
   *
   * @param setup the steps of the first run
   * @param opening mints an address that opens the page once
   * @param events the stream of events
   * @param openMetrics whether {@code /metrics} needs no token
   */
  public static List<Route> routes(
      Daemon daemon, Setup setup, Supplier<Opening> opening, Endpoint events, boolean openMetrics) {
    ProfileApi profiles = new ProfileApi(daemon);
    PostApi posts = new PostApi(daemon);
    DeletionApi deletions = new DeletionApi(daemon);
    SealedCopyApi copies = new SealedCopyApi(daemon);
    RevocationApi revocations = new RevocationApi(daemon);
    FollowApi follows = new FollowApi(daemon);
    PolicyApi policies = new PolicyApi(daemon);
    DiscoveryApi discovery = new DiscoveryApi(daemon);
    DeviceApi devices = new DeviceApi(daemon);
    SetupApi setups = new SetupApi(daemon, setup);
    InspectApi inspect = new InspectApi(daemon);
    HealthApi health = new HealthApi(daemon.health());
    RecoveryApi recovery = new RecoveryApi(daemon);
    byte[] description = description();
    return List.of(
        Route.get("/health", OPEN, health::alive),
        Route.get("/metrics", openMetrics ? OPEN : API, health::metrics),
        Route.get(
            "/openapi.json", OPEN, call -> Answer.bytes(200, "application/json", description)),
        Route.get(ROOT + "/status", API, call -> status(daemon)),
        Route.get(ROOT + "/checks", API, health::checks),
        Route.post(ROOT + "/remedies/{name}", API, health::remedy),
        Route.get(ROOT + "/setup", API, setups::state),
        Route.get(ROOT + "/setup/phrase", API, setups::phrase),
        Route.post(ROOT + "/setup/check", API, setups::check),
        Route.post(ROOT + "/setup/forget", API, setups::forget),
        Route.post(ROOT + "/open", API, call -> Json.answer(opening.get())),
        Route.get(ROOT + "/events", API, events),
        Route.get(ROOT + "/profiles", API, profiles::list),
        Route.post(ROOT + "/profiles", API, profiles::create),
        Route.post(ROOT + "/profiles/import", API, profiles::importCar),
        Route.post(ROOT + "/profiles/recover", API, recovery::recover),
        Route.post(ROOT + "/profiles/{p}/resume", API, recovery::resume),
        Route.post(ROOT + "/backup", API, recovery::backup),
        Route.get(ROOT + "/profiles/{p}", API, profiles::show),
        Route.post(ROOT + "/profiles/{p}/use", API, profiles::use),
        Route.get(ROOT + "/profiles/{p}/export", API, profiles::exportCar),
        Route.get(ROOT + "/profiles/{p}/qr", API, profiles::qr),
        Route.get(ROOT + "/profiles/{p}/service", API, profiles::service),
        Route.get(ROOT + "/profiles/{p}/holders", API, profiles::holders),
        Route.get(ROOT + "/profiles/{p}/findable", API, discovery::show),
        Route.post(ROOT + "/profiles/{p}/findable", API, discovery::choose),
        Route.get(ROOT + "/profiles/{p}/policy", API, policies::show),
        Route.post(ROOT + "/profiles/{p}/policy", API, policies::choose),
        Route.get(ROOT + "/profiles/{p}/devices/{device}/entries", API, revocations::wrote),
        Route.post(ROOT + "/profiles/{p}/devices/{device}/revoke", API, revocations::revoke),
        Route.get(ROOT + "/profiles/{p}/devices", API, devices::list),
        Route.post(ROOT + "/profiles/{p}/devices/invite", API, devices::invite),
        Route.get(ROOT + "/invitation", API, devices::invitation),
        Route.post(ROOT + "/invitation/file", API, devices::carried),
        Route.post(ROOT + "/invitation/confirm", API, devices::confirm),
        Route.delete(ROOT + "/invitation", API, devices::cancelInvitation),
        Route.post(ROOT + "/join", API, devices::join),
        Route.get(ROOT + "/join", API, devices::joining),
        Route.post(ROOT + "/join/file", API, devices::joinCarried),
        Route.post(ROOT + "/join/agree", API, devices::agree),
        Route.delete(ROOT + "/join", API, devices::cancelJoin),
        Route.get(ROOT + "/profiles/{p}/head", API, inspect::head),
        Route.get(ROOT + "/profiles/{p}/snapshot", API, inspect::snapshot),
        Route.get(ROOT + "/profiles/{p}/graph", API, inspect::graph),
        Route.get(ROOT + "/profiles/{p}/verify", API, inspect::verify),
        Route.post(ROOT + "/verify", API, inspect::verifyCar),
        Route.get(ROOT + "/inspect/{cid}", API, inspect::object),
        Route.post(ROOT + "/posts", API, posts::publish),
        Route.get(ROOT + "/feed", API, posts::feed),
        Route.get(ROOT + "/entries/{entry}", API, posts::entry),
        Route.post(ROOT + "/entries/{entry}/edit", API, posts::edit),
        Route.post(ROOT + "/deletions", API, deletions::delete),
        Route.get(ROOT + "/deletions/{id}", API, deletions::show),
        Route.delete(ROOT + "/deletions/{id}", API, deletions::undo),
        Route.get(ROOT + "/sealed-copies", API, copies::list),
        Route.post(ROOT + "/sealed-copies/erase", API, copies::erase),
        Route.get(ROOT + "/follows", API, follows::list),
        Route.post(ROOT + "/follows", API, follows::follow),
        Route.delete(ROOT + "/follows/{p}", API, follows::unfollow),
        Route.get(ROOT + "/nearby", API, follows::nearby),
        Route.get(ROOT + "/found", API, discovery::found),
        Route.get(ROOT + "/peers", API, follows::peers));
  }

  /**
   * How to open the page.
   *
   * @param url works once
   * @param file a page of mode 600 that leads there; browsers are better started with it, since
   *     everybody on a machine can read the command lines of its processes
   */
  public record Opening(String url, String file) {}

  private static Answer status(Daemon daemon) {
    return Json.answer(Views.StatusJson.of(daemon.health().status()));
  }

  private static byte[] description() {
    try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks openapi.json");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most bytes of a request that is JSON alone. */
  static final int MAX_JSON_BYTES = 1024 * 1024;

  static <T> T read(Call call, Class<T> type) throws IOException {
    return Json.read(call.body(MAX_JSON_BYTES), type);
  }
}
