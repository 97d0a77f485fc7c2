package dagbok.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.eclipse.jetty.server.Request;

/** Where visitors come from, so that no place takes what all others need. */
final class Origins {
  /** Whoever has one IPv6 address mostly has all that begin like it. */
  private static final int NETWORK_BYTES = 8;

  private Origins() {}

  static String of(Request request) {
    return of(request.getConnectionMetaData().getRemoteSocketAddress());
  }

  /** The address, of IPv6 its network; the same text for the same place. */
  static String of(SocketAddress remote) {
    InetAddress address = remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    if (address == null) {
      return "";
    }
    byte[] bytes = address.getAddress();
    boolean network = address instanceof Inet6Address && !address.isLoopbackAddress();
    return HexFormat.of().formatHex(network ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
