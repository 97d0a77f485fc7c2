package dagbok.app;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.pair.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a device that joins is told of where this one is. */
final class PairingAddresses {
  private static final int MAX_URLS = 3;
  private static final int MAX_NODES = 2;

  /** Too long for a QR code, and never the only ones. */
  private static final String LONG_PART = "/certhash/";

  private static final Pattern LOOPBACK =
      Pattern.compile("^(/(ip4/127\\.|ip6/::1/)|http://(127\\.|\\[::1\\]|localhost)).*");

  private final Peers node;
  private final Supplier<List<String>> peering;

  /** With the IPFS node, and the addresses of the port for peers, if there is one. */
  PairingAddresses(Peers node, Supplier<List<String>> peering) {
    this.node = node;
    this.peering = peering;
  }

  /** Where the profile can be had. */
  List<String> ofProfile() {
    List<String> all = new ArrayList<>(peering.get());
    try {
      all.addAll(node.self().addresses());
    } catch (IpfsException e) {
      // the IPFS node is away; whoever joins finds it by itself
    }
    return far(all.stream().distinct().toList(), Terms.MAX_ADDRESSES);
  }

  /** Where the port is that the device comes to. */
  static List<String> ofPort(List<String> all) {
    return far(all, MAX_URLS);
  }

  /** Where the IPFS node is that the device comes to; its id alone if it does not know. */
  static List<String> ofNode(Peers.Self self, String protocol) {
    String id = "/p2p/" + self.id();
    List<String> all =
        self.addresses().stream()
            .filter(address -> address.endsWith(id) && !address.contains(LONG_PART))
            .map(address -> address + protocol)
            .filter(PairingStreams::isStream)
            .toList();
    return all.isEmpty() ? List.of(id + protocol) : far(all, MAX_NODES);
  }

  /** Those that other machines can go to; those of this machine alone if there are no others. */
  private static List<String> far(List<String> all, int most) {
    List<String> far = all.stream().filter(a -> !LOOPBACK.matcher(a).matches()).toList();
    return (far.isEmpty() ? all : far).stream().limit(most).toList();
  }
}
