package dagbok.web.fake;

import dagbok.web.port.Events;
import dagbok.web.port.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Well, unless told otherwise. */
public final class FakeHealth implements Health {
  private final FakeDaemon daemon;
  private final List<Warning> warnings = new ArrayList<>();

  FakeHealth(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  /** Something goes wrong. */
  public void warn(Warning warning) {
    synchronized (this) {
      warnings.add(warning);
    }
    daemon.events.happen(Events.StatusChanged::new);
  }

  @Override
  public synchronized StatusView status() {
    IpfsView ipfs =
        new IpfsView(
            "kubo",
            false,
            Optional.of("http://127.0.0.1:5001"),
            Optional.of("0.43.0"),
            12,
            true,
            "It answers at its usual API address.",
            List.of(
                "/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWJDYM1YeHtFNgo5Mi2VCHRZToSuoeTqLMBC1LT6HX9m11"));
    return new StatusView(
        "0.1.0", "http://localhost:8470/", ipfs, daemon.profiles.list(), List.copyOf(warnings), 0);
  }
}
