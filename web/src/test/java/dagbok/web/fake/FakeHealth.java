package dagbok.web.fake;

import dagbok.web.port.Events;
import dagbok.web.port.Health;
import dagbok.web.port.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Well, unless told otherwise. */
public final class FakeHealth implements Health {
  private final FakeDaemon daemon;
  private final List<CheckView> found = new ArrayList<>();

  /** The names of remedies that were asked for. */
  public final List<String> done = new ArrayList<>();

  FakeHealth(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  /** Something is wrong, but everything works. */
  public void warn(Warning warning) {
    find(
        new CheckView(
            warning.code(),
            State.WARNING,
            warning.text(),
            warning.fix(),
            Optional.empty(),
            Optional.empty()));
  }

  /** A check gives this. */
  public void find(CheckView check) {
    synchronized (this) {
      found.add(check);
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
            0,
            true,
            "It answers at its usual API address.",
            List.of(
                "/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWJDYM1YeHtFNgo5Mi2VCHRZToSuoeTqLMBC1LT6HX9m11"));
    return new StatusView(
        "0.1.0", "http://localhost:8470/", ipfs, daemon.profiles.list(), checks(), 0);
  }

  @Override
  public synchronized List<CheckView> checks() {
    List<CheckView> all = new ArrayList<>(found);
    all.add(
        new CheckView(
            "disk-full",
            State.OK,
            "The disk of the data folder has room",
            "",
            Optional.empty(),
            Optional.empty()));
    return all;
  }

  @Override
  public List<CheckView> recentChecks() {
    return checks();
  }

  @Override
  public synchronized String remedy(String name) {
    boolean offered =
        found.stream().flatMap(c -> c.remedy().stream()).anyMatch(r -> r.name().equals(name));
    if (!offered) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "there is nothing to do about it now", "dagbok doctor");
    }
    done.add(name);
    return "Done: " + name;
  }

  @Override
  public String metrics() {
    return "dagbok_profiles 1\n";
  }
}
