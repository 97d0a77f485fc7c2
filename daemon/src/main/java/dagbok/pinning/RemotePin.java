package dagbok.pinning;

import dagbok.cid.Cid;
import java.util.List;

/**
 * A pin at a service.
 *
 * @param request the service's name for it
 * @param details what the service says of it, empty if nothing
 * @param delegates addresses that the service fetches from
 */
public record RemotePin(
    String request, Cid cid, Status status, String details, List<String> delegates) {
  /** How far it has come. */
  public enum Status {
    /** It waits for its turn. */
    QUEUED,
    /** It is being fetched. */
    PINNING,
    /** All of it is there. */
    PINNED,
    /** It was given up. */
    FAILED
  }

  /** Copies the list. */
  public RemotePin {
    delegates = List.copyOf(delegates);
  }
}
