package dagbok.web.setup;

import dagbok.web.port.Health;
import java.util.Optional;
import java.util.Set;

/**
 * An IPFS node in words for somebody who may never have heard of one.
 *
 * @param title which it is
 * @param meaning what that means, in one or two sentences
 * @param peers how many others it is connected with, and what that means
 * @param better what would be better, and how to get it
 */
public record NodeWords(
    String title, String meaning, String peers, Optional<Health.Warning> better) {
  /** What has nothing to do with the IPFS node. */
  private static final Set<String> OTHERS = Set.of("no-profile", "phrase");

  static NodeWords of(Health.StatusView status) {
    Health.IpfsView ipfs = status.ipfs();
    Optional<Health.Warning> better =
        status.warnings().stream().filter(w -> !OTHERS.contains(w.code())).findFirst();
    return new NodeWords(title(ipfs), meaning(ipfs), peers(ipfs), better);
  }

  private static String title(Health.IpfsView ipfs) {
    String version = ipfs.version().map(v -> " " + v).orElse("");
    if (!ipfs.kind().equals("kubo")) {
      return "The IPFS node inside Dagbok";
    }
    return ipfs.own() ? "Kubo" + version + ", started by Dagbok" : "Your Kubo" + version;
  }

  private static String meaning(Health.IpfsView ipfs) {
    if (!ipfs.up()) {
      return "It does not answer at the moment. You can begin all the same: what you write is kept"
          + " here, and goes into it as soon as it answers.";
    }
    if (!ipfs.kind().equals("kubo")) {
      return "Nothing had to be installed. Devices on your network find each other by themselves;"
          + " people elsewhere reach you by an address that they are given.";
    }
    return ipfs.own()
        ? "It runs in Dagbok's own folder, is there for Dagbok alone, and stops when Dagbok stops."
            + " Through it you reach people wherever IPFS does."
        : "It was running already, so Dagbok uses it with whatever else is in it, and touches only"
            + " what is its own. Through it you reach people wherever IPFS does.";
  }

  private static String peers(Health.IpfsView ipfs) {
    if (!ipfs.up()) {
      return "";
    }
    if (ipfs.peers() == 0) {
      return "It is connected with nobody yet. Writing works; others get to read it once it is.";
    }
    return ipfs.peers() == 1
        ? "It is connected with 1 other IPFS node."
        : "It is connected with " + ipfs.peers() + " other IPFS nodes.";
  }
}
