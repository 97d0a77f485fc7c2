package dagbok.web.page;

import static dagbok.web.http.Access.OPEN;
import static dagbok.web.http.Access.SESSION;

import dagbok.web.guard.LoginTokens;
import dagbok.web.guard.Sessions;
import dagbok.web.http.Route;
import dagbok.web.port.Daemon;
import dagbok.web.setup.Setup;
import dagbok.web.text.Times;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** All pages. */
public final class Pages {
  private Pages() {}

  /** Their routes. */
  public static List<Route> routes(
      Frame frame,
      Daemon daemon,
      LoginTokens tokens,
      Sessions sessions,
      Clock clock,
      Setup steps,
      SecureRandom random,
      long maxUploadBytes) {
    Times times = new Times(clock);
    Cards cards = new Cards(times);
    ComposePage compose = new ComposePage(frame, daemon, random);
    AddPage add = new AddPage(frame, daemon);
    DiscoverPage discover = new DiscoverPage(frame, daemon, times);
    PeoplePage people = new PeoplePage(frame, daemon);
    ReplicationPage replication = new ReplicationPage(frame, daemon);
    DevicesPage devices = new DevicesPage(frame, daemon, times);
    JoinPage join = new JoinPage(frame, daemon);
    SetupPage setup = new SetupPage(frame, daemon, steps, random);
    RecoverPage recover = new RecoverPage(frame, daemon);
    StatusPage status = new StatusPage(frame, daemon);
    DeletionPage deletion = new DeletionPage(frame, daemon, cards, clock.getZone());
    RevokePage revoke = new RevokePage(frame, daemon, times);
    BackupPage backup = new BackupPage(frame, daemon, times, clock, maxUploadBytes);
    InspectPage inspect = new InspectPage(frame, daemon);
    return List.of(
        Route.get("/", SESSION, new HomePage(frame, daemon, steps, cards)),
        Route.get("/open", OPEN, new OpenPage(frame, tokens, sessions)),
        Route.get("/p/{root}", SESSION, new ProfilePage(frame, daemon, cards, times)),
        Route.get("/p/{root}/qr.png", SESSION, new QrEndpoint(daemon)),
        Route.get("/p/{root}/{entry}", SESSION, new EntryPage(frame, daemon, cards)),
        Route.get("/p/{root}/{entry}/delete", SESSION, deletion::ask),
        Route.post("/p/{root}/{entry}/delete", SESSION, deletion::delete),
        Route.get("/p/{root}/{entry}/edit", SESSION, compose::editForm),
        Route.post("/p/{root}/{entry}/edit", SESSION, compose::edit),
        Route.get("/settings/devices/{device}", SESSION, revoke::show),
        Route.post("/settings/devices/{device}", SESSION, revoke::revoke),
        Route.get("/deletions", SESSION, deletion::form),
        Route.post("/deletions", SESSION, deletion::submit),
        Route.post("/deletions/undo", SESSION, deletion::undo),
        Route.post("/deletions/erase", SESSION, deletion::erase),
        Route.get("/tag/{tag}", SESSION, new TagPage(frame, daemon, cards)),
        Route.get("/compose", SESSION, compose::form),
        Route.post("/compose", SESSION, compose::publish),
        Route.post("/compose/preview", SESSION, compose::preview),
        Route.get("/add", SESSION, add::form),
        Route.post("/add", SESSION, add::follow),
        Route.post("/add/preview", SESSION, add::preview),
        Route.post("/add/scan", SESSION, add::scan),
        Route.get("/discover", SESSION, discover::show),
        Route.post("/discover", SESSION, discover::choose),
        Route.get("/people", SESSION, people::list),
        Route.post("/people/unfollow", SESSION, people::unfollow),
        Route.post("/people/use", SESSION, people::use),
        Route.get("/settings/replication", SESSION, replication::list),
        Route.get("/settings/replication/{p}", SESSION, replication::form),
        Route.post("/settings/replication/{p}", SESSION, replication::submit),
        Route.get(DevicesPage.PATH, SESSION, devices::show),
        Route.post(DevicesPage.PATH + "/invite", SESSION, devices::invite),
        Route.get(DevicesPage.PATH + "/file", SESSION, devices::saved),
        Route.post(DevicesPage.PATH + "/file", SESSION, devices::carried),
        Route.post(DevicesPage.PATH + "/confirm", SESSION, devices::confirm),
        Route.post(DevicesPage.PATH + "/cancel", SESSION, devices::cancel),
        Route.get(JoinPage.PATH, SESSION, join::show),
        Route.post(JoinPage.PATH, SESSION, join::join),
        Route.get(JoinPage.PATH + "/file", SESSION, join::saved),
        Route.post(JoinPage.PATH + "/file", SESSION, join::carried),
        Route.post(JoinPage.PATH + "/agree", SESSION, join::agree),
        Route.post(JoinPage.PATH + "/cancel", SESSION, join::cancel),
        Route.get(BackupPage.PATH, SESSION, backup::show),
        Route.post(BackupPage.PATH + "/create", SESSION, backup::create),
        Route.post(BackupPage.PATH + "/verify", SESSION, backup::verify),
        Route.get("/setup", SESSION, setup::begin),
        Route.post("/setup", SESSION, setup::create),
        Route.get("/setup/recover", SESSION, recover::begin),
        Route.post("/setup/recover", SESSION, recover::recover),
        Route.get("/setup/phrase", SESSION, setup::phrase),
        Route.get("/setup/check", SESSION, setup::check),
        Route.post("/setup/check", SESSION, setup::checked),
        Route.post("/setup/forget", SESSION, setup::forget),
        Route.get("/setup/node", SESSION, setup::node),
        Route.get("/setup/ready", SESSION, setup::ready),
        Route.get("/status", SESSION, status::show),
        Route.post("/status", SESSION, status::remedy),
        Route.get("/inspect", SESSION, inspect::form),
        Route.get("/inspect/{cid}", SESSION, inspect::object));
  }
}
