package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsChoice;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.KuboException;
import dagbok.kubo.KuboSecret;
import dagbok.kubo.KuboVersion;
import dagbok.kubo.process.KuboProgram;
import dagbok.kubo.process.KuboRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which Kubo to use: the one that a setting names; else one that answers on the usual
 * address, or on the address that the person's own repository tells; else an {@code ipfs} program
 * that is started for the daemon alone.
 */
public final class KuboFinder {
  private static final String INSTALL =
      "Install Kubo " + KuboVersion.OLDEST + " or newer (https://docs.ipfs.tech/install/)";

  private final KuboSettings settings;
  private final KuboSurroundings surroundings;

  /** Looks nowhere yet. */
  public KuboFinder(KuboSettings settings, KuboSurroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /**
   * Looks, and may start a Kubo, which takes a second or a few. One that a setting names is taken
   * even if it does not answer yet; a warning says so.
   */
  public KuboSearch find() {
    List<String> reasons = new ArrayList<>();
    try {
      Optional<KuboSecret> secret = secret();
      if (settings.api().isPresent()) {
        return new KuboSearch.Found(named(settings.api().get(), secret));
      }
      for (KuboEndpoint endpoint : usualEndpoints(reasons)) {
        Optional<IpfsChoice> running = running(withSecret(endpoint, secret), reasons);
        if (running.isPresent()) {
          return new KuboSearch.Found(running.get());
        }
      }
      return own(reasons).<KuboSearch>map(KuboSearch.Found::new).orElseGet(() -> none(reasons));
    } catch (IOException | IllegalArgumentException e) {
      return new KuboSearch.None(String.valueOf(e.getMessage()), "Correct the setting ipfs.kubo.*");
    }
  }

  private Optional<KuboSecret> secret() throws IOException {
    Optional<Path> file = settings.secretFile();
    return file.isEmpty() ? Optional.empty() : Optional.of(KuboSecret.read(file.get()));
  }

  private static KuboEndpoint withSecret(KuboEndpoint endpoint, Optional<KuboSecret> secret) {
    return secret.map(endpoint::withSecret).orElse(endpoint);
  }

  private static KuboSearch none(List<String> reasons) {
    return new KuboSearch.None(String.join("; ", reasons), INSTALL);
  }

  private static IpfsChoice named(String api, Optional<KuboSecret> secret) {
    KuboClient kubo = new KuboClient(withSecret(KuboEndpoint.parse(api), secret));
    String why = "Kubo at " + kubo.endpoint() + ", because ipfs.kubo.api says so";
    return choice(kubo, why, false, kubo::close);
  }

  private Set<KuboEndpoint> usualEndpoints(List<String> reasons) {
    Set<KuboEndpoint> endpoints = new LinkedHashSet<>(List.of(surroundings.usualApi()));
    try {
      new KuboRepo(surroundings.usualRepo()).api().ifPresent(endpoints::add);
    } catch (IOException e) {
      reasons.add("the address of your own Kubo cannot be read: " + e.getMessage());
    }
    return endpoints;
  }

  private static Optional<IpfsChoice> running(KuboEndpoint endpoint, List<String> reasons) {
    KuboClient kubo = new KuboClient(endpoint);
    try {
      KuboVersion version = kubo.node().version();
      String why = "Kubo " + version + " at " + endpoint + ", because it runs already";
      return Optional.of(choice(kubo, why, false, kubo::close));
    } catch (KuboException e) {
      kubo.close();
      reasons.add(
          e.reason() == KuboException.Reason.AWAY
              ? "no Kubo answers at " + endpoint
              : "what answers at " + endpoint + " cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<IpfsChoice> own(List<String> reasons) {
    if (!settings.start()) {
      reasons.add("ipfs.kubo.start forbids to start one");
      return Optional.empty();
    }
    Optional<Path> path = KuboProgram.onPath(surroundings.path());
    if (path.isEmpty()) {
      reasons.add("no ipfs program is on the PATH");
      return Optional.empty();
    }
    try {
      KuboProgram program = KuboProgram.of(path.get());
      if (!program.version().isSupported()) {
        reasons.add(path.get() + " is too old: " + program.version());
        return Optional.empty();
      }
      return Optional.of(start(program));
    } catch (IOException e) {
      reasons.add("Kubo could not be started: " + e.getMessage());
      return Optional.empty();
    }
  }

  private IpfsChoice start(KuboProgram program) throws IOException {
    OwnKubo own = OwnKubo.start(program, settings.folder(), settings.network());
    KuboClient kubo = new KuboClient(own.endpoint());
    String why =
        "Kubo "
            + program.version()
            + " of the daemon's own in "
            + settings.folder()
            + ", because none was running and "
            + program.path()
            + " is installed";
    Runnable closer =
        () -> {
          kubo.close();
          own.close();
        };
    return choice(kubo, why, true, closer);
  }

  private static IpfsChoice choice(KuboClient kubo, String why, boolean own, Runnable closer) {
    KuboCheck check = new KuboCheck(kubo);
    return new IpfsChoice(
        IpfsChoice.Kind.KUBO,
        new KuboBlocks(kubo),
        new KuboPins(kubo),
        new KuboPubSub(kubo),
        new KuboPeers(kubo),
        KuboStreams.of(kubo),
        Optional.of(kubo.endpoint().toString()),
        why,
        own,
        check.announcesAll(),
        check::warnings,
        closer);
  }
}
