package dagbok.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** No IPFS node that a daemon could use. */
public final class NoIpfs implements Check {
  static final String CODE = "no-ipfs";

  private final Supplier<Optional<Finding>> search;

  /** {@code search} looks for one, and says why there is none. */
  public NoIpfs(Supplier<Optional<Finding>> search) {
    this.search = search;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "There is an IPFS node to use";
  }

  @Override
  public Set<String> causes() {
    return Set.of(ConfigWrong.CODE);
  }

  @Override
  public List<Finding> look() {
    return search.get().map(List::of).orElse(List.of());
  }
}
