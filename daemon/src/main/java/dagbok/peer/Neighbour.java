package dagbok.peer;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A peer that is linked now.
 *
 * @param address where it answers, if it does
 * @param topics what it listens to
 * @param people who writes there, as it says
 */
record Neighbour(
    Link link,
    PeerId id,
    Optional<PeerAddress> address,
    Set<String> topics,
    List<Frame.Person> people) {
  /** Copies the collections. */
  Neighbour {
    topics = Set.copyOf(topics);
    people = List.copyOf(people);
  }
}
