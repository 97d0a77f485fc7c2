package dagbok.app;

import dagbok.ipfs.IpfsException;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.KuboException;
import java.util.function.Function;

/** What is changed in a Kubo of the daemon's own when somebody asks for it. */
final class KuboCare implements KuboGarbage.Repo {
  private final String api;

  /** {@code api}: where it answers. */
  KuboCare(String api) {
    this.api = api;
  }

  /** Switches pubsub on and has Kubo stop; whoever watches over it starts it again. */
  String switchPubsubOn() {
    return with(
        kubo -> {
          kubo.node().set("Pubsub.Enabled", "true");
          kubo.node().shutdown();
          return "Pubsub is switched on; Kubo starts again, which takes some seconds.";
        });
  }

  /** Removes what nothing keeps. */
  String collectGarbage() {
    return with(
        kubo -> {
          long before = kubo.repo().stat().bytes();
          long removed = kubo.repo().collect();
          long freed = Math.max(0, before - kubo.repo().stat().bytes());
          return removed + " blocks that nothing keeps are gone, " + freed / 1_000_000 + " MB.";
        });
  }

  @Override
  public long bytes() {
    return with(kubo -> kubo.repo().stat().bytes());
  }

  @Override
  public long collect() {
    return with(kubo -> kubo.repo().collect());
  }

  private <T> T with(Function<KuboClient, T> work) {
    try (KuboClient kubo = new KuboClient(KuboEndpoint.parse(api))) {
      return work.apply(kubo);
    } catch (KuboException e) {
      throw new IpfsException(
          IpfsException.Reason.FAILED, String.valueOf(e.getMessage()), e.cure(), e);
    }
  }
}
