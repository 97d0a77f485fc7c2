package dagbok.web.port;

import dagbok.schema.ProfileId;
import dagbok.schema.Tag;
import java.util.List;
import java.util.Optional;

/** Following, and who one is connected with. */
public interface Follows {
  /**
   * A wish to follow: {@code peers} are multiaddrs or URLs to try first; {@code policy} says in
   * words what to keep, what it was or everything if it is empty.
   *
   * @param as which profile of one's own follows; the one in use if it is empty
   */
  record Request(
      ProfileId profile,
      List<String> peers,
      Optional<String> stream,
      Optional<String> tag,
      Optional<String> policy,
      Optional<ProfileId> as) {
    public Request {
      peers = List.copyOf(peers);
      tag = tag.map(Tag::normal).filter(normal -> !normal.isEmpty());
    }
  }

  /** A followed profile and how far catching up has come; {@code trouble} says what is wrong. */
  record FollowView(
      ProfileId profile,
      String name,
      List<String> peers,
      Progress progress,
      long entries,
      long packsDone,
      long packsTotal,
      Optional<String> trouble) {}

  /** How far catching up has come. */
  enum Progress {
    /** Nobody who has it was found yet. */
    LOOKING,
    /** Packs are being fetched. */
    FETCHING,
    /** All is there, checked and pinned. */
    IN_STEP
  }

  /** A peer of the IPFS node that speaks about a profile one holds. */
  record PeerView(String id, List<String> addresses, List<ProfileId> profiles) {}

  /**
   * Somebody seen on this network: the root CID of their profile, what they say their name is, and
   * the address to reach them at. None of it is checked.
   */
  record Nearby(String profile, String name, String address) {}

  /** Starts to follow; returns at once, catching up goes on in the background. */
  FollowView follow(Request request);

  /**
   * Stops following; unpins and forgets, unless another profile of one's own follows it.
   *
   * @param as which profile of one's own; the one in use if it is empty
   */
  void unfollow(ProfileId profile, Optional<ProfileId> as);

  /** All that a profile of one's own follows; the one in use if {@code as} is empty. */
  List<FollowView> list(Optional<ProfileId> as);

  /** Who is seen on this network now. */
  List<Nearby> nearby();

  /** The peers. */
  List<PeerView> peers();
}
