package dagbok.app;

import com.google.common.base.Suppliers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The addresses that share links bring along: those of the port for peers, where there is one,
 * since nobody finds it from farther away than the local network without. Kubo is found by the root
 * CID alone, so links of a daemon on Kubo without such a port don't tell where somebody lives.
 */
final class ShareAddresses implements Supplier<List<String>> {
  /** More would make a QR code that phones can't read. */
  private static final int MAX_ADDRESSES = 2;

  private static final Duration MAX_AGE = Duration.ofSeconds(30);
  private static final Pattern LOOPBACK = Pattern.compile("^/(ip4/127\\.|ip6/::1/)");

  private final Supplier<List<String>> known;

  /** {@code all}: where the port for peers is, if there is one. */
  ShareAddresses(Supplier<List<String>> all) {
    this.known = Suppliers.memoizeWithExpiration(() -> shared(all.get()), MAX_AGE);
  }

  @Override
  public List<String> get() {
    return known.get();
  }

  private static List<String> shared(List<String> all) {
    return all.stream()
        .filter(address -> !LOOPBACK.matcher(address).find())
        .limit(MAX_ADDRESSES)
        .toList();
  }
}
