package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsWarning;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import dagbok.kubo.KuboException.Reason;
import dagbok.kubo.KuboVersion;
import java.util.ArrayList;
import java.util.List;

/** What a Kubo says about itself that its person should know. */
final class KuboCheck {
  private final KuboClient kubo;

  KuboCheck(KuboClient kubo) {
    this.kubo = kubo;
  }

  /** What is wrong, the worst first; nothing but that, if it does not even answer. */
  List<IpfsWarning> warnings() {
    List<IpfsWarning> warnings = new ArrayList<>();
    try {
      checkVersion(warnings);
      checkPubSub(warnings);
    } catch (KuboException e) {
      warnings.add(trouble(e));
    }
    return warnings;
  }

  private void checkVersion(List<IpfsWarning> warnings) {
    KuboVersion version = kubo.node().version();
    if (!version.isSupported()) {
      warnings.add(
          new IpfsWarning(
              "kubo-old",
              "Kubo " + version + " is older than what Dagbok is made for",
              "Install Kubo " + KuboVersion.OLDEST + " or newer"));
    }
  }

  private void checkPubSub(List<IpfsWarning> warnings) {
    try {
      kubo.pubsub().topics();
    } catch (KuboException e) {
      if (e.reason() != Reason.PUBSUB_OFF) {
        throw e;
      }
      warnings.add(
          new IpfsWarning(
              "pubsub-off",
              "Pubsub is switched off in Kubo, so nobody hears of new posts until they ask;"
                  + " after switching it on, restart Kubo",
              "ipfs config --json Pubsub.Enabled true"));
    }
  }

  static IpfsWarning trouble(KuboException e) {
    String code =
        switch (e.reason()) {
          case AWAY, TIMEOUT -> "ipfs-away";
          case DENIED -> "ipfs-denied";
          default -> "ipfs-trouble";
        };
    return new IpfsWarning(code, String.valueOf(e.getMessage()), e.cure());
  }

  /** Whether Kubo announces every block that it has, as it does unless it is told otherwise. */
  boolean announcesAll() {
    try {
      boolean off = kubo.node().setting("Provide.Enabled").filter("false"::equals).isPresent();
      String strategy = kubo.node().setting("Provide.Strategy").orElse("\"all\"");
      return !off && (strategy.contains("all") || strategy.equals("\"\""));
    } catch (KuboException e) {
      return true;
    }
  }
}
