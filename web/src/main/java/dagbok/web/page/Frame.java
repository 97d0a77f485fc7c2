package dagbok.web.page;

import dagbok.web.asset.Assets;
import dagbok.web.guard.SafetyHeaders;
import dagbok.web.http.Answer;
import dagbok.web.live.LiveEvents;
import dagbok.web.port.Daemon;
import dagbok.web.port.Profiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a page into what surrounds every page. Thread-safe. */
public final class Frame {
  /** A browser may keep a page for going back to, but asks before it shows it again. */
  private static final String CACHE = "private, no-cache";

  private final Templates templates;
  private final Assets assets;
  private final LiveEvents live;
  private final Daemon daemon;

  /** With what every page shows. */
  public Frame(Templates templates, Assets assets, LiveEvents live, Daemon daemon) {
    this.templates = templates;
    this.assets = assets;
    this.live = live;
    this.daemon = daemon;
  }

  /** Where a page begins to listen; to be asked for before the page's data are. */
  String mark() {
    return live.mark();
  }

  /** The profile in use. */
  Optional<Profiles.ProfileView> me() {
    return daemon.profiles().inUse();
  }

  /** A page that shows one view. */
  Answer page(String template, String title, String section, Object view) {
    return page(200, template, new Heading(title, section, mark(), ""), view);
  }

  /** A title, a place in the navigation, and what to listen for. */
  record Heading(String title, String section, String mark, String scope) {}

  /** The same with a status. */
  Answer page(int status, String template, Heading heading, Object view) {
    List<Profiles.ProfileView> all = daemon.profiles().list();
    Shell shell =
        new Shell(
            heading.title(),
            heading.section(),
            assets,
            heading.mark(),
            heading.scope(),
            all.stream().filter(Profiles.ProfileView::inUse).findFirst().map(Person::of),
            all.stream().filter(p -> p.own() && !p.inUse()).map(Person::of).toList(),
            heading.scope().equals("all") ? hidden(all) : List.of());
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("shell", shell);
    parameters.put("view", view);
    return page(status, templates.render(template, parameters));
  }

  /** Those that the timeline of the profile in use leaves out. */
  private static List<String> hidden(List<Profiles.ProfileView> all) {
    return all.stream()
        .filter(p -> p.own() ? !p.inUse() : !p.followed() && !p.followedBy().isEmpty())
        .map(p -> p.profile().toString())
        .toList();
  }

  /** A page with nothing around it, for who has no session. */
  Answer bare(int status, String template, Object view) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("assets", assets);
    parameters.put("view", view);
    return page(status, templates.render(template, parameters)).with("Cache-Control", "no-store");
  }

  private static Answer page(int status, String html) {
    return Answer.html(status, html)
        .with("Content-Security-Policy", SafetyHeaders.PAGE_POLICY)
        .with("Cache-Control", CACHE);
  }
}
