package dagbok.doctor;

import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** A port that the daemon needs and another program has. */
public final class PortTaken implements Check {
  static final String PAGE = "page-port";
  static final String PEERS = "peers-port";

  private final String code;
  private final String setting;
  private final String what;
  private final IntSupplier port;

  private PortTaken(String code, String setting, String what, IntSupplier port) {
    this.code = code;
    this.setting = setting;
    this.what = what;
    this.port = port;
  }

  /** That of the page; 0 is never taken. */
  public static Check page(IntSupplier port) {
    return new PortTaken(PAGE, "web.port", "the page", port);
  }

  /** That for peers; 0 is never taken. */
  public static Check peers(IntSupplier port) {
    return new PortTaken(PEERS, "peers.port", "peers", port);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return "The port for " + what + " is free";
  }

  @Override
  public Set<String> causes() {
    return Set.of(ConfigWrong.CODE, DataInUse.CODE);
  }

  @Override
  public List<Finding> look() {
    int number = port.getAsInt();
    PortHolder holder = number == 0 ? PortHolder.NOBODY : PortHolder.of(number);
    return holder == PortHolder.NOBODY
        ? List.of()
        : List.of(
            Finding.broken(
                "Port "
                    + number
                    + ", which is to be that of "
                    + what
                    + ", is taken by "
                    + holder.words(),
                "dagbok config set " + setting + " 0"));
  }
}
