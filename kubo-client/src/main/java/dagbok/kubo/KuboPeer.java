package dagbok.kubo;

import java.util.List;

/**
 * A peer and where it was seen.
 *
 * @param id its peer id, as text
 * @param addresses multiaddrs, with or without {@code /p2p/} and the id; perhaps none
 */
public record KuboPeer(String id, List<String> addresses) {
  /** Copies the list. */
  public KuboPeer {
    addresses = List.copyOf(addresses);
  }
}
