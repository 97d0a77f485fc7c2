package dagbok.doctor;

import dagbok.config.Home;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a daemon left that was killed: a socket, a process id, ports. */
public final class StaleFiles implements Check {
  private final Home home;

  /** For a home whose daemon does not answer. */
  public StaleFiles(Home home) {
    this.home = home;
  }

  @Override
  public String code() {
    return "stale-files";
  }

  @Override
  public String title() {
    return "The last daemon ended in order";
  }

  @Override
  public Set<String> causes() {
    return Set.of(DataInUse.CODE);
  }

  @Override
  public List<Finding> look() {
    boolean left =
        Stream.of(home.socket(), home.pid(), home.ports())
            .anyMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    return left
        ? List.of(
            Finding.warning(
                "The last daemon was killed and left its files in "
                    + home.run()
                    + "; the next one replaces them, and nothing is lost",
                "dagbok run"))
        : List.of();
  }
}
