package dagbok.app;

import com.google.common.base.Suppliers;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The addresses that share links bring along: those of an embedded IPFS node, which nobody finds
 * from farther away than the local network without one. Kubo is found by the root CID alone, so its
 * links don't tell where somebody lives.
 */
final class ShareAddresses implements Supplier<List<String>> {
  /** More would make a QR code that phones can't read. */
  private static final int MAX_ADDRESSES = 2;

  private static final Duration MAX_AGE = Duration.ofSeconds(30);
  private static final Pattern LOOPBACK = Pattern.compile("127\\.|localhost|\\[::1]|/ip6/::1/");

  private final Supplier<List<String>> known;

  ShareAddresses(IpfsChoice ipfs) {
    this.known =
        ipfs.kind() == IpfsChoice.Kind.EMBEDDED
            ? Suppliers.memoizeWithExpiration(() -> addresses(ipfs), MAX_AGE)
            : List::of;
  }

  @Override
  public List<String> get() {
    return known.get();
  }

  private static List<String> addresses(IpfsChoice ipfs) {
    try {
      return ipfs.peers().self().addresses().stream()
          .filter(address -> !LOOPBACK.matcher(address).find())
          .limit(MAX_ADDRESSES)
          .toList();
    } catch (IpfsException e) {
      return List.of();
    }
  }
}
