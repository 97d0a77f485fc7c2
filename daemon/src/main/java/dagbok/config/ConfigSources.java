package dagbok.config;

import dagbok.config.Config.Ipfs;
import dagbok.config.Config.Keep;
import dagbok.config.Config.Kubo;
import dagbok.config.Config.Peers;
import dagbok.config.Config.Sync;
import dagbok.config.Config.Web;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the settings from where they come: the defaults, the home's {@code dagbok.toml}, the
 * environment, and {@code --set}, each counting above those before it.
 *
 * <p>Immutable and thread-safe; the file is read anew by each call.
 */
public final class ConfigSources {
  private static final Set<String> OTHER_VARIABLES =
      Set.of(Home.VARIABLE, "DAGBOK_JAVA_OPTS", "DAGBOK_DEBUG");
  private static final List<String> SECTIONS =
      List.of("DAGBOK_IPFS_", "DAGBOK_KEEP_", "DAGBOK_WEB_", "DAGBOK_PEERS_");
  private static final int TYPO_EDITS = 2;

  private final Home home;
  private final Map<String, String> environment;
  private final List<String> assignments;

  /**
   * A setting as {@code config show} prints it.
   *
   * @param value as TOML
   * @param doc what it does
   */
  public record View(String key, String value, Origin origin, String doc) {}

  private record Resolved(String text, Origin origin) {}

  /**
   * From these places.
   *
   * @param assignments the arguments of {@code --set}, each {@code key=value}
   */
  public ConfigSources(Home home, Map<String, String> environment, List<String> assignments) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.assignments = List.copyOf(assignments);
  }

  /**
   * The settings, typed.
   *
   * @throws ConfigException if one of them is unknown or wrong; it tells where
   */
  public Config config() {
    Map<Setting<?>, Resolved> all = resolve();
    Kubo kubo =
        new Kubo(
            value(all, Settings.KUBO_API).map(ApiAddress::url),
            value(all, Settings.KUBO_START),
            value(all, Settings.KUBO_SECRET_FILE),
            value(all, Settings.KUBO_NETWORK));
    return new Config(
        home,
        new Ipfs(value(all, Settings.IPFS_KIND), kubo, value(all, Settings.EMBEDDED_QUOTA)),
        new Keep(
            value(all, Settings.KEEP_QUOTA),
            value(all, Settings.KEEP_SERVICE),
            value(all, Settings.KEEP_SERVICE_SECRET)),
        new Sync(value(all, Settings.SYNC_GATEWAYS)),
        new Web(
            value(all, Settings.WEB_BIND),
            value(all, Settings.WEB_PORT),
            value(all, Settings.WEB_OPEN),
            value(all, Settings.WEB_HOSTS),
            value(all, Settings.WEB_METRICS)),
        new Peers(
            value(all, Settings.PEERS_LISTEN),
            value(all, Settings.PEERS_HOST),
            value(all, Settings.PEERS_PORT),
            value(all, Settings.PEERS_MDNS),
            value(all, Settings.PEERS_INTRODUCE),
            value(all, Settings.PEERS_DISCOVER)));
  }

  /**
   * The settings with where each comes from, in the order of the table.
   *
   * @param key the only one that is wanted, if not all are
   * @throws ConfigException as {@link #config}, and if there is no such key
   */
  public List<View> views(Optional<String> key) {
    List<Setting<?>> wanted =
        key.isEmpty() ? Settings.ALL : List.of(Settings.get(key.get(), "config show"));
    Map<Setting<?>, Resolved> all = resolve();
    List<View> views = new ArrayList<>();
    for (Setting<?> setting : wanted) {
      views.add(view(setting, all));
    }
    return views;
  }

  /** The keys of all settings, in the order of the table. */
  public static List<String> keys() {
    return Settings.ALL.stream().map(Setting::key).toList();
  }

  /**
   * Throws {@link ConfigException} if an argument of {@code --set} is not understood; reads no
   * file.
   */
  public void checkAssignments() {
    addAssignments(new LinkedHashMap<>());
  }

  private static <T> View view(Setting<T> setting, Map<Setting<?>, Resolved> all) {
    String toml = setting.toml(value(all, setting));
    return new View(setting.key(), toml, resolved(all, setting).origin(), setting.doc());
  }

  private Map<Setting<?>, Resolved> resolve() {
    Map<Setting<?>, Resolved> all = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      all.put(setting, new Resolved(setting.standard(), new Origin.Default()));
    }
    addFile(all);
    addEnvironment(all);
    addAssignments(all);
    return all;
  }

  private void addFile(Map<Setting<?>, Resolved> all) {
    ConfigFile file = new ConfigFile(home.configFile());
    file.values(file.text())
        .forEach(
            (key, value) ->
                all.put(
                    Settings.get(key, key),
                    new Resolved(value.text(), new Origin.File(home.configFile(), value.line()))));
  }

  private void addEnvironment(Map<Setting<?>, Resolved> all) {
    Map<String, Setting<?>> byVariable = new LinkedHashMap<>();
    Settings.ALL.forEach(setting -> byVariable.put(setting.variable(), setting));
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              Setting<?> setting = byVariable.get(variable);
              if (setting == null) {
                refuseTypo(variable, List.copyOf(byVariable.keySet()));
                return;
              }
              setting.parse(text, variable);
              all.put(setting, new Resolved(text, new Origin.Environment(variable)));
            });
  }

  /** Refuses what was meant as a setting; other variables may share the prefix by chance. */
  private static void refuseTypo(String variable, List<String> known) {
    if (!variable.startsWith(Setting.ENVIRONMENT_PREFIX) || OTHER_VARIABLES.contains(variable)) {
      return;
    }
    String nearest = Nearest.to(variable, known);
    if (SECTIONS.stream().anyMatch(variable::startsWith)
        || Nearest.distance(variable, nearest) <= TYPO_EDITS) {
      throw new ConfigException(
          "environment: there is no setting '" + variable + "'", Nearest.hint(variable, known));
    }
  }

  private void addAssignments(Map<Setting<?>, Resolved> all) {
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 0) {
        throw new ConfigException(
            "--set " + assignment + ": no '=' in it", "write --set key=value, without spaces");
      }
      Setting<?> setting = Settings.get(assignment.substring(0, equals).strip(), "--set");
      String text = assignment.substring(equals + 1).strip();
      setting.parse(text, "--set");
      all.put(setting, new Resolved(text, new Origin.Flag()));
    }
  }

  private static <T> T value(Map<Setting<?>, Resolved> all, Setting<T> setting) {
    Resolved resolved = resolved(all, setting);
    return setting.parse(resolved.text(), resolved.origin().toString());
  }

  private static Resolved resolved(Map<Setting<?>, Resolved> all, Setting<?> setting) {
    Resolved resolved = all.get(setting);
    if (resolved == null) {
      throw new IllegalStateException("no value for " + setting.key());
    }
    return resolved;
  }
}
