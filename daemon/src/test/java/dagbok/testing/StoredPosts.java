package dagbok.testing;

import dagbok.cid.Cid;
import dagbok.dag.EntryRow;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.store.PostTable;
import dagbok.store.ProfileState;
import dagbok.store.Tx;
import java.util.List;
import java.util.Optional;

/** Posts in the store that no history judged. */
public final class StoredPosts {
  private StoredPosts() {}

  /** Adds a post to a profile, by its row id. */
  public static void add(
      Tx tx,
      long profile,
      Cid entry,
      long height,
      long time,
      long sort,
      List<String> tags,
      List<Content> contents) {
    Encoded<Payload> payload =
        Encoded.of(
            new Payload(new Salt(new byte[Salt.BYTES]), time, contents, Post.EMPTY.toBody()));
    ProfileState state = new ProfileState(tx, profile);
    long id = state.nextId();
    EntryRow row =
        new EntryRow(
            new EntryRow.Facts(
                id,
                entry,
                payload.cid(),
                EntryRow.Kind.POST,
                height,
                0,
                id,
                EntryRow.NONE,
                List.of(),
                EntryRow.NONE,
                EntryRow.NONE,
                1));
    state.insert(row, new byte[1], Optional.of(payload.bytes()));
    contents.forEach(content -> state.need(content.link(), id));
    PostTable.add(
        tx,
        new PostTable.NewRow(
            profile, entry, "post", time, sort, height, Optional.empty(), true, tags, List.of()));
  }
}
