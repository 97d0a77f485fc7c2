package dagbok.kubo.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a Kubo that we start is set up. Its API answers on loopback only, and its gateway is off.
 *
 * @param profiles Kubo's own profiles, applied when the repository is made, and never after
 * @param network whom it may meet
 * @param apiPort the port of its API; 0 for any that is free
 * @param swarmPort the port for peers; 0 for any that is free
 * @param settings more settings, by their names in Kubo's configuration, as JSON; {@code null}
 *     removes one
 */
public record KuboSetup(
    List<String> profiles,
    KuboNetwork network,
    int apiPort,
    int swarmPort,
    Map<String, String> settings) {
  /**
   * How much Kubo's store collects in memory, and Kubo for it, before it goes to its files. Three
   * logs as large lie beside them; with Kubo's own sizes these take 16 MB more.
   */
  private static final int BUFFER_BYTES = 2 << 20;

  /**
   * How large the upper levels of Kubo's store grow at least before they are merged into the
   * lowest, which gives back the room of what was deleted.
   */
  private static final int UPPER_LEVEL_BYTES = 8 << 20;

  /** Copies the collections. */
  public KuboSetup {
    profiles = List.copyOf(profiles);
    settings = Map.copyOf(settings);
  }

  /**
   * For a Kubo of Dagbok's own: the store that is fast with small blocks, pubsub and streams on,
   * and nothing announced but what Dagbok asks for ({@code Provide.Strategy} {@code mfs}).
   */
  public static KuboSetup own(KuboNetwork network) {
    return new KuboSetup(
        List.of("pebbleds"),
        network,
        0,
        0,
        Map.of(
            "Datastore.Spec.memTableSize",
            String.valueOf(BUFFER_BYTES),
            "Datastore.Spec.lBaseMaxBytes",
            String.valueOf(UPPER_LEVEL_BYTES),
            "Import.BatchMaxSize",
            String.valueOf(BUFFER_BYTES),
            "Pubsub.Enabled",
            "true",
            "Experimental.Libp2pStreamMounting",
            "true",
            "Provide.Strategy",
            "\"mfs\""));
  }

  /** For tests: on this machine only, pubsub on. */
  public static KuboSetup test() {
    return new KuboSetup(List.of("test"), KuboNetwork.NONE, 0, 0, Map.of("Pubsub.Enabled", "true"));
  }

  /** The same, with one more setting. */
  public KuboSetup with(String key, String json) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, json);
    return new KuboSetup(profiles, network, apiPort, swarmPort, more);
  }

  /** The same, on other ports. */
  public KuboSetup withPorts(int newApiPort, int newSwarmPort) {
    return new KuboSetup(profiles, network, newApiPort, newSwarmPort, settings);
  }

  /** All settings, the special ones last. */
  Map<String, String> allSettings() {
    Map<String, String> all = new LinkedHashMap<>(network.settings(swarmPort));
    all.put("Addresses.API", "\"/ip4/127.0.0.1/tcp/" + apiPort + "\"");
    all.put("Addresses.Gateway", "[]");
    all.putAll(settings);
    return all;
  }

  /** Lines of {@code name = JSON}. */
  static Map<String, String> parse(String lines) {
    Map<String, String> settings = new LinkedHashMap<>();
    lines.lines().map(line -> line.split(" = ", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }
}
