package dagbok.app;

import dagbok.ipfs.IpfsChoice;
import dagbok.peer.PeerAddress;
import dagbok.web.port.Refusal;
import java.util.List;

/**
 * Which addresses of peers this daemon can go to: with Kubo all, without it those over HTTP.
 *
 * @param kind the IPFS node in use
 */
record Reach(IpfsChoice.Kind kind) {
  /** What helps whoever was given an address of Kubo's and has none. */
  static final String HTTP_ADDRESS =
      "ask whoever gave it to run \"dagbok config set peers.listen always\", to start Dagbok again,"
          + " and for the address with /http that \"dagbok status\" shows there then; or install"
          + " Kubo here";

  boolean covers(String address) {
    return kind == IpfsChoice.Kind.KUBO || PeerAddress.isHttp(address);
  }

  /**
   * Looks at addresses before they are tried.
   *
   * @throws Refusal if one can be nobody's, or if there are some and none of them can be gone to
   */
  void check(List<String> addresses) {
    addresses.forEach(Reach::checkForm);
    if (!addresses.isEmpty() && addresses.stream().noneMatch(this::covers)) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "\"" + addresses.get(0) + "\" is an address of Kubo's, and this daemon runs without Kubo",
          HTTP_ADDRESS);
    }
  }

  private static void checkForm(String address) {
    boolean libp2p = address.startsWith("/") && address.contains("/p2p/");
    if (!(PeerAddress.isHttp(address) ? isRight(address) : libp2p)) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "\"" + address + "\" is no address of a peer",
          "Give http://host:port, or a multiaddr as 'dagbok peers' or 'ipfs id' show them");
    }
  }

  private static boolean isRight(String address) {
    try {
      return PeerAddress.parse(address).port() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
