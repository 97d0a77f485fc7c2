package dagbok.web.text;

import dagbok.schema.ShareLink;
import java.util.List;

/**
 * What somebody pasted to name a profile: a CID, a share link, or a short name, and the peers that
 * a share link says to try first.
 *
 * @param text all of it
 */
public record Pasted(String text, List<String> peers) {
  /** Copies the list. */
  public Pasted {
    peers = List.copyOf(peers);
  }

  /** Reads what was pasted; anything is taken. */
  public static Pasted of(String pasted) {
    String text = pasted.strip();
    try {
      return new Pasted(text, ShareLink.parse(text).peers());
    } catch (IllegalArgumentException e) {
      return new Pasted(text, List.of());
    }
  }
}
