package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;

/** Deleting what one wrote. */
public interface Deletions {
  /** The most posts that one request deletes. */
  int MAX_ENTRIES = 100_000;

  /**
   * What is to be deleted: posts, all of one profile; or all posts of a profile before a time.
   *
   * @param profile whose; empty: that of the posts, or the one in use
   * @param before in seconds since 1970; posts that claim to be written before it
   */
  record Choice(Optional<ProfileId> profile, List<Cid> entries, Optional<Long> before) {
    /** Copies the list. */
    public Choice {
      entries = List.copyOf(entries);
    }

    /** These posts. */
    public static Choice of(List<Cid> entries) {
      return new Choice(Optional.empty(), entries, Optional.empty());
    }
  }

  /**
   * A deletion.
   *
   * @param posts how many it takes
   * @param seconds until it is written; until then it can be taken back
   * @param done whether it is written
   */
  record Deletion(long id, ProfileId profile, long posts, long seconds, boolean done) {}

  /**
   * What a deletion would change of the profile's objects.
   *
   * @param nodes that would be others
   * @param packs that others would take the place of: {@code newPacks} of {@code newPackBytes}
   */
  record Rewrite(
      long posts,
      long nodes,
      long packs,
      long newPacks,
      long newPackBytes,
      Optional<Cid> snapshot,
      Optional<Cid> newSnapshot) {}

  /** What a choice would change; nothing is deleted. Takes as long as deleting. */
  Rewrite rewrite(Choice choice);

  /** How many posts a choice takes; nothing is deleted. */
  long count(Choice choice);

  /**
   * Deletes; after ten seconds, or {@code now}.
   *
   * @throws Refusal if one of the posts is not one's own, not there, or there are too many
   */
  Deletion delete(Choice choice, boolean now);

  /**
   * How far a deletion has come.
   *
   * @throws Refusal if there was none by this number
   */
  Deletion find(long id);

  /**
   * Takes a deletion back that is not written yet.
   *
   * @throws Refusal if it is written
   */
  void undo(long id);
}
