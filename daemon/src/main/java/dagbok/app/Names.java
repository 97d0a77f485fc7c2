package dagbok.app;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.profile.Replica;
import dagbok.schema.Display;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.PostTable;
import java.util.Comparator;
import java.util.Optional;

/** What profiles say of themselves: of several live entries, the last in canonical order. */
final class Names {
  private static final int CID_CHARS_SHOWN = 8;

  private final Database database;

  Names(Database database) {
    this.database = database;
  }

  /** A profile's description of itself, with the payload whose contents it refers to. */
  record Described(Display.Profile profile, Payload payload) {
    /** The content that an index of the description names. */
    Optional<Cid> content(java.util.OptionalLong index) {
      boolean inside = index.isPresent() && index.getAsLong() < payload.contents().size();
      return inside
          ? Optional.of(payload.contents().get((int) index.getAsLong()).link())
          : Optional.empty();
    }
  }

  Optional<Described> describe(Replica replica) {
    return database.read(tx -> PostTable.ofKind(tx, replica.row(), "profile")).stream()
        .flatMap(cid -> replica.member(cid).stream())
        .max(
            Comparator.<Member>comparingLong(member -> height(member.entry().value()))
                .thenComparing(Member::cid))
        .flatMap(Member::payload)
        .flatMap(payload -> described(payload.value()));
  }

  private static long height(Entry entry) {
    return entry.height();
  }

  private static Optional<Described> described(Payload payload) {
    return Display.of(payload.body()) instanceof Display.Profile profile
        ? Optional.of(new Described(profile, payload))
        : Optional.empty();
  }

  /** What to call a profile: its name for itself, or the end of its root CID. */
  String name(Replica replica) {
    return describe(replica)
        .map(described -> described.profile().name().strip())
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> unknown(replica.profile()));
  }

  /** What to call a profile of which nothing is known. */
  static String unknown(ProfileId profile) {
    String root = profile.toString();
    return "…" + root.substring(root.length() - CID_CHARS_SHOWN);
  }
}
