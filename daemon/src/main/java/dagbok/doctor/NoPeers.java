package dagbok.doctor;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An IPFS node that has been connected with nobody for a while. */
public final class NoPeers implements Check {
  /** A node that has just started has none yet. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  static final String CODE = "no-peers";

  private final Peers peers;
  private final Since since;

  /** Asks the node that the daemon uses. */
  public NoPeers(Peers peers, Clock clock) {
    this.peers = peers;
    this.since = new Since(clock);
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "The IPFS node is connected with others";
  }

  @Override
  public Set<String> causes() {
    return Set.of(IpfsAnswers.CODE);
  }

  @Override
  public List<Finding> look() {
    boolean alone;
    try {
      alone = peers.connected().isEmpty();
    } catch (IpfsException e) { // it went away between two checks
      return List.of();
    }
    return since.longerThan(PATIENCE, alone)
        ? List.of(
            Finding.warning(
                    "The IPFS node is connected with nobody, so nothing comes and nothing goes",
                    "see that this machine has a network; if you know somebody's address, run"
                        + " 'dagbok follow PROFILE --peer ADDRESS'")
                .with(Remedy.CONNECT_AGAIN))
        : List.of();
  }
}
