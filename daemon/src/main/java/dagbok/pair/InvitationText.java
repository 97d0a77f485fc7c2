package dagbok.pair;

import java.util.ArrayList;
import java.util.List;

/**
 * A code with addresses to take it to, as a QR code has it, such as {@code
 * dagbok-pair:42-K7QM-2XRD?peer=http://192.168.1.5:8471}, or the multiaddrs of an IPFS node. As
 * secret as the code.
 */
public record InvitationText(PairingCode code, List<String> peers) {
  private static final String SCHEME = "dagbok-pair:";
  private static final String PEER = "peer=";
  private static final int MAX_CHARS = 2048;
  private static final int MAX_PEERS = 6;

  /** Copies the list, but for addresses that are too many. */
  public InvitationText {
    peers = List.copyOf(peers.subList(0, Math.min(MAX_PEERS, peers.size())));
  }

  /**
   * What somebody typed or pasted: such a text, or a code alone.
   *
   * @throws PairingException if it is neither
   */
  public static InvitationText parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > MAX_CHARS) {
      throw new PairingException(PairingException.Reason.NO_CODE);
    }
    if (!stripped.startsWith(SCHEME)) {
      return new InvitationText(PairingCode.parse(stripped), List.of());
    }
    String rest = stripped.substring(SCHEME.length());
    int mark = rest.indexOf('?');
    List<String> peers = new ArrayList<>();
    for (String parameter : (mark < 0 ? "" : rest.substring(mark + 1)).split("&", -1)) {
      if (parameter.startsWith(PEER)) {
        peers.add(parameter.substring(PEER.length()));
      }
    }
    return new InvitationText(PairingCode.parse(mark < 0 ? rest : rest.substring(0, mark)), peers);
  }

  /** The text to show to whoever invites. */
  public String shown() {
    StringBuilder text = new StringBuilder(SCHEME).append(code.shown());
    char separator = '?';
    for (String peer : peers) {
      text.append(separator).append(PEER).append(peer);
      separator = '&';
    }
    return text.toString();
  }
}
