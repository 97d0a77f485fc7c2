package dagbok.web.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody pasted to name a profile: a CID, a share link, or a short name, and the peers that
 * a share link says to try first.
 *
 * @param text all of it
 */
public record ShareLink(String text, List<String> peers) {
  /** The most peers that are taken from one link. */
  public static final int MAX_PEERS = 8;

  /** The most characters of one peer's address. */
  static final int MAX_PEER_CHARS = 256;

  private static final String PEER = "peer=";

  /** Copies the list. */
  public ShareLink {
    peers = List.copyOf(peers);
  }

  /** Reads what was pasted; anything is taken. */
  public static ShareLink of(String pasted) {
    String text = pasted.strip();
    List<String> peers = new ArrayList<>();
    int question = text.indexOf('?');
    if (question >= 0) {
      for (String pair : text.substring(question + 1).split("&", MAX_PEERS + 1)) {
        addPeer(pair, peers);
      }
    }
    return new ShareLink(text, peers);
  }

  private static void addPeer(String pair, List<String> peers) {
    boolean fits = pair.length() > PEER.length() && pair.length() <= MAX_PEER_CHARS;
    if (!pair.startsWith(PEER) || !fits || peers.size() >= MAX_PEERS) {
      return;
    }
    String encoded = pair.substring(PEER.length());
    try {
      peers.add(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      peers.add(encoded);
    }
  }
}
