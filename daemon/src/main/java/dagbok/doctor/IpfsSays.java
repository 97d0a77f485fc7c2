package dagbok.doctor;

import dagbok.ipfs.IpfsWarning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One of the things that an IPFS node that answers knows of itself. */
public final class IpfsSays implements Check {
  private final String code;
  private final String title;
  private final Supplier<List<IpfsWarning>> warnings;
  private final Optional<Remedy> remedy;

  private IpfsSays(
      String code, String title, Supplier<List<IpfsWarning>> warnings, Optional<Remedy> remedy) {
    this.code = code;
    this.title = title;
    this.warnings = warnings;
    this.remedy = remedy;
  }

  /** A Kubo that is older than what Dagbok is made for. */
  public static Check kuboOld(Supplier<List<IpfsWarning>> warnings) {
    return new IpfsSays("kubo-old", "The IPFS node is new enough", warnings, Optional.empty());
  }

  /** Pubsub that is switched off; {@code own}: in a Kubo that the daemon may change. */
  public static Check pubsubOff(Supplier<List<IpfsWarning>> warnings, boolean own) {
    return new IpfsSays(
        PubsubWorks.OFF,
        "Pubsub is switched on",
        warnings,
        own ? Optional.of(Remedy.PUBSUB_ON) : Optional.empty());
  }

  /** Anything else that Kubo says when it is asked. */
  public static Check trouble(Supplier<List<IpfsWarning>> warnings) {
    return new IpfsSays("ipfs-trouble", "The IPFS node does as asked", warnings, Optional.empty());
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Set<String> causes() {
    return Set.of(IpfsAnswers.CODE);
  }

  @Override
  public List<Finding> look() {
    return warnings.get().stream()
        .filter(warning -> warning.code().equals(code))
        .map(
            warning -> new Finding(Finding.Severity.WARNING, warning.text(), warning.fix(), remedy))
        .toList();
  }
}
