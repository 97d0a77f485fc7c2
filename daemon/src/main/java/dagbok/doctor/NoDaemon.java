package dagbok.doctor;

import java.util.List;
import java.util.Set;

/** No daemon, and nothing that would keep one from starting. */
public final class NoDaemon implements Check {
  /** The code that stands for exit code 10. */
  public static final String CODE = "no-daemon";

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "The daemon runs";
  }

  @Override
  public Set<String> causes() {
    return Set.of(
        ConfigWrong.CODE,
        DataInUse.CODE,
        DiskShort.FULL,
        DataReadOnly.CODE,
        DatabaseReads.CODE,
        PortTaken.PAGE,
        PortTaken.PEERS,
        NoIpfs.CODE);
  }

  @Override
  public List<Finding> look() {
    return List.of(Finding.broken("No daemon is running for this home", "dagbok run"));
  }
}
