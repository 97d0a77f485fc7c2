package dagbok.web;

import dagbok.web.api.Api;
import dagbok.web.asset.Assets;
import dagbok.web.guard.BearerToken;
import dagbok.web.guard.HostCheck;
import dagbok.web.guard.LoginTokens;
import dagbok.web.guard.Secrets;
import dagbok.web.guard.Sessions;
import dagbok.web.http.Access;
import dagbok.web.http.FormReader;
import dagbok.web.http.Route;
import dagbok.web.http.Routes;
import dagbok.web.live.LiveEvents;
import dagbok.web.media.MediaEndpoint;
import dagbok.web.page.ErrorPages;
import dagbok.web.page.Frame;
import dagbok.web.page.Pages;
import dagbok.web.page.Templates;
import dagbok.web.port.Daemon;
import dagbok.web.setup.Setup;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The local page and API: pages and API over TCP, the API over a Unix socket too. Thread-safe; the
 * caller closes it.
 */
public final class WebServer implements AutoCloseable {
  /** The file in the run folder that leads to the page once. */
  public static final String OPEN_FILE = "open.html";

  private final WebSettings settings;
  private final Connectors connectors;
  private final LoginTokens tokens;
  private final LiveEvents live;
  private final Routes routes;

  private WebServer(WebSettings settings, Daemon daemon) throws IOException {
    this.settings = settings;
    Secrets secrets = new Secrets(settings.secrets(), settings.random());
    Secrets.makeFolder(settings.runFolder());
    Secrets.makeFolder(settings.uploads());
    empty(settings.uploads());
    this.tokens = new LoginTokens(settings.clock(), settings.random());
    BearerToken bearer = new BearerToken(secrets);
    this.live = new LiveEvents(daemon.events(), settings.random());
    Sessions sessions = new Sessions(secrets, settings.clock(), settings.random());
    Assets assets = Assets.load();
    Frame frame = new Frame(new Templates(), assets, live, daemon);
    this.routes = routes(daemon, frame, assets, sessions);
    HostCheck hosts = new HostCheck(settings.extraHosts());
    ErrorPages pages = new ErrorPages(frame);
    this.connectors =
        new Connectors(
            settings,
            new Dispatcher(
                routes,
                new Gate(hosts, sessions, bearer, pages),
                pages,
                new FormReader(settings.uploads(), settings.maxUploadBytes()),
                new AnswerWriter(hosts)));
  }

  private Routes routes(Daemon daemon, Frame frame, Assets assets, Sessions sessions) {
    List<Route> all = new ArrayList<>();
    Setup setup = new Setup(daemon, settings.random());
    all.addAll(
        Pages.routes(
            frame,
            daemon,
            tokens,
            sessions,
            settings.clock(),
            setup,
            settings.random(),
            settings.maxUploadBytes()));
    all.addAll(Api.routes(daemon, setup, this::opening, live::answer, settings.openMetrics()));
    all.add(assets.route());
    all.add(Route.get("/media/{cid}", Access.SESSION, new MediaEndpoint(daemon.media())));
    all.add(Route.get("/events", Access.SESSION, live::answer));
    return new Routes(all);
  }

  /** What an upload left behind when the daemon was killed. */
  private static void empty(Path uploads) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(uploads)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Starts to serve.
   *
   * @throws IOException if the port is taken, another daemon answers at the socket, or a folder
   *     can't be used; the message says which
   */
  public static WebServer start(WebSettings settings, Daemon daemon) throws IOException {
    WebServer server = new WebServer(settings, daemon);
    try {
      server.connectors.start();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** The port that pages and API are at. */
  public int port() {
    return connectors.port();
  }

  /** The address of the page, without what opens it. */
  public String url() {
    return "http://localhost:" + port() + "/";
  }

  /** An address that opens the page in one browser, once, within ten minutes. */
  public String openUrl() {
    return url() + "open?token=" + tokens.mint();
  }

  /**
   * A new {@link #openUrl}, and a page of mode 600 that leads there: a browser started with the
   * page's path does not show the token to everybody who can list processes.
   */
  public Api.Opening opening() {
    String url = openUrl();
    Path file = settings.runFolder().resolve(OPEN_FILE);
    String page =
        "<!doctype html><meta charset=\"utf-8\"><title>Dagbok</title>"
            + "<meta name=\"referrer\" content=\"no-referrer\">"
            + "<meta http-equiv=\"refresh\" content=\"0; url="
            + url
            + "\"><p><a href=\""
            + url
            + "\">Open Dagbok</a></p>\n";
    try {
      Secrets.write(file, page);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Api.Opening(url, file.toString());
  }

  /** All routes, for tests that hold for each of them. */
  Routes routes() {
    return routes;
  }

  @Override
  public void close() {
    live.close();
    connectors.stop();
  }
}
